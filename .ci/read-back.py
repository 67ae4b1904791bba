"""Reads three feeds of one site back and holds them against each other.

    read-back.py FOLDER

RSS and Atom by feedparser, JSON Feed by the standard library: none may be broken, and every entry
must have the same title, link, instant and tags in all three, and a text.
"""

import calendar
import datetime
import json
import pathlib
import sys

import feedparser

folder = pathlib.Path(sys.argv[1])


def from_xml(name):
    feed = feedparser.parse((folder / name).read_bytes(), sanitize_html=False)
    if feed.bozo:
        sys.exit(f"{folder / name}: {feed.bozo_exception}")
    for entry in feed.entries:
        yield {
            "title": entry.title,
            "link": entry.link,
            "published": calendar.timegm(entry.published_parsed),
            "tags": [tag.term for tag in entry.get("tags", [])],
            "text": bool(entry.get("content") or entry.get("summary")),
        }


def from_json(name):
    feed = json.loads((folder / name).read_text(encoding="utf-8"))
    for item in feed["items"]:
        published = datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))
        yield {
            "title": item["title"],
            "link": item["url"],
            "published": int(published.timestamp()),
            "tags": item.get("tags", []),
            "text": bool(item.get("content_html") or item.get("content_text")),
        }


rss, atom, feed = list(from_xml("feed.xml")), list(from_xml("atom.xml")), list(from_json("feed.json"))
if not len(rss) == len(atom) == len(feed):
    sys.exit(f"{folder}: {len(rss)} entries in RSS, {len(atom)} in Atom, {len(feed)} in JSON Feed")
for one, two, three in zip(rss, atom, feed):
    for key in ("link", "published", "tags"):
        if not one[key] == two[key] == three[key]:
            sys.exit(f"{folder}: {key} differs: {one[key]!r}, {two[key]!r}, {three[key]!r}")
    # feedparser takes RSS titles for HTML, whatever they hold; Atom says that they are text.
    if two["title"] != three["title"]:
        sys.exit(f"{folder}: title differs: {two['title']!r}, {three['title']!r}")
print(f"{folder}: {len(rss)} entries, the same in all three")
