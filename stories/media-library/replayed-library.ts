/**
 * The in-page server of the Media Library's stories: takes the place of `fetch` and gives recorded answers, with assets
 * made from the one that was recorded. Pictures are drawn in the page. What each story shows is decided by `Replay`. Of an
 * expression it understands words and kinds, which is what the stories search for; what is deleted is gone until it is
 * restored.
 */
import { replayAs, type Replay as UploadReplay } from '../upload-widget/replayed-server.ts'
import { photo } from '../upload-widget/sample-files.ts'
import { RECORDED } from './recorded-answers.ts'

export interface Replay {
  readonly assets?: number
  /** `guarded`: people are let in with the password of the stories, and with no other. */
  readonly session?: 'open' | 'refused' | 'unreachable' | 'waiting' | 'guarded'
  readonly search?: 'found' | 'waiting' | 'failed' | 'forbidden' | 'invalid' | 'expired'
  readonly hasCollections?: boolean
  /** May change, move and delete. */
  readonly isManager?: boolean
  readonly saving?: 'saved' | 'refused'
  /** Whether what is deleted can be brought back. */
  readonly hasBackups?: boolean
  /** The only folder that the session reaches. */
  readonly reach?: string
  /** Whether there are former versions of what is looked at. */
  readonly hasVersions?: boolean
  /** How uploads go; absent: they may not be made. */
  readonly uploads?: UploadReplay
}

interface StoryAsset {
  readonly [name: string]: unknown
  readonly asset_id: string
  readonly resource_type: string
  readonly display_name: string
  readonly bytes: number
}

export const PASSWORD = 'harbour-lights'

/** What was to be changed in this story: the bodies that were sent, in their order. */
export const sentChanges: unknown[] = []

const NAMES = ['Harbour at dusk', 'Dunes', 'Meadow in June', 'City from above', 'Old lighthouse', 'Market', 'Vineyard']
const SHAPES = [
  [1600, 1067],
  [1067, 1600],
  [1200, 1200],
  [2000, 900],
] as const
const FOLDERS = ['archive', 'campaign', 'press', 'product']
const COUNTS = { resource_type: { image: 24, video: 3, raw: 1 }, format: { jpg: 24, mp4: 3, pdf: 1 } }
const NEVER = new Promise<Response>(() => {})

let pictures: Promise<readonly string[]> | undefined

/** Sets what the next requests are answered; each story says so itself. */
export function replayLibrary({
  assets = 28,
  session = 'open',
  search = 'found',
  hasCollections = false,
  isManager = false,
  saving = 'saved',
  hasBackups = false,
  reach,
  hasVersions = false,
  uploads,
}: Replay): void {
  localStorage.clear()
  sentChanges.length = 0
  const deleted = new Set<string>()
  if (uploads) replayAs(uploads)
  globalThis.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : String(input))
    if (pathname.endsWith('/ml/session')) {
      if (session === 'waiting') return NEVER
      if (session === 'unreachable') throw new TypeError('unreachable in this story')
      const { permissions } = RECORDED.session
      const may = isManager ? [...permissions, ...MANAGING] : permissions
      const isIn = session === 'open' || (session === 'guarded' && String(init?.body).includes(PASSWORD))
      return isIn
        ? answer(200, { ...RECORDED.session, permissions: may, folder: reach ?? null })
        : answer(401, RECORDED.refused)
    }
    if (pathname.endsWith('/resources/search')) {
      if (search === 'waiting') return NEVER
      if (search === 'failed') throw new TypeError('unreachable in this story')
      if (search === 'expired') return answer(401, RECORDED.refused)
      if (search === 'forbidden') return refusal(403, 'You are not permitted to see this folder')
      const { expression = '', next_cursor: cursor } = JSON.parse(String(init?.body)) as Readonly<
        Record<string, string>
      >
      if (search === 'invalid') return refusal(400, 'Invalid expression at position 6: expected a field, text or (')
      const all = await found(expression, cursor === undefined ? assets : 0, hasBackups)
      const left = all.filter(({ asset_id: id }) => !deleted.has(id))
      return answer(200, { total_count: left.length, time: 3, resources: left, aggregations: COUNTS })
    }
    if (uploads && pathname.endsWith('/ml/sign')) return answer(200, RECORDED.signed)
    if (/\/folders(\/|$)/.test(pathname)) {
      const isRoot = pathname.endsWith('/folders')
      const folders = isRoot ? FOLDERS.map((name) => ({ name, path: name, external_id: name })) : []
      return answer(200, { ...RECORDED.folders, folders, total_count: folders.length })
    }
    if (pathname.endsWith('/collections')) {
      const collections = hasCollections
        ? [
            { id: 'c1', name: 'Best of 2026' },
            { id: 'c2', name: 'Press kit' },
          ]
        : []
      return answer(200, { collections, total_count: collections.length })
    }
    if (/\/collections\/\w+\/assets$/.test(pathname)) {
      return answer(200, { resources: await found('', 5, hasBackups), total_count: 5, next_cursor: null })
    }
    if (/\/tags\//.test(pathname)) return answer(200, { tags: ['campaign', 'press', 'summer', 'travel'] })
    if (pathname.endsWith('/metadata_fields')) return answer(200, { metadata_fields: [RECORDED.field] })
    if (pathname.endsWith('/transformations')) {
      return answer(200, { transformations: [{ name: 'hero' }, { name: 'thumbnail' }] })
    }
    if (pathname.endsWith('/ml/changes')) {
      const { changes } = JSON.parse(String(init?.body)) as { readonly changes: readonly Change[] }
      sentChanges.push(...changes)
      const all = await found('', assets, hasBackups)
      return answer(200, { results: changes.map((change) => changed(change, all)) })
    }
    if (pathname.endsWith('/resources') && init?.method === 'DELETE') {
      const ids = [...searchParams.getAll('asset_ids[]'), ...searchParams.getAll('asset_ids')]
      for (const id of ids) deleted.add(id)
      return answer(200, { deleted: Object.fromEntries(ids.map((id) => [id, 'deleted'])), partial: false })
    }
    if (pathname.endsWith('/resources/restore')) {
      const { asset_ids: ids } = JSON.parse(String(init?.body)) as { readonly asset_ids: readonly string[] }
      for (const id of ids) deleted.delete(id)
      return answer(200, Object.fromEntries(ids.map((id) => [id, { asset_id: id }])))
    }
    if (pathname.includes('/resources/')) {
      if (init?.method === 'PUT') sentChanges.push(JSON.parse(String(init.body)))
      if (init?.method === 'PUT' && saving === 'refused') return refusal(400, 'The name is taken in this folder')
      return details(decodeURIComponent(pathname), hasVersions)
    }
    return refusal(404, 'Not part of the stories')
  }
}

