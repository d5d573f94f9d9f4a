/** Requests of the Admin API and of uploads, as clients send them, with different values each time. */
import { CLOUD } from '../../support/upload-stack.ts'
import { folderOf, seededAsset, seededId, seededPublicId, TOP_FOLDERS, word } from './seeded-assets.ts'

export interface ApiCall {
  readonly path: string
  /** Sent by POST, as JSON; else it is a GET. */
  readonly body?: object
}

/** What there is to ask for. */
export interface BenchWorld {
  /** Assets that there are. */
  readonly count: number
  /** Of pages from all over the listing. */
  readonly cursors: readonly string[]
  /** Searches that go on from a cursor. */
  readonly continued: readonly object[]
}

export interface Case {
  readonly name: string
  /** Milliseconds at p99 that it must not take. */
  readonly bar: number
  /** Finds as much at every size, so that what grows is the catalogue alone. @param round from 0 */
  readonly request: (round: number, world: BenchWorld) => ApiCall
}

const LISTING_BAR = 25
const SEARCH_BAR = 100

/** Spread over all assets, the same in every run. */
const some = (round: number, count: number) => (round * 7_919_317) % count
const get = (path: string, parameters: Readonly<Record<string, string | number>> = {}): ApiCall => ({
  path: `/v1_1/${CLOUD}${path}?${new URLSearchParams(Object.entries(parameters).map(([key, value]) => [key, `${value}`]))}`,
})
export const search = (body: object): ApiCall => ({ path: `/v1_1/${CLOUD}/resources/search`, body })
const topFolder = (round: number) => `catalogue/${round % TOP_FOLDERS}`
/** Of at least a hundred assets out of ten thousand. */
const commonWord = (round: number) => word(round % 40)
const day = (number: number) => new Date(seededAsset('', number).createdAt).toISOString().slice(0, 10)

/** In each of the large folders, from the hundredth asset on. */
export const TO_BE_CONTINUED: readonly object[] = Array.from({ length: TOP_FOLDERS }, (_, index) => ({
  expression: `public_id:${topFolder(index)}/*`,
  sort_by: [{ public_id: 'asc' }],
  max_results: 100,
}))

/** Takes long: every value that begins so is read. */
export const SLOW_SEARCH: ApiCall = search({ expression: 'public_id:cat*' })

export const CASES: readonly Case[] = [
  {
    name: 'newest 100',
    bar: LISTING_BAR,
    request: () => get('/resources/image/upload', { max_results: 100 }),
  },
  {
    name: 'page of 100 at a cursor anywhere',
    bar: LISTING_BAR,
    request: (round, { cursors }) =>
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
    request: (round) => get('/resources/image/upload', { max_results: 100, prefix: `${topFolder(round)}/` }),
  },
  {
    name: '100 by asset id',
    bar: LISTING_BAR,
    request: (round, { count }) => {
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
    request: (round) => get(`/resources/image/tags/${commonWord(round)}`, { max_results: 100, tags: 'true' }),
  },
  {
    name: 'by key and value of context',
    bar: LISTING_BAR,
    request: (round, { count }) => {
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
    name: '5 in a folder, with their number',
    bar: LISTING_BAR,
    request: (round) => get('/resources/by_asset_folder', { asset_folder: folderOf(round * 7), max_results: 5 }),
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
    request: (round, { count }) =>
      get(`/resources/image/upload/${encodeURIComponent(seededPublicId(some(round, count)))}`),
  },
  {
    name: 'search: a tag',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `tags:${commonWord(round)}` }),
  },
  {
    name: 'search: a word anywhere, by name',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: commonWord(round), sort_by: [{ public_id: 'asc' }] }),
  },
  {
    name: 'search: two words, with tags and context',
    bar: SEARCH_BAR,
    request: (round) =>
      search({ expression: `${commonWord(round)} ${commonWord(round * 3 + 1)}`, with_field: ['tags', 'context'] }),
  },
  {
    name: 'search: below a folder and in half of the time',
    bar: SEARCH_BAR,
    request: (round, { count }) =>
      search({ expression: `folder:${topFolder(round)}/* AND created_at>${day(Math.floor(count / 2))}` }),
  },
  {
    name: 'search: beginning of a public id',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `public_id:${topFolder(round)}/*` }),
  },
  {
    name: 'search: the next page of one by name',
    bar: SEARCH_BAR,
    request: (round, { continued }) => search(continued[round % continued.length] ?? {}),
  },
  {
    name: 'search: all but a tag, with counts by format',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `-tags:${commonWord(round)}`, aggregate: ['format'] }),
  },
  {
    name: 'search: size, the largest first',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `bytes>${100_000 + round * 1_000}`, sort_by: [{ bytes: 'desc' }] }),
  },
  {
    name: 'search: pictures of a size and a tag',
    bar: SEARCH_BAR,
    request: (round) =>
      search({ expression: `resource_type:image AND tags:${commonWord(round)} AND bytes>${round * 10_000}` }),
  },
  {
    name: 'search: a number of the metadata',
    bar: SEARCH_BAR,
    request: (round) => search({ expression: `metadata.price:[${round} TO ${round + 20}] AND metadata.colour:red` }),
  },
]
