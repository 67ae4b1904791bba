"""Prints a feed as feedparser gives it to those who use it, as one JSON object.

    by_feedparser.py FEED
"""

import calendar
import json
import pathlib
import sys

import feedparser

# What it changes for pages that show the text is not wanted here: attributes in another order, signs
# escaped again, addresses resolved, of which there must be none that need it.
feed = feedparser.parse(pathlib.Path(sys.argv[1]).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
if feed.bozo:
    sys.exit(f"{sys.argv[1]}: {feed.bozo_exception}")


def people(entry):
    return [person["name"] for person in entry.get("authors", []) if person.get("name")]


def entries():
    for entry in feed.entries:
        yield {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "published": calendar.timegm(entry.published_parsed),
            "updated": calendar.timegm(entry.get("updated_parsed") or entry.published_parsed),
            "authors": people(entry),
            "tags": [tag.term for tag in entry.get("tags", [])],
            "images": [
                media["url"] for media in entry.get("media_content", []) if media.get("medium") == "image"
            ],
            "enclosures": [
                [one.href, one.type, int(one.get("length", 0))] for one in entry.get("enclosures", [])
            ],
            "summary": entry.get("summary", ""),
            "content": entry.content[0].value if entry.get("content") else "",
        }


older = [link.href for link in feed.feed.get("links", []) if link.rel in ("prev-archive", "next")]
json.dump({"title": feed.feed.title, "older": older, "entries": list(entries())}, sys.stdout)
