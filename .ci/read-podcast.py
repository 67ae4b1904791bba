"""What a reader of feeds makes of a podcast, as JSON.

    read-podcast.py feedparser|podcastparser FILE
"""

import json
import pathlib
import sys

reader, path = sys.argv[1], pathlib.Path(sys.argv[2])

if reader == "feedparser":
    import feedparser

    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        sys.exit(f"{path}: {feed.bozo_exception}")
    episodes = [
        {
            "title": entry.title,
            "url": entry.enclosures[0].href,
            "length": int(entry.enclosures[0].length),
            "duration": entry.get("itunes_duration"),
            "number": int(entry.itunes_episode) if "itunes_episode" in entry else None,
        }
        for entry in feed.entries
    ]
    show = {"title": feed.feed.title, "author": feed.feed.author, "episodes": episodes}
else:
    import podcastparser

    with path.open("rb") as stream:
        feed = podcastparser.parse("https://example.org/feed.xml", stream)
    episodes = [
        {
            "title": episode["title"],
            "url": episode["enclosures"][0]["url"],
            "length": episode["enclosures"][0]["file_size"],
            "duration": episode["total_time"],
            "number": episode.get("number"),
        }
        for episode in feed["episodes"]
    ]
    show = {"title": feed["title"], "author": feed.get("itunes_author"), "episodes": episodes}

json.dump(show, sys.stdout)
