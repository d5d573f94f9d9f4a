/**
 * Search as slowly and plainly as it can be said: expression trees evaluated asset by asset, without index or SQL, and with
 * none of the code that it is compared with.
 */
import type { Asset } from '../../server/domain/asset.ts'
import type { SearchQuery, SortKey } from '../../server/ports/search.ts'
import type { Expression, Operator, Value } from '../../server/search-language/tree.ts'

/** When the expressions are asked. */
export const ASKED_AT = Date.UTC(2026, 0, 31)

const WHOLE_FIELDS = [
  ...['public_id', 'asset_id', 'folder', 'format', 'resource_type', 'type', 'status', 'access_mode', 'etag'],
  ...['moderation_status', 'moderation_kind', 'transparent', 'grayscale'],
  ...['created_by.access_key', 'uploaded_by.access_key'],
]

export function matchesNaively(asset: Asset, expression: Expression | null): boolean {
  if (expression === null) return true
  switch (expression.kind) {
    case 'and':
      return expression.operands.every((operand) => matchesNaively(asset, operand))
    case 'or':
      return expression.operands.some((operand) => matchesNaively(asset, operand))
    case 'not':
      return !matchesNaively(asset, expression.operand)
    case 'term': {
      const known = new Set(freeTexts(asset).flatMap(words))
      return hasWords(known, expression.value.text, expression.value.isPrefix)
    }
    case 'match':
      return matchesField(asset, expression.field, expression.operator, expression.value)
  }
}

function matchesField(asset: Asset, field: string, operator: Operator, value: Value): boolean {
  if (value.kind === 'list') return value.values.some((entry) => matchesField(asset, field, operator, entry))
  const found = valuesOf(asset, field)
  if (value.kind === 'range') {
    const [low, high] = [spanOf(value.from.text), spanOf(value.to.text)]
    return found.some((entry) => {
      const span = comparable(entry, low.isDate)
      if (span === null) return false
      return value.includesEnds ? span >= low.first && span <= high.last : span > low.last && span < high.first
    })
  }
  if (operator !== ':' && operator !== '=') {
    const asked = spanOf(value.text)
    return found.some((entry) => {
      const one = comparable(entry, asked.isDate)
      if (one === null) return false
      if (operator === '>') return one > asked.last
      if (operator === '>=') return one >= asked.first
      return operator === '<' ? one < asked.first : one <= asked.last
    })
  }
  if (found.some((entry) => typeof entry === 'number' || entry instanceof Date) && !isOpen(field)) {
    const asked = spanOf(value.text)
    return found.some((entry) => {
      const one = comparable(entry, asked.isDate)
      return one !== null && one >= asked.first && one <= asked.last
    })
  }
  const text = value.text.toLowerCase()
  if (field === 'folder' && value.isPrefix) {
    const path = text.slice(0, -1)
    return found.some((entry) => `${String(entry).toLowerCase()}/`.startsWith(`${path}/`))
  }
  const isWhole = operator === '=' || WHOLE_FIELDS.includes(field)
  if (isWhole) {
    const all = found.map((entry) => String(entry).toLowerCase())
    return all.some((entry) => (value.isPrefix ? entry.startsWith(text) : entry === text))
  }
  return hasWords(new Set(found.flatMap((entry) => words(String(entry)))), value.text, value.isPrefix)
}

