/** What the index keeps of an asset. The same for every database. */
import type { Asset } from '../domain/asset.ts'
import { readIsoDate } from './dates.ts'
import { readNumber, roundedRatio } from './numbers.ts'
import { EVERY_ASSET, wholeTerm, wordTerm } from './terms.ts'
import { folded, shortened, wholeOf, wordsOf } from './words.ts'

export interface SearchDocument {
  readonly terms: readonly string[]
  /** Numbers and dates without a column of their own; a field may have several. */
  readonly numbers: readonly SearchNumber[]
  readonly columns: SearchColumns
}

export interface SearchNumber {
  readonly field: string
  readonly value: number
}

/** Numbers that every asset is filtered and sorted by: -1 where an asset has none. Dates are seconds since 1970. */
export const NUMBER_COLUMNS = [
  'uploaded_at',
  'updated_at',
  'bytes',
  'width',
  'height',
  'pixels',
  'pages',
  'duration',
  'aspect_ratio',
] as const
export type NumberColumn = (typeof NUMBER_COLUMNS)[number]

/** Text that assets are sorted by. */
export const TEXT_COLUMNS = [
  'public_id',
  'filename',
  'display_name',
  'asset_folder',
  'format',
  'resource_type',
  'type',
] as const

/** `created_at`, in seconds, is the order of the index itself. */
export type SearchColumns = Readonly<
  Record<'created_at' | NumberColumn, number> & Record<(typeof TEXT_COLUMNS)[number], string>
>

/** Of a value with more words the first ones are known. */
const WORDS_OF_A_VALUE = 300
const MOST_TERMS = 4000
const MOST_NUMBERS = 300
/** A colour that covers less than this share of a picture, in percent, is not one of its colours. */
const LEAST_SHARE = 10

export function searchDocument(asset: Asset): SearchDocument {
  const terms = new Set([EVERY_ASSET])
  const numbers: SearchNumber[] = []
  const add = collector(terms, numbers)
  addNames(asset, add)
  addStates(asset, add)
  for (const tag of asset.tags) add.words('tags', tag)
  for (const [key, value] of Object.entries(asset.context)) add.open(`context.${key}`, value)
  for (const [key, value] of Object.entries(asset.metadata)) {
    for (const entry of Array.isArray(value) ? value : [value]) add.open(`metadata.${key}`, entry)
  }
  addAnalyses(asset, add)
  for (const [name, at] of Object.entries(asset.lastUpdated)) {
    add.number(`last_updated.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_updated_at`, seconds(at))
  }
  return {
    terms: [...terms].slice(0, MOST_TERMS),
    numbers: numbers.slice(0, MOST_NUMBERS),
    columns: searchColumns(asset),
  }
}

interface Collector {
  /** Found by its words, by all of it, and as free text. */
  words(field: string, text: string): void
  /** Found by all of it only. */
  whole(field: string, text: string): void
  /** The same of text that is folded already. */
  path(field: string, text: string): void
  free(text: string): void
  number(field: string, value: number): void
  /** Words, and the number or date that the text may be. */
  open(field: string, value: string | number): void
  /** The same without free text. */
  described(field: string, value: unknown): void
}

function collector(terms: Set<string>, numbers: SearchNumber[]): Collector {
  const fieldWords = (field: string | null, text: string) => {
    for (const word of wordsOf(text).slice(0, WORDS_OF_A_VALUE)) terms.add(wordTerm(field, word))
  }
  const whole = (field: string, text: string) => terms.add(wholeTerm(field, wholeOf(text)))
  const quantity = (field: string, text: string) => {
    const number = readNumber(text)
    if (number !== null) numbers.push({ field, value: number })
    const date = readIsoDate(text)
    if (date !== null) numbers.push({ field: `${field}@`, value: date.first })
  }
  const described = (field: string, value: unknown) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return
    fieldWords(field, String(value))
    whole(field, String(value))
    quantity(field, String(value))
  }
  return {
    whole,
    path: (field, text) => terms.add(wholeTerm(field, shortened(text))),
    described,
    free: (text) => fieldWords(null, text),
    number: (field, value) => numbers.push({ field, value }),
    words(field, text) {
      fieldWords(field, text)
      fieldWords(null, text)
      whole(field, text)
    },
    open(field, value) {
      described(field, value)
      fieldWords(null, String(value))
    },
  }
}

function addNames(asset: Asset, add: Collector): void {
  add.whole('public_id', asset.publicId)
  // What lies in a path is asked for more often than any other beginning, and one term answers it.
  for (const path of pathsAbove(folded(asset.publicId))) add.path('public_id/', path)
  add.free(asset.publicId)
  add.words('filename', filenameOf(asset.publicId))
  add.words('display_name', asset.displayName)
  if (asset.originalFilename !== null) add.free(asset.originalFilename)
  addFolder('asset_folder', asset.assetFolder, add)
  add.free(asset.assetFolder)
}

