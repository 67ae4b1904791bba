#!/usr/bin/env python3
"""Writes src/date/names.rs: what words in dates mean, in which languages.

Input is the Unicode CLDR as npm packages (Unicode licence v3), in the newest version and in older
ones whose spellings are still in print:

    npm install --legacy-peer-deps cldr-dates-full@48.2.0 \
        d42@npm:cldr-dates-full@42.0.0 d38@npm:cldr-dates-full@38.1.0 \
        d34@npm:cldr-dates-full@34.0.0 d30@npm:cldr-dates-full@30.0.3 \
        cldr-cal-persian-full@46.1.0 cldr-cal-islamic-full@48.2.0 cldr-cal-ethiopic-full@46.1.0
    scripts/date_names.py node_modules > src/date/names.rs

What CLDR does not hold (case forms, connecting words, units after numbers) is in
scripts/date_words.py, written for this project.
"""

import json
import os
import re
import sys
import unicodedata
from collections import defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import date_words as own

VERSIONS = ["cldr-dates-full", "d42", "d38", "d34", "d30"]

# Senses; src/date/words.rs reads them.
PREFIX = 0
MONTH = 0  # + 1..12
WEEKDAY = 13  # + 0..6, Monday first
AM, PM, NOON, MIDNIGHT, NIGHT = 20, 21, 22, 23, 24
FILLER, RELATIVE, ORDINAL, AT = 25, 26, 27, 28
PERSIAN, ISLAMIC, ETHIOPIC = 29, 41, 53  # + 1..12, 1..12, 1..13
YEAR_MARK, MONTH_MARK, DAY_MARK, HOUR_MARK, MINUTE_MARK, SECOND_MARK = 70, 71, 72, 73, 74, 75
ERAS = {"buddhist": 80, "minguo": 81, "reiwa": 82, "heisei": 83, "showa": 84, "taisho": 85,
        "meiji": 86, "islamic": 87, "persian": 88, "ethiopic": 89, "before": 90}
NUMBER = 100  # + 1..31

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY_PERIODS = {"am": AM, "pm": PM, "noon": NOON, "midnight": MIDNIGHT, "morning1": AM,
               "morning2": AM, "afternoon1": PM, "afternoon2": PM, "evening1": PM,
               "evening2": PM, "night1": NIGHT, "night2": NIGHT}

APOSTROPHES = "\u2018\u2019\u02bc\u02bb\u02b9\u00b4`\u2032\u055a\ua78c\u05f3\u05f4"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be"


def fold(text):
    """One form for the spellings of a word; `scan.rs` does the same."""
    out = []
    for c in unicodedata.normalize("NFD", text.lower().replace("\u0130", "i")):
        n = ord(c)
        if (0x300 <= n <= 0x36F or 0x591 <= n <= 0x5BD or 0x5BF <= n <= 0x5C7
                or 0x64B <= n <= 0x65F or n in (0x670, 0x640, 0x93C, 0x9BC, 0xA3C, 0xABC, 0xB3C)
                or 0x200B <= n <= 0x200F and n != 0x200C
                or 0x202A <= n <= 0x202E or 0x2060 <= n <= 0x2069 or n in (0xFEFF, 0xAD, 0x61C)):
            continue
        if c.isspace() or n == 0x200C:
            out.append(" ")
        elif unicodedata.category(c) == "Nd":
            out.append(str(unicodedata.digit(c)))
        elif c in APOSTROPHES:
            out.append("'")
        elif c in DASHES:
            out.append("-")
        elif 0xFF01 <= n <= 0xFF5E:
            out.append(chr(n - 0xFEE0).lower())
        else:
            out.append({"\u03c2": "\u03c3", "\u0131": "i", "\u0649": "\u06cc", "\u064a": "\u06cc",
                        "\u0643": "\u06a9", "\u0629": "\u0647", "\u060c": ",", "\u3001": ",",
                        "\u061b": ";", "\u3002": ".", "\u066b": ".", "\u00b0": "\u00ba"}.get(c, c))
    return unicodedata.normalize("NFC", "".join(out))


