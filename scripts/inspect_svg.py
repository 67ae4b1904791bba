#!/usr/bin/env python3
"""Draws `docs/inspect.svg`, the picture of `dateline inspect` in the README, from what the command says.

    cargo build && python3 scripts/inspect_svg.py target/debug/dateline

Run it in the root of the repository. The text stays text: it can be selected, searched and read aloud;
colours follow the reader's light or dark scheme. Same output of the command, same bytes.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

ARTICLES = ["articles/wire/mto-mwamba-bird-count.txt", "articles/pages/lunar-eclipse.html"]
COLUMNS = 96
SIZE, ADVANCE, LEADING, MARGIN = 14, 8.43, 20, 16

# Select Graphic Rendition (ECMA-48, 8.3.117) as `dateline` uses it.
CLASSES = {"1": "b", "2": "d", "32": "g", "36": "c", "33": "y", "31": "r"}

STYLE = f"""
text {{ font: {SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; fill: #1f2328 }}
.back {{ fill: #f6f8fa; stroke: #d1d9e0 }}
.b {{ font-weight: 600 }} .d {{ fill: #59636e }} .g {{ fill: #116329 }}
.c {{ fill: #1b7c83 }} .y {{ fill: #7d4e00 }} .r {{ fill: #cf222e }}
@media (prefers-color-scheme: dark) {{
  text {{ fill: #f0f6fc }}
  .back {{ fill: #151b23; stroke: #3d444d }}
  .d {{ fill: #9198a1 }} .g {{ fill: #7ee787 }} .c {{ fill: #76e3ea }} .y {{ fill: #e3b341 }} .r {{ fill: #ff7b72 }}
}}
""".strip()


def wide(text):
    """Columns of a terminal that a text takes (UAX 11)."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def spans(line):
    """A line with escape sequences as text of SVG, each part at its column: fonts for other scripts
    have spaces of another width."""
    out, classes, column = [], set(), 0
    for part in re.split(r"(\x1b\[[0-9;]*m|  +)", line):
        sequence = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if sequence:
            for code in sequence[1].split(";"):
                if code in ("", "0"):
                    classes.clear()
                elif code in CLASSES:
                    classes.add(CLASSES[code])
            continue
        if part.strip():
            text = part.strip()
            x = MARGIN + (column + len(part) - len(part.lstrip())) * ADVANCE
            name = f' class="{" ".join(sorted(classes))}"' if classes else ""
            # The space is for those who copy the text.
            out.append(f'<tspan x="{x:.0f}"{name}>{escape(text)} </tspan>')
        column += wide(part)
    return "".join(out)


def main():
    command = [os.path.abspath(sys.argv[1]), "inspect", "--color", "always", *ARTICLES]
    shown = subprocess.run(command, env={"COLUMNS": str(COLUMNS)}, check=True, capture_output=True)
    prompt = "\x1b[2m$\x1b[0m \x1b[1mdateline inspect " + " ".join(ARTICLES) + "\x1b[0m"
    lines = [prompt, *shown.stdout.decode().splitlines()]
    width = round(2 * MARGIN + COLUMNS * ADVANCE)
    height = 2 * MARGIN + len(lines) * LEADING
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        "<title>What dateline inspect shows of two articles: every value, and where it came from</title>",
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="back" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
    ]
    for at, line in enumerate(lines):
        if line:
            baseline = MARGIN + at * LEADING + SIZE
            svg.append(f'<text y="{baseline}">{spans(line)}</text>')
    svg.append("</svg>\n")
    Path("docs/inspect.svg").write_text("\n".join(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