function addFolder(field: string, path: string, add: Collector): void {
  add.whole(field, path)
  const parts = path.split('/')
  for (let length = 1; length <= parts.length && path !== ''; length++) {
    add.whole(`${field}/`, parts.slice(0, length).join('/'))
  }
}

/** `a` and `a/b` of `a/b/c`. */
function pathsAbove(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

function addStates(asset: Asset, add: Collector): void {
  add.whole('asset_id', asset.id)
  add.free(asset.id)
  add.whole('resource_type', asset.resourceType)
  add.free(asset.resourceType)
  add.whole('type', asset.type)
  if (asset.format !== null) {
    add.whole('format', asset.format)
    add.free(asset.format)
  }
  add.whole('status', asset.placeholder ?? 'active')
  add.whole('access_mode', asset.accessMode)
  add.whole('etag', asset.etag)
  for (const { kind, status } of asset.moderation) {
    add.whole('moderation_kind', kind)
    add.whole('moderation_status', status)
  }
  for (const [family, actor] of [
    ['created_by', asset.createdBy],
    ['uploaded_by', asset.uploadedBy],
  ] as const) {
    if (actor?.accessKey !== undefined) add.whole(`${family}.access_key`, actor.accessKey)
    if (actor?.uploadPreset !== undefined) add.whole(`${family}.upload_preset`, actor.uploadPreset)
    if (actor?.user !== undefined) add.whole(`${family}.user`, actor.user)
  }
}

function addAnalyses({ analysis, facts, faces }: Asset, add: Collector): void {
  if (facts !== null && facts.resourceType === 'image') add.whole('transparent', String(facts.hasAlpha))
  if (typeof analysis.grayscale === 'boolean') add.whole('grayscale', String(analysis.grayscale))
  if (typeof analysis.phash === 'string') add.whole('phash', analysis.phash)
  if (faces !== null) add.number('face_count', faces.length)
  for (const name of ['quality_score', 'illustration_score']) {
    const score = analysis[name]
    if (typeof score === 'number') add.number(name, score)
  }
  for (const family of ['quality_analysis', 'accessibility_analysis']) addNested(family, analysis[family], add, 0)
  const metadata = analysis.image_metadata ?? analysis.media_metadata
  if (isRecord(metadata)) {
    for (const [name, value] of Object.entries(metadata).slice(0, 200)) add.described(`image_metadata.${name}`, value)
    const taken = takenAt(metadata)
    if (taken !== null) add.number('taken_at', taken)
  }
  addColours(analysis, add)
}

function addNested(field: string, value: unknown, add: Collector, depth: number): void {
  if (isRecord(value) && depth < 3) {
    for (const [name, entry] of Object.entries(value)) addNested(`${field}.${name}`, entry, add, depth + 1)
  } else add.described(field, value)
}

function addColours({ predominant, colors }: Asset['analysis'], add: Collector): void {
  const named = isRecord(predominant) ? predominant.google : null
  for (const [name, share] of weighted(named)) {
    if (share >= LEAST_SHARE) add.words('colors', name)
    add.number(`colors.${name}`, share)
  }
  for (const [hex] of weighted(colors)) add.described('colors', hex)
}

function weighted(value: unknown): readonly (readonly [string, number])[] {
  if (!Array.isArray(value)) return []
  return value.filter(
    (entry): entry is [string, number] =>
      Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number',
  )
}

/** Cameras write `2024:01:31 12:00:00`, in their own time. */
function takenAt(metadata: Readonly<Record<string, unknown>>): number | null {
  const written = metadata.DateTimeOriginal ?? metadata.CreateDate
  if (typeof written !== 'string') return null
  const iso = written.trim().replace(/^(\d{4}):(\d{2}):(\d{2})/, '$1-$2-$3')
  return readIsoDate(iso)?.first ?? null
}

export function searchColumns(asset: Asset): SearchColumns {
  const { width, height } = sizeOf(asset)
  const duration = asset.video?.duration ?? asset.facts?.duration
  return {
    created_at: seconds(asset.createdAt),
    uploaded_at: seconds(asset.uploadedAt),
    updated_at: seconds(asset.updatedAt),
    bytes: asset.bytes,
    width,
    height,
    pixels: width < 0 ? -1 : width * height,
    pages: asset.resourceType === 'image' ? (asset.facts?.pages ?? -1) : -1,
    duration: typeof duration === 'number' ? duration : -1,
    aspect_ratio: width > 0 && height > 0 ? roundedRatio(width / height) : -1,
    public_id: asset.publicId,
    filename: filenameOf(asset.publicId),
    display_name: asset.displayName,
    asset_folder: asset.assetFolder,
    format: asset.format ?? '',
    resource_type: asset.resourceType,
    type: asset.type,
  }
}

/** As seen by people: EXIF orientations 5 to 8 lie on their side. */
function sizeOf({ facts, resourceType }: Asset): { readonly width: number; readonly height: number } {
  if (facts === null || resourceType === 'raw') return { width: -1, height: -1 }
  const { width, height, orientation } = facts
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

export function filenameOf(publicId: string): string {
  return publicId.slice(publicId.lastIndexOf('/') + 1)
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