def is_word(c):
    """Whether a folded character is part of a word; `scan.rs` does the same."""
    n = ord(c)
    if n < 0x80:
        return c.isalpha()
    return not (n < 0xC0 and n not in (0xAA, 0xB5, 0xBA) or n in (0xD7, 0xF7)
                or 0x2000 <= n <= 0x2BFF or 0x2E00 <= n <= 0x2E7F
                or 0x3000 <= n <= 0x3020 and n not in (0x3005, 0x3007) or n == 0x30FB
                or 0xFE10 <= n <= 0xFE1F or 0xFE30 <= n <= 0xFE6F or 0xFF00 <= n <= 0xFFEF
                or n in (0x964, 0x965, 0x61F, 0x66A, 0x66C, 0x66D, 0x6D4, 0x5C0, 0x5C3, 0x589)
                or 0x55B <= n <= 0x55F or 0xE000 <= n <= 0xF8FF or n >= 0x1F000)


def key(text):
    """The tokens of a name with one space between them, points left out."""
    tokens, kind = [], None
    for c in fold(text):
        now = ("digit" if c.isdigit() else "word" if is_word(c) else
               "space" if c == " " else "mark")
        # Latin letters and those of another script are two words.
        split = tokens and tokens[-1][0].isascii() and ord(c) >= 0x370
        if now == kind and now in ("digit", "word") and not split:
            tokens[-1] += c
        elif now == "mark" and c == "." or now == "space":
            pass
        else:
            tokens.append(c)
        kind = now
    return " ".join(tokens)


def segments(pattern):
    """A CLDR pattern as fields and literals (UTS 35, Date Field Symbol Table)."""
    out, i = [], 0

    def literal(text):
        if out and out[-1][0] == "literal":
            out[-1] = ("literal", out[-1][1] + text)
        else:
            out.append(("literal", text))

    while i < len(pattern):
        c = pattern[i]
        if c == "'":
            end = pattern.find("'", i + 1)
            end = len(pattern) if end < 0 else end
            literal(pattern[i + 1:end] or "'")
            i = end + 1
        elif c.isascii() and c.isalpha():
            j = i
            while j < len(pattern) and pattern[j] == c:
                j += 1
            out.append(("field", pattern[i:j]))
            i = j
        else:
            literal(c)
            i += 1
    return out


def trailing_word(text):
    m = len(text)
    while m > 0 and is_word(fold(text[m - 1])[:1] or " "):
        m -= 1
    return text[m:]


def leading_word(text):
    m = 0
    while m < len(text) and is_word(fold(text[m])[:1] or " "):
        m += 1
    return text[:m]


