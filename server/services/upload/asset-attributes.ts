/** What a request says about an asset, as the domain keeps it. */
import { readModeration } from '../../contract/refused-parameters.ts'
import type { ExplicitParameters } from '../../contract/upload-parameters.ts'
import type { AccessRule, Asset } from '../../domain/asset.ts'
import type { Metadata } from '../../domain/metadata-field.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Box } from '../../transformation/plan/operations.ts'
import type { AssetAttributes, SourceFacts } from '../../transformation/plan/plan-types.ts'

type Parameters = Omit<ExplicitParameters, 'publicId'>
type WireBox = readonly [x: number, y: number, width: number, height: number]

/** The fields of an asset that the parameters set; those that they do not mention are absent. */
export type ChangedAttributes = Partial<
  Pick<
    Asset,
    | 'tags'
    | 'context'
    | 'accessMode'
    | 'accessControl'
    | 'faces'
    | 'customCoordinates'
    | 'regions'
    | 'moderation'
    | 'headers'
  >
>

const MOST_TAGS = 1_000
const MOST_CONTEXT_KEYS = 1_000

export function changedAttributes(parameters: Parameters, facts: SourceFacts | null, now: number): ChangedAttributes {
  return {
    ...(parameters.tags === undefined ? {} : { tags: readTags(parameters.tags) }),
    ...(parameters.context === undefined ? {} : { context: readContext(parameters.context) }),
    ...(parameters.accessMode === undefined ? {} : { accessMode: parameters.accessMode }),
    ...(parameters.accessControl === undefined
      ? {}
      : { accessControl: parameters.accessControl.map((rule) => readAccessRule(rule)) }),
    ...(parameters.faceCoordinates === undefined ? {} : { faces: readBoxes(parameters.faceCoordinates, facts) }),
    ...(parameters.customCoordinates === undefined
      ? {}
      : { customCoordinates: readBoxes(parameters.customCoordinates, facts) }),
    ...(parameters.regions === undefined ? {} : { regions: readRegions(parameters.regions) }),
    ...(parameters.moderation === undefined
      ? {}
      : {
          moderation: readModeration(parameters.moderation).map((kind) => ({
            kind,
            status: 'pending',
            updatedAt: now,
          })),
        }),
    ...(parameters.headers === undefined ? {} : { headers: readHeaders(parameters.headers) }),
  }
}

/** What an incoming transformation can ask about a file that is not an asset yet. */
export function initialAttributes(
  publicId: string,
  parameters: Parameters,
  metadata: Metadata,
  facts: SourceFacts,
): AssetAttributes {
  const changed = changedAttributes(parameters, facts, 0)
  return {
    publicId,
    tags: changed.tags ?? [],
    context: changed.context ?? {},
    metadata,
    faces: changed.faces ?? null,
    customCoordinates: changed.customCoordinates ?? [],
    regions: changed.regions ?? {},
  }
}

/** @throws InvalidParameterError */
export function readTags(tags: readonly string[]): readonly string[] {
  const unique = [...new Set(tags.map((tag) => tag.normalize('NFC')))]
  const bad = unique.find((tag) => tag.length > 255 || /\p{Cc}/u.test(tag))
  if (bad !== undefined) throw new InvalidParameterError(`Invalid value ${bad.slice(0, 100)} for parameter tags`)
  if (unique.length > MOST_TAGS) throw new InvalidParameterError(`Too many tags: at most ${MOST_TAGS}`)
  return unique
}

/** An empty value stands for "no such key". @throws InvalidParameterError */
export function readContext(context: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(context).filter(([, value]) => value !== '')
  const bad = entries.find(([key, value]) => key.length > 1024 || value.length > 10_000 || key === '__proto__')
  if (bad !== undefined) throw new InvalidParameterError(`Invalid value for parameter context: ${bad[0].slice(0, 100)}`)
  if (entries.length > MOST_CONTEXT_KEYS) {
    throw new InvalidParameterError(`Too many context values: at most ${MOST_CONTEXT_KEYS}`)
  }
  return Object.fromEntries(entries)
}

function readAccessRule(rule: NonNullable<Parameters['accessControl']>[number]): AccessRule {
  return {
    accessType: rule.access_type,
    ...(rule.key === undefined ? {} : { key: rule.key }),
    ...(rule.start === undefined ? {} : { start: readTime(rule.start) }),
    ...(rule.end === undefined ? {} : { end: readTime(rule.end) }),
  }
}

/** ISO 8601, or seconds since 1970. */
function readTime(value: string | number): number {
  const isSeconds = typeof value === 'number' || /^\d{1,12}$/.test(value)
  const time = isSeconds ? Number(value) * 1000 : Date.parse(value as string)
  if (Number.isFinite(time) && Math.abs(time) < 8.64e15) return time
  throw new InvalidParameterError(
    `Invalid value ${String(value).slice(0, 100)} for parameter access_control: expected a date`,
  )
}

/** Sides are cut to the picture's; the corner stays where it is. */
function readBoxes(boxes: readonly WireBox[], facts: SourceFacts | null): readonly Box[] {
  const isLying = facts !== null && facts.orientation >= 5
  const maxWidth = (isLying ? facts?.height : facts?.width) ?? Number.POSITIVE_INFINITY
  const maxHeight = (isLying ? facts?.width : facts?.height) ?? Number.POSITIVE_INFINITY
  return boxes.map(([left, top, width, height]) => ({
    left,
    top,
    width: Math.min(width, maxWidth),
    height: Math.min(height, maxHeight),
  }))
}

/** Polygons are kept as the boxes around them. */
function readRegions(
  regions: Readonly<Record<string, readonly (readonly [number, number])[]>>,
): Readonly<Record<string, Box>> {
  return Object.fromEntries(
    Object.entries(regions).map(([name, points]) => {
      const [lefts, tops] = [points.map(([x]) => x), points.map(([, y]) => y)]
      const [left, top] = [Math.min(...lefts), Math.min(...tops)]
      return [name, { left, top, width: Math.max(...lefts) - left, height: Math.max(...tops) - top }]
    }),
  )
}

const HEADER_LINE = /^(Link|X-Robots-Tag|Authorization): ?([\x20-\x7E]{1,1000})$/i

/** Only headers that cannot change what the file is or who may see it. @throws InvalidParameterError */
function readHeaders(headers: string): readonly string[] {
  const lines = headers
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const bad = lines.find((line) => !HEADER_LINE.test(line))
  if (bad !== undefined || lines.length > 20) {
    throw new InvalidParameterError(
      `Invalid value ${(bad ?? headers).slice(0, 100)} for parameter headers: expected lines of Link, X-Robots-Tag or Authorization`,
    )
  }
  return lines
}