function valuesOf(asset: Asset, field: string): readonly (string | number | Date)[] {
  const { facts } = asset
  const size =
    facts === null ? null : facts.orientation >= 5 ? [facts.height, facts.width] : [facts.width, facts.height]
  const maybe = <T>(value: T | undefined | null) => (value == null ? [] : [value])
  switch (field) {
    case 'public_id':
      return [asset.publicId]
    case 'filename':
      return [asset.publicId.split('/').at(-1) ?? '']
    case 'display_name':
      return [asset.displayName]
    case 'folder':
      return [asset.assetFolder]
    case 'tags':
      return asset.tags
    case 'format':
      return asset.format === null ? [] : [asset.format]
    case 'resource_type':
      return [asset.resourceType]
    case 'status':
      return [asset.placeholder ?? 'active']
    case 'etag':
      return [asset.etag]
    case 'bytes':
      return [asset.bytes]
    case 'width':
      return maybe(size?.[0])
    case 'height':
      return maybe(size?.[1])
    case 'duration':
      return maybe(facts?.duration)
    case 'created_at':
      return [new Date(asset.createdAt)]
    case 'uploaded_at':
      return [new Date(asset.uploadedAt)]
    case 'moderation_status':
      return asset.moderation.map(({ status }) => status)
    case 'asset_id':
      return [asset.id]
    case 'type':
      return [asset.type]
    case 'access_mode':
      return [asset.accessMode]
    case 'moderation_kind':
      return asset.moderation.map(({ kind }) => kind)
    case 'created_by.access_key':
      return maybe(asset.createdBy?.accessKey)
    case 'uploaded_by.access_key':
      return maybe(asset.uploadedBy?.accessKey)
    case 'pages':
      return asset.resourceType === 'image' ? maybe(facts?.pages) : []
    case 'aspect_ratio':
      return size === null ? [] : [fiveDigits((size[0] as number) / (size[1] as number))]
    case 'transparent':
      return facts === null ? [] : [String(facts.hasAlpha)]
    case 'updated_at':
      return [new Date(asset.updatedAt)]
    case 'last_updated.tags_updated_at':
      return asset.lastUpdated.tags === undefined ? [] : [new Date(asset.lastUpdated.tags)]
    case 'face_count':
      return maybe(asset.faces?.length)
  }
  const analysed = analysedValuesOf(asset, field)
  if (analysed !== null) return analysed
  const [family, key = ''] = field.split('.')
  const stored = family === 'context' ? asset.context[key] : family === 'metadata' ? asset.metadata[key] : undefined
  if (stored === undefined) return []
  return typeof stored === 'string' || typeof stored === 'number' ? [stored] : stored
}

/** Null when it is no field of an analysis. */
function analysedValuesOf({ analysis }: Asset, field: string): readonly (string | number | Date)[] | null {
  const { image_metadata: described = {}, colors = [], predominant } = analysis as AnalysisOfSamples
  const named = predominant?.google ?? []
  if (field === 'colors') return [...namedColours(named), ...colors.map(([hex]) => hex)]
  if (field.startsWith('colors.')) return named.flatMap(([name, share]) => (`colors.${name}` === field ? [share] : []))
  if (field === 'taken_at') {
    const [day = '', time = ''] = (described.DateTimeOriginal ?? '').split(' ')
    return day === '' ? [] : [new Date(`${day.replaceAll(':', '-')}T${time}Z`)]
  }
  if (field === 'grayscale') return analysis.grayscale === undefined ? [] : [String(analysis.grayscale)]
  if (!/^(quality_score|illustration_score|image_metadata|quality_analysis|accessibility_analysis)/.test(field))
    return null
  let found: unknown = analysis
  for (const name of field.split('.')) found = (found as Record<string, unknown> | undefined)?.[name]
  return found === undefined ? [] : [found as string | number]
}

/** The part of an analysis that these functions look at. */
interface AnalysisOfSamples {
  readonly image_metadata?: Readonly<Record<string, string>>
  readonly colors?: readonly (readonly [hex: string, percent: number])[]
  readonly predominant?: { readonly google: readonly (readonly [name: string, percent: number])[] }
}

function namedColours(named: readonly (readonly [name: string, percent: number])[]): readonly string[] {
  return named.flatMap(([name, share]) => (share >= 10 ? [name] : []))
}

function fiveDigits(ratio: number): number {
  return Number(ratio.toFixed(5))
}

function freeTexts(asset: Asset): readonly string[] {
  return [
    asset.publicId,
    asset.displayName,
    asset.assetFolder,
    asset.resourceType,
    asset.format ?? '',
    asset.originalFilename ?? '',
    asset.id,
    ...asset.tags,
    ...Object.values(asset.context),
    ...Object.values(asset.metadata).flat().map(String),
    ...namedColours((asset.analysis as AnalysisOfSamples).predominant?.google ?? []),
  ]
}