def leaves(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for child in node.values():
            yield from leaves(child)


class Table:
    def __init__(self):
        self.senses = defaultdict(set)  # (key, sense) -> languages

    def add(self, language, name, sense, weak=False):
        if "." in name.strip("."):
            # `a. m.` is printed `a.m.` and `am`, too.
            self.add(language, name.replace(".", ""), sense, weak)
        k = key(name)
        if not k or len(k.encode()) > 60 or k.replace(" ", "").isdigit():
            return
        # A word may be both `at` and `a.m.`; the rest says which. A name is always a name.
        others = range(1, 20) if sense in (FILLER, AT, AM, PM) else range(1, 132)
        if weak and any(language in self.senses.get((k, s), ()) for s in others if s != sense):
            return
        self.senses[k, sense].add(language)


def load(root, package, locale, file):
    path = f"{root}/{package}/main/{locale}/{file}.json"
    if not os.path.exists(path):
        return None
    data = json.load(open(path, encoding="utf-8"))["main"][locale]["dates"]
    return data


def base(locale):
    return own.ALIASES.get(locale.split("-")[0], locale.split("-")[0])


def names_of(calendar, kind):
    """(name, number) of months or days, wide and abbreviated, in and out of a format."""
    for context in calendar.get(kind, {}).values():
        for width, names in context.items():
            if width == "narrow":
                continue
            for number, name in names.items():
                yield name, number.split("-")[0]


def main():
    root = sys.argv[1]
    table, weak = Table(), []
    versions, locales = [], defaultdict(set)
    for package in VERSIONS:
        info = json.load(open(f"{root}/{package}/package.json"))
        versions.append(info["version"])
        for locale in sorted(os.listdir(f"{root}/{package}/main")):
            if locale.split("-")[0] not in ("root", "und"):
                locales[package].add(locale)
    root_months = {f"M{n:02}" for n in range(1, 13)} | {str(n) for n in range(1, 13)}
    orders = {}
    languages = set()
    for package in VERSIONS:
        for locale in sorted(locales[package]):
            dates = load(root, package, locale, "ca-gregorian")
            if dates is None or "gregorian" not in dates.get("calendars", {}):
                continue
            calendar = dates["calendars"]["gregorian"]
            months = [(n, k) for n, k in names_of(calendar, "months") if n not in root_months]
            language = base(locale)
            if len(months) < 24 or language in own.LEFT_OUT:
                continue
            if locale.split("-")[0] == language == locale and all(
                    name in own.ENGLISH_MONTHS for name, _ in months) and language != "en":
                continue
            languages.add(language)
            days = list(names_of(calendar, "days"))
            month_forms, day_forms = {("", "")}, {("", "")}
            month_forms |= {(prefix, "") for prefix in own.PREFIXES.get(language, ())}
            short = calendar["dateFormats"]["short"]
            if isinstance(short, dict):
                short = short["_value"]
            order = "".join(dict.fromkeys(c for c in re.sub("'[^']*'", "", short) if c in "dMy"))
            if package == VERSIONS[0] and order in ("dMy", "Mdy", "yMd"):
                orders[locale] = order
            patterns = [p for width in ("full", "long", "medium")
                        for p in leaves(calendar["dateFormats"][width])]
            available = calendar["dateTimeFormats"].get("availableFormats", {})
            patterns += [p for name in ("yMMMMEEEEd", "yMMMMd", "yMMMEd", "yMMMd", "MMMMd", "yMMMM",
                                        "yMMM", "GyMMMd", "MMMMEd", "MMMd")
                         for p in leaves(available.get(name, ""))]
            for pattern in patterns:
                parts = segments(pattern)
                for i, (kind, text) in enumerate(parts):
                    before = parts[i - 1][1] if i and parts[i - 1][0] == "literal" else ""
                    after = (parts[i + 1][1] if i + 1 < len(parts)
                             and parts[i + 1][0] == "literal" else "")
                    if kind == "literal":
                        for word in key(text).split(" "):
                            if word and is_word(word[0]):
                                weak.append((language, word, FILLER))
                    elif text[0] in "ML" and len(text) in (3, 4):
                        month_forms.add((trailing_word(before), leading_word(after)))
                    elif text[0] in "Ec" and len(text) in (1, 2, 3, 4):
                        day_forms.add((trailing_word(before), leading_word(after)))
            for name, number in months:
                for before, after in month_forms:
                    table.add(language, before + name + after, MONTH + int(number))
            for name, day in days:
                for before, after in day_forms:
                    table.add(language, before + name + after, WEEKDAY + WEEKDAYS.index(day))
                    # `thứ hai` is printed in both cases and with its number.
            for context in calendar.get("dayPeriods", {}).values():
                for width, names in context.items():
                    for name, text in names.items():
                        sense = DAY_PERIODS.get(name.split("-")[0])
                        if sense and text not in ("", names.get("pm") if sense == AM else ""):
                            weak.append((language, text, sense))
            eras = calendar.get("eras", {})
            for width in eras.values():
                for number, name in width.items():
                    if number.startswith("0"):
                        if language in own.RANK:
                            weak.append((language, name, ERAS["before"]))
                    else:
                        for word in key(name).split(" "):
                            if len(word) > 1 and is_word(word[0]):
                                weak.append((language, word, FILLER))
            glue = calendar["dateTimeFormats"]
            glues = [leaf for name, node in glue.items()
                     if name not in ("availableFormats", "appendItems", "intervalFormats")
                     for leaf in leaves(node)]
            glues += list(leaves(calendar.get("dateTimeFormats-atTime", {})))
            for pattern in glues:
                sense = AT if pattern.find("{1}") < pattern.find("{0}") else FILLER
                for word in key(re.sub(r"\{[01]\}|'", " ", pattern)).split(" "):
                    if word and is_word(word[0]):
                        weak.append((language, word, sense))
            for pattern in leaves(calendar["timeFormats"]):
                parts = segments(pattern)
                for i, (kind, text) in enumerate(parts):
                    if kind == "literal" and i and parts[i - 1][0] == "field":
                        before = parts[i - 1][1][0]
                        for word in key(text).split(" "):
                            if word and is_word(word[0]):
                                sense = {"H": HOUR_MARK, "h": HOUR_MARK, "k": HOUR_MARK,
                                         "m": MINUTE_MARK, "s": SECOND_MARK}.get(before, FILLER)
                                weak.append((language, word, sense))
            fields = load(root, package, locale, "dateFields") if language in own.RANK else None
            if fields and package == VERSIONS[0]:
                day = fields["fields"]["day"]
                for name in ("relative-type--2", "relative-type--1", "relative-type-0",
                             "relative-type-1", "relative-type-2"):
                    if name in day:
                        weak.append((language, day[name], RELATIVE))
                for unit in ("year", "month", "week", "day", "hour", "minute", "second"):
                    for name in ("relativeTime-type-past",):
                        for pattern in fields["fields"][unit].get(name, {}).values():
                            for part in pattern.split("{0}"):
                                if len(key(part)) > 1:
                                    weak.append((language, part, RELATIVE))
    for kind, start, chosen, package in (
            ("persian", PERSIAN, own.PERSIAN_LANGUAGES, "cldr-cal-persian-full"),
            ("islamic", ISLAMIC, own.ISLAMIC_LANGUAGES, "cldr-cal-islamic-full"),
            ("ethiopic", ETHIOPIC, own.ETHIOPIC_LANGUAGES, "cldr-cal-ethiopic-full")):
        for locale in sorted(os.listdir(f"{root}/{package}/main")):
            if base(locale) in chosen:
                dates = load(root, package, locale, f"ca-{kind}")
                for name, number in names_of(dates["calendars"][kind], "months"):
                    if not key(name).replace(" ", "").isdigit() and not name.startswith("M0"):
                        table.add(base(locale), name, start + int(number))
    codes = {"am": AM, "pm": PM, "noon": NOON, "midnight": MIDNIGHT, "night": NIGHT,
             "filler": FILLER, "relative": RELATIVE, "ordinal": ORDINAL, "at": AT,
             "year": YEAR_MARK, "month": MONTH_MARK, "day": DAY_MARK, "hour": HOUR_MARK,
             "minute": MINUTE_MARK, "second": SECOND_MARK, **ERAS}
    for language, senses in own.WORDS.items():
        languages.add(language)
        for sense, words in senses.items():
            if sense == "months":
                for i, forms in enumerate(words):
                    for name in forms.split("|"):
                        table.add(language, name, MONTH + 1 + i)
            elif sense == "weekdays":
                for i, forms in enumerate(words):
                    for name in forms.split("|"):
                        table.add(language, name, WEEKDAY + i)
            elif sense == "persian_months":
                for i, forms in enumerate(words):
                    for name in forms.split("|"):
                        table.add(language, name, PERSIAN + 1 + i)
            elif sense == "islamic_months":
                for i, forms in enumerate(words):
                    for name in forms.split("|"):
                        table.add(language, name, ISLAMIC + 1 + i)
            elif sense == "numbers":
                for i, forms in enumerate(words):
                    for name in forms.split("|"):
                        table.add(language, name, NUMBER + 1 + i)
            else:
                for name in words.split("|"):
                    table.add(language, name, codes[sense])
    for language in own.ROMAN_LANGUAGES:
        for i, name in enumerate(own.ROMAN):
            if len(name) > 1:
                table.add(language, name, MONTH + 1 + i)
    for language, word, sense in weak:
        table.add(language, word, sense, weak=True)
    # Software without names for a language prints those of the root: `5 M11 2019`.
    for language in languages:
        for number in range(1, 13):
            table.add(language, f"M{number:02}", MONTH + number)

    # Catalan and its neighbours give the month with its preposition, which is a word of its own.
    for (k, sense), who in list(table.senses.items()):
        for start in ("de ", "d ' "):
            if k.startswith(start) and sense <= MONTH + 12:
                for language in who:
                    table.add(language, k[len(start):], sense)
                    table.add(language, "de", FILLER, weak=True)
                    table.add(language, "d", FILLER, weak=True)
                del table.senses[k, sense]

    # ZWNJ and spaces inside Persian names are often left out.
    for (k, sense), who in list(table.senses.items()):
        if " " in k and "fa" in who and sense in range(WEEKDAY, WEEKDAY + 7):
            table.senses[k.replace(" ", ""), sense].add("fa")

    rank = {language: i for i, language in enumerate(own.RANK)}
    order = sorted(languages, key=lambda l: (rank.get(l, len(rank)), l))
    assert len(order) <= 256, len(order)
    index = {language: i for i, language in enumerate(order)}
    starts = defaultdict(set)
    for (k, sense), who in table.senses.items():
        parts = k.split(" ")
        for i in range(1, len(parts)):
            starts[" ".join(parts[:i])] |= who
    for k, who in starts.items():
        table.senses[k, PREFIX] |= who

    sets, entries = {}, []
    for (k, sense), who in sorted(table.senses.items(), key=lambda e: (e[0][0].encode(), e[0][1])):
        bits = frozenset(index[language] for language in who)
        entries.append((k, sense, sets.setdefault(bits, len(sets))))

    write(versions, order, sets, entries, orders, len(own.RANK))


def write(versions, order, sets, entries, orders, major):
    print(f"""//! What words in dates mean, in which languages. Made by `scripts/date_names.py` from the Unicode
//! CLDR {", ".join(versions)} (Unicode licence v3, <https://www.unicode.org/license.txt>) and
//! `scripts/date_words.py`. Do not edit.
""")
    print("use super::Order;\n")
    print("/// The languages, the most written on the web first.")
    print("#[rustfmt::skip]")
    print(f"pub(super) static LANGUAGES: [&str; {len(order)}] = [")
    wrap([f'"{language}",' for language in order])
    print("];\n")
    print("/// How many of them may make a date ambiguous where the language is not known.")
    print(f"pub(super) const MAJOR: usize = {major};\n")
    print("/// Sets of languages: bit `n` is `LANGUAGES[n]`.")
    print("#[rustfmt::skip]")
    print(f"pub(super) static SETS: [[u64; 4]; {len(sets)}] = [")
    wrap(["[" + ",".join(hex(sum(1 << (b % 64) for b in bits if b // 64 == i)) if any(
        b // 64 == i for b in bits) else "0" for i in range(4)) + "]," for bits in sets])
    print("];\n")
    print("/// Key, sense, set of languages; sorted. The keys are folded, their tokens one space apart.")
    print("#[rustfmt::skip]")
    print(f"pub(super) static NAMES: [(&str, u8, u16); {len(entries)}] = [")
    wrap([f"({json.dumps(k, ensure_ascii=False)},{sense},{which})," for k, sense, which in entries])
    print("];\n")
    # The order of numeric dates: day first, unless said here.
    rows, defaults = [], {}
    for locale, kind in sorted(orders.items(), key=lambda item: (item[0].count("-"), item[0])):
        parts = locale.split("-")
        parents = ["-".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]
        inherited = next((defaults[p] for p in parents if p in defaults), "dMy")
        defaults[locale] = kind
        if kind != inherited:
            rows.append((locale.lower(), kind))
    names = {"dMy": "Order::Dmy", "Mdy": "Order::Mdy", "yMd": "Order::Ymd"}
    print("/// Languages and regions whose short dates do not begin with the day, and the regions of")
    print("/// these that do; sorted.")
    print("#[rustfmt::skip]")
    print(f"pub(super) static ORDERS: [(&str, Order); {len(rows)}] = [")
    wrap([f'("{locale}", {names[kind]}),' for locale, kind in sorted(rows)])
    print("];")


def wrap(items):
    line = "   "
    for item in items:
        if len(line) + 1 + len(item) > 100 and line.strip():
            print(line)
            line = "   "
        line += " " + item
    if line.strip():
        print(line)


if __name__ == "__main__":
    main()
