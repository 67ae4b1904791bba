"""Writes the texts, feeds, pages and media files that fuzzing starts from into `fuzz/corpus/`.

Everything is made of what the project has: its sample articles, the examples of its rules and tables, its
media files. `ffmpeg`, where it is installed, adds a short file of each further format.

    python3 scripts/fuzz_seeds.py && cargo +nightly fuzz run render -- -dict=fuzz/dictionaries/render.dict
"""

import hashlib
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"

# Larger ones make a fuzzer slow and find nothing that a small one does not.
MOST = 16_384

# Order of `FORMATS` in src/ingest/mod.rs.
FORMATS = [(".rst",), (".html", ".xhtml", ".htm"), (".md", ".mdx", ".markdown"), (".json",), (".ndjson",), (".txt",)]
# Order of `MARKUPS` in fuzz/fuzz_targets/render.rs.
MARKUPS = {".md": 0, ".html": 1, ".xhtml": 1, ".rst": 2, ".mdx": 3, ".txt": 4}


def seed(target: str, data: bytes) -> None:
    if len(data) > MOST:
        return
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def dates() -> None:
    for line in (ROOT / "tests/dates/notations.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            seed("date", line.split("\t")[0].encode())
    # Every locale, a few dates of each.
    for line in (ROOT / "tests/dates/cldr.tsv").read_text().splitlines()[::7]:
        seed("date", line.split("\t")[-1].encode())


def articles() -> None:
    for path in sorted((ROOT / "articles").rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for number, extensions in enumerate(FORMATS):
            if path.suffix in extensions:
                seed("ingest", bytes([number]) + data)
        if path.suffix in MARKUPS:
            text = re.sub(rb"\A---\n.*?\n---\n|\A\+\+\+\n.*?\n\+\+\+\n", b"", data, flags=re.DOTALL)
            seed("render", bytes([MARKUPS[path.suffix], 0]) + text)
        if path.suffix in (".html", ".xhtml"):
            seed("page", data)
        elif path.suffix not in MARKUPS:
            seed("media", data)


def shortcodes() -> None:
    """Each example in a page of the documentation, and each text of the tables of tests, in each markup."""
    texts = re.findall(r"`([^`\n]{3,})`", (ROOT / "docs/SHORTCODES.md").read_text())
    for path in [*(ROOT / "src/markup").rglob("*.rs"), *(ROOT / "src/render").rglob("*.rs")]:
        source = path.read_text()
        for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', source):
            text = re.sub(r"\\\n\s*", "", literal)
            text = text.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\").replace("\\t", "\t")
            if len(text) > 12 and re.search(r"[<{\[:$|!>`]", text):
                texts.append(text)
    for number, text in enumerate(texts):
        for markup in {0, number % 4, 3 if "import" in text or "<" in text else 1}:
            seed("render", bytes([markup, number % 8]) + text.encode())


def feeds() -> None:
    for number, path in enumerate(sorted((ROOT / "tests/rules").rglob("*"))):
        if path.is_file():
            data = path.read_bytes()
            seed("subscribed", data)
            seed("validate", bytes([number % 16]) + data)


def pages() -> None:
    head = (
        '<html lang="en"><head><title>A page | Site</title>'
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
        '"headline":"A page","datePublished":"2025-01-02T03:04:05Z","author":{"name":"Ada"},"image":["a.jpg"]}]}'
        "</script>"
    )
    metas = [
        ("property", "og:title"), ("property", "og:image"), ("property", "og:url"), ("property", "og:audio"),
        ("property", "article:published_time"), ("property", "article:tag"), ("name", "author"),
        ("name", "citation_author"), ("name", "dc.date"), ("name", "keywords"), ("itemprop", "datePublished"),
        ("name", "parsely-pub-date"), ("name", "twitter:title"),
    ]
    for kind, name in metas:
        seed("page", f'{head}<meta {kind}="{name}" content="2025-01-02 words, and more">'.encode())
    seed("page", f'{head}<link rel="canonical" href="/a"></head><body><article class="h-entry">'
         '<h1 class="p-name">A page</h1><time class="dt-published" datetime="2025-01-02">2 January</time>'
         '<a rel="author" href="/ada">Ada</a><p>Words of it.</p></article>'.encode())


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def media() -> None:
    for path in sorted((ROOT / "tests/media").iterdir()):
        seed("media", path.read_bytes())
    seed("media", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)) + chunk(b"IEND", b""))
    seed("media", b"GIF89a" + struct.pack("<HHBBB", 3, 2, 0, 0, 0) + b";")
    seed("media", b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0")
    seed("media", b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 3, 2, 1, 24, 0, 0, 0, 0, 0, 0))
    seed("media", b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\0\0\0\0\x16\0\0\0")
    seed("media", b"II*\0\x08\0\0\0\2\0\0\1\3\0\1\0\0\0\3\0\0\0\1\1\3\0\1\0\0\0\2\0\0\0\0\0\0\0")
    seed("media", b"\xff\x0a\x7f\x00\x11\x22")
    seed("media", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2" width="3mm"/>')
    seed("media", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123\n")
    if not shutil.which("ffmpeg"):
        print("ffmpeg is not installed: fewer media files to start from")
        return
    sound = ["-f", "lavfi", "-i", "sine=duration=0.2:sample_rate=8000"]
    picture = ["-f", "lavfi", "-i", "color=size=16x16:duration=0.2:rate=5"]
    wanted = [
        (sound, "wav"), (sound, "aiff"), (sound, "flac"), (sound, "mp3"), (sound, "ogg"), (sound, "opus"),
        (sound, "m4a"), (sound, "aac"), (sound, "mka"), (sound, "spx"), (sound, "caf"),
        (picture, "mp4"), (picture, "mov"), (picture, "webm"), (picture, "mkv"), (picture, "ogv"),
        (picture, "avif"), (picture, "jpg"), (picture, "png"), (picture, "gif"), (picture, "webp"), (picture, "bmp"),
        (picture, "tiff"), (picture, "jxl"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for source, extension in wanted:
            path = Path(folder, f"a.{extension}")
            one = ["-frames:v", "1"] if extension in ("jpg", "png", "webp", "bmp", "tiff", "jxl", "avif") else []
            command = ["ffmpeg", "-v", "quiet", "-y", *source, *one, "-metadata", "title=A", str(path)]
            if subprocess.run(command, check=False).returncode == 0:
                seed("media", path.read_bytes())


dates()
articles()
shortcodes()
feeds()
pages()
media()
for folder in sorted(CORPUS.iterdir()):
    print(f"{folder.name}: {sum(1 for _ in folder.iterdir())} files")