function isOpen(field: string): boolean {
  return /^(context|metadata|image_metadata|quality_analysis|accessibility_analysis)\./.test(field)
}

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function hasWords(known: ReadonlySet<string>, text: string, isPrefix: boolean): boolean {
  const asked = words(text)
  return asked.every((word, index) =>
    isPrefix && index === asked.length - 1 ? [...known].some((other) => other.startsWith(word)) : known.has(word),
  )
}

interface Span {
  readonly isDate: boolean
  readonly first: number
  readonly last: number
}

/** `5`, `16:9`, `2026-01-02`, `2026-01-02T10:00:00Z`, or a time ago such as `12h`. */
function spanOf(text: string): Span {
  const [, ago, unit = ''] = /^(\d+)([hdw])$/.exec(text) ?? []
  if (ago !== undefined) {
    const hours = Number(ago) * (unit === 'h' ? 1 : unit === 'd' ? 24 : 168)
    const second = ASKED_AT / 1000 - hours * 3600
    return { isDate: true, first: second, last: second }
  }
  const [, left, right] = /^(\d+):(\d+)$/.exec(text) ?? []
  if (left !== undefined) {
    const ratio = fiveDigits(Number(left) / Number(right))
    return { isDate: false, first: ratio, last: ratio }
  }
  if (!/^\d{4}-/.test(text)) return { isDate: false, first: Number(text), last: Number(text) }
  const first = Date.parse(text.includes('T') ? text : `${text}T00:00:00Z`) / 1000
  return { isDate: true, first, last: text.includes('T') ? first : first + 86_399 }
}

function comparable(entry: string | number | Date, isDate: boolean): number | null {
  if (entry instanceof Date) return Math.floor(entry.getTime() / 1000)
  if (isDate) return typeof entry === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(entry) ? Date.parse(entry) / 1000 : null
  return /^\d+(\.\d+)?$/.test(String(entry)) ? Number(entry) : null
}

export function sortNaively(assets: readonly Asset[], sort: SearchQuery['sort']): readonly Asset[] {
  const newestLast = (left: Asset, right: Asset) =>
    Math.floor(left.createdAt / 1000) - Math.floor(right.createdAt / 1000) ||
    assets.indexOf(left) - assets.indexOf(right)
  const lastDirection = sort.at(-1)?.direction ?? 'desc'
  return [...assets].sort((left, right) => {
    for (const key of sort) {
      const order = compared(sortValue(left, key), sortValue(right, key))
      if (order !== 0) return key.direction === 'asc' ? order : -order
    }
    return lastDirection === 'asc' ? newestLast(left, right) : -newestLast(left, right)
  })
}

function sortValue(asset: Asset, { field }: SortKey): number | string {
  const name = field.kind === 'text' ? `${field.of}.${field.key}` : field.name
  if (name === 'asset_folder') return asset.assetFolder
  const values = valuesOf(asset, name)
  if (field.kind === 'text') {
    if (field.unless !== undefined && numbersOf(asset, field.unless).length > 0) return ''
    const stored = field.of === 'context' ? asset.context[field.key] : asset.metadata[field.key]
    return stored === undefined ? '' : typeof stored === 'object' ? JSON.stringify(stored) : String(stored)
  }
  if (field.kind === 'number') {
    const numbers = numbersOf(asset, name)
    return numbers.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...numbers)
  }
  const [value] = values
  if (value instanceof Date) return Math.floor(value.getTime() / 1000)
  return value ?? (['width', 'height', 'duration', 'pages', 'aspect_ratio'].includes(name) ? -1 : '')
}

function numbersOf(asset: Asset, field: string): readonly number[] {
  return valuesOf(asset, field)
    .map((value) => comparable(value, false))
    .filter((value) => value !== null)
}

function compared(left: number | string, right: number | string): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0
  return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)))
}