const MANAGING = [
  ...['assets.update_by_id', 'assets.tags', 'assets.rename', 'folders.create', 'transformations.list'],
  ...['metadata_fields.list', 'resources.delete_by_asset_ids', 'backups.restore_by_asset_ids', 'widgets.sign'],
  ...[
    'assets.metadata',
    'assets.context',
    'assets.change_many',
    'backups.download',
    'widgets.collections.add',
    'widgets.collections.create',
  ],
]

interface Change {
  readonly asset_id: string
  readonly if?: object
  readonly set: object
}

/** Taking it back asks for what was there: told is what the request itself says. */
function changed({ asset_id, if: before = {}, set: after }: Change, all: readonly StoryAsset[]) {
  const known = all.find((each) => each.asset_id === asset_id)
  return { asset_id, result: 'changed', before, after, asset: { ...known, ...after } }
}

function drawPictures(): Promise<readonly string[]> {
  return Promise.all(
    NAMES.map(async (name, index) => URL.createObjectURL(await photo(`${name}.jpg`, (index * 53) % 360))),
  )
}

async function found(expression: string, count: number, hasBackups: boolean): Promise<readonly StoryAsset[]> {
  pictures ??= drawPictures()
  const drawn = await pictures
  const words = [...expression.matchAll(/(?:^| )(\w+)\*/g)].map(([, word = '']) => word.toLowerCase())
  const kinds = [...expression.matchAll(/resource_type="?(\w+)/g)].map(([, kind]) => kind)
  return Array.from({ length: count }, (_, index) => asset(index, drawn))
    .map((each) => (hasBackups ? { ...each, backup_bytes: each.bytes } : each))
    .filter(({ display_name: name }) => words.every((word) => name.toLowerCase().includes(word)))
    .filter(({ resource_type: kind }) => kinds.length === 0 || kinds.includes(kind))
}

/** Named by its public ID, which ends in its index; or by that index, as asset id. */
async function details(pathname: string, hasVersions: boolean): Promise<Response> {
  const index = Number(/-?(\d+)$/.exec(pathname)?.[1] ?? Number.NaN)
  if (!Number.isFinite(index)) return refusal(404, 'Resource not found')
  pictures ??= drawPictures()
  const context = { custom: { alt: 'A harbour in the last light of a summer day', caption: 'Evening' } }
  return answer(200, {
    ...asset(index, await pictures),
    ...RECORDED.details,
    ...(index % 2 === 0 ? { context } : {}),
    ...(hasVersions ? { versions: RECORDED.versions } : {}),
    metadata: { season: 'summer' },
  })
}

function asset(index: number, drawn: readonly string[]): StoryAsset {
  const name = NAMES[index % NAMES.length] ?? ''
  const [width, height] = SHAPES[index % SHAPES.length] ?? SHAPES[0]
  const publicId = `campaign/${name.toLowerCase().replaceAll(' ', '-')}-${index}`
  const common = { ...RECORDED.asset, asset_id: String(index), public_id: publicId, width, height }
  const named = {
    ...common,
    display_name: index < NAMES.length ? name : `${name} ${Math.floor(index / NAMES.length) + 1}`,
  }
  if (index % 9 === 4) return { ...named, resource_type: 'raw', format: 'pdf', width: null, height: null }
  if (index % 9 === 7)
    return { ...named, resource_type: 'video', format: 'mp4', duration: 65, thumbnail_url: drawn[index % 7] }
  return { ...named, thumbnail_url: drawn[index % 7], ...(index % 9 === 5 ? { access_mode: 'authenticated' } : {}) }
}

function refusal(status: number, message: string): Response {
  return answer(status, { error: { ...RECORDED.refused.error, message } })
}

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}
