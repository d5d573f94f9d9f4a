/** Requests of the Admin API and of uploads, as clients send them, with different values each time. */
import { CLOUD } from '../../support/upload-stack.ts'
import { FOLDERS, folderOf, seededAsset, seededId, seededPublicId, word } from './seeded-assets.ts'

export interface ApiCall {
  readonly path: string
  /** Sent by POST, as JSON; else it is a GET. */
  readonly body?: object
}

export interface Case {
  readonly name: string
  /** Milliseconds at p99 that it must not take. */
  readonly bar: number
  /** @param round from 0 @param count assets that there are @param cursors of pages from all over the listing */
  readonly request: (round: number, count: number, cursors: readonly string[]) => ApiCall
}

const LISTING_BAR = 25
const SEARCH_BAR = 100

/** Spread over all assets, the same in every run. */
const some = (round: number, count: number) => (round * 7_919_317) % count
const get = (path: string, parameters: Readonly<Record<string, string | number>> = {}): ApiCall => ({
  path: `/v1_1/${CLOUD}${path}?${new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, `${value}`]))}`,
})
const search = (body: object): ApiCall => ({ path: `/v1_1/${CLOUD}/resources/search`, body })
const day = (number: number) => new Date(seededAsset('', number).createdAt).toISOString().slice(0, 10)

export const CASES: readonly Case[] = [
  {
    name: 'newest 100',
    bar: LISTING_BAR,
    request: () => get('/resources/image/upload', { max_results: 100 }),
  },
  {
    name: 'page of 100 at a cursor anywhere',
    bar: LISTING_BAR,
    request: (round, _count, cursors) =>
      get('/resources/image/upload', { max_results: 100, next_cursor: cursors[round % cursors.length] ?? '' }),
  },
  {
    name: 'newest 100 of all types',
    bar: LISTING_BAR,
    request: () => get('/resources/image', { max_results: 100 }),
  },
  {
    name: '100 by prefix',
    bar: LISTING_BAR,
    request: (round, count) =>
      get('/resources/image/upload', { max_results: 100, prefix: `${folderOf(some(round, count))}/` }),
  },
  {
    name: '100 by asset id',
    bar: LISTING_BAR,
    request: (round, count) => {
      const ids = Array.from({ length: 100 }, (_, index) => ['asset_ids[]', seededId(some(round * 100 + index, count))])
      return { path: `/v1_1/${CLOUD}/resources/by_asset_ids?${new URLSearchParams(ids)}` }
    },
  },
  {
    name: '100 by a tag of a fifth of all',
    bar: LISTING_BAR,
    request: () => get('/resources/image/tags/common', { max_results: 100, tags: 'true' }),
  },
  {
    name: '100 by other tags',
    bar: LISTING_BAR,
    request: (round) => get(`/resources/image/tags/${word(round * 7)}`, { max_results: 100, tags: 'true' }),
  },
  {
    name: 'by key and value of context',
    bar: LISTING_BAR,
    request: (round, count) => {
      const caption = seededAsset('', some(round, count)).context.caption ?? ''
      return get('/resources/image/context', { key: 'caption', value: caption, context: 'true' })
    },
  },
  {
    name: '100 by moderation',
    bar: LISTING_BAR,
    request: () => get('/resources/image/moderations/manual/pending', { max_results: 100 }),
  },
  {
    name: '100 in a folder, with their number',
    bar: LISTING_BAR,
    request: (round) =>
      get('/resources/by_asset_folder', { asset_folder: folderOf(some(round, FOLDERS)), max_results: 100 }),
  },
  {
    name: '500 of the tags in use',
    bar: LISTING_BAR,
    request: () => get('/tags/image', { max_results: 500 }),
  },
  {
    name: 'folders below a folder',
    bar: LISTING_BAR,
    request: (round) => get(`/folders/catalogue/${round % 50}`, { max_results: 100 }),
  },
  {
    name: 'details of one asset',
    bar: LISTING_BAR,
    request: (round, count) => get(`/resources/image/upload/${encodeURIComponent(seededPublicId(some(round, count)))}`),
  },
  {
    name: 'search: 50 by a tag',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `tags:${word(round * 7)}`, max_results: 50 }),
  },
  {
    name: 'search: 50 by a word anywhere',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: word(round * 3), max_results: 50 }),
  },
  {
    name: 'search: folder and dates',
    bar: SEARCH_BAR,
    request: (round, count) =>
      search({
        expression: `asset_folder="${folderOf(round)}" AND created_at>"${day(Math.floor(count / 2))}"`,
        max_results: 50,
      }),
  },
  {
    name: 'search: beginning of a public id, newest first',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `public_id:${folderOf(round)}/*`, max_results: 50 }),
  },
  {
    name: 'search: all but a tag, with counts by format',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `-tags:${word(round % 50)}`, aggregate: ['format'], max_results: 50 }),
  },
  {
    name: 'search: size, the largest first',
    bar: SEARCH_BAR,
    request: (round) =>
      search({ expression: `bytes>${100_000 + round * 1_000}`, sort_by: [{ bytes: 'desc' }], max_results: 50 }),
  },
]
