// Prints a feed as feedsmith gives it to those who use it, as one JSON object.
//
//     node by_feedsmith.cjs MODULES FEED

const { createRequire } = require('node:module')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const [modules, path] = process.argv.slice(2)
const { parseFeed } = createRequire(join(resolve(modules), 'x.js'))('feedsmith')
const { format, feed } = parseFeed(readFileSync(path, 'utf8'))

const seconds = (date) => Math.floor(new Date(date).getTime() / 1000)
const images = (item) =>
  (item.media?.contents ?? []).filter((one) => one.medium === 'image').map((one) => one.url)

const shapes = {
  rss: (item) => ({
    id: item.guid.value,
    title: item.title,
    link: item.link,
    published: seconds(item.pubDate),
    updated: seconds(item.atom?.updated ?? item.pubDate),
    authors: item.dc?.creators ?? [],
    tags: (item.categories ?? []).map((tag) => tag.name),
    images: images(item),
    enclosures: (item.enclosures ?? []).map((one) => [one.url, one.type, one.length ?? 0]),
    summary: item.description ?? '',
    content: item.content?.encoded ?? '',
  }),
  atom: (item) => ({
    id: item.id,
    title: item.title?.value ?? item.title,
    link: item.links.find((link) => link.rel === 'alternate').href,
    published: seconds(item.published),
    updated: seconds(item.updated),
    authors: (item.authors ?? []).map((person) => person.name),
    tags: (item.categories ?? []).map((tag) => tag.term),
    images: images(item),
    enclosures: item.links
      .filter((link) => link.rel === 'enclosure')
      .map((link) => [link.href, link.type, Number(link.length ?? 0)]),
    summary: item.summary?.value ?? item.summary ?? '',
    content: item.content?.value ?? item.content ?? '',
  }),
  json: (item) => ({
    id: item.id,
    title: item.title,
    link: item.url,
    published: seconds(item.date_published),
    updated: seconds(item.date_modified),
    authors: (item.authors ?? []).map((person) => person.name),
    tags: item.tags ?? [],
    images: item.image ? [item.image] : [],
    enclosures: (item.attachments ?? []).map((one) => [
      one.url,
      one.mime_type,
      one.size_in_bytes ?? 0,
    ]),
    summary: item.summary ?? '',
    content: item.content_html ?? '',
  }),
}

const links = { rss: feed.atom?.links, atom: feed.links, json: [] }[format] ?? []
const isOlder = (link) => link.rel === 'prev-archive' || link.rel === 'next'
const older = links.filter(isOlder).map((link) => link.href)
if (feed.next_url) older.push(feed.next_url)

const title = feed.title?.value ?? feed.title
const entries = (feed.items ?? feed.entries).map(shapes[format])
process.stdout.write(JSON.stringify({ title, older, entries }))
