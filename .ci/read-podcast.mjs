// What podcast-partytime, the parser of the Podcast Index, makes of a podcast, as JSON.
//
//     read-podcast.mjs FOLDER FILE      FOLDER has node_modules

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder, file] = process.argv.slice(2);
const { parseFeed } = createRequire(resolve(folder) + "/")("podcast-partytime");
const feed = parseFeed(readFileSync(file, "utf8"));
const names = (persons = []) => persons.map((person) => person.name);

console.log(JSON.stringify({
  title: feed.title,
  author: feed.author,
  guid: feed.guid,
  persons: names(feed.podcastPeople),
  value: feed.value?.recipients?.map(({ name, split }) => [name, split]),
  funding: feed.podcastFunding,
  locked: feed.locked,
  medium: feed.medium,
  trailers: feed.trailers?.length,
  license: feed.license?.identifier,
  episodes: feed.items.map((item) => ({
    title: item.title,
    url: item.enclosure.url,
    length: item.enclosure.length,
    duration: item.duration,
    number: item.podcastEpisode?.number,
    season: item.podcastSeason,
    chapters: item.podcastChapters?.url,
    transcript: item.podcastTranscripts?.[0]?.url,
    persons: names(item.podcastPeople),
    soundbites: item.podcastSoundbites,
    alternatives: item.alternativeEnclosures?.length,
  })),
}));
