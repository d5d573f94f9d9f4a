/** Random assets, and random expressions that ask about them. */

import type { Asset } from '../../server/domain/asset.ts'
import type { SortKey } from '../../server/ports/search.ts'
import type { Expression, TextValue, Value } from '../../server/search-language/tree.ts'
import { fc } from './properties.ts'
import { combinedWith } from './search-expressions.ts'

const WORDS = [
  'red',
  'Red-Car',
  'blue_sky',
  'sky',
  'car',
  'Ärger',
  'a1',
  '12',
  '12.5',
  '7',
  'x y',
  "o'neill",
  '2026-01-02',
]
const FOLDERS = ['', 'a', 'a/b', 'a/b/c', 'ab', 'A b']
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03']
const SECONDS = ['2026-01-02T00:00:00Z', '2026-01-02T23:59:59Z']
const NUMBERS = ['0', '0.5', '1', '2', '7', '12', '12.5', '100', '1000']
const START = Date.UTC(2026, 0, 1)

const PATHS = ['Red/', 'red-car/', 'x Y/', 'blue_sky/deep/', 'sky/a', '/']
const AGO = ['4w', '29d', '28d', '700h', '30d']
const box = { left: 0, top: 0, width: 1, height: 1 }

const word = fc.constantFrom(...WORDS)
const time = fc.integer({ min: 0, max: 12 }).map((steps) => START + steps * 21_600_000 - (steps % 2) * 1000)

/** Everything but its identity, which `numbered` adds. */
export const searchedAssets: fc.Arbitrary<Partial<Asset>> = fc.record({
  resourceType: fc.constantFrom('image', 'video', 'raw'),
  format: fc.constantFrom('jpg', 'png', 'mp4', null),
  assetFolder: fc.constantFrom(...FOLDERS),
  displayName: word,
  originalFilename: fc.constantFrom(null, 'Original Name'),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  context: fc.dictionary(fc.constantFrom('alt', 'rank'), word, { maxKeys: 2, noNullPrototype: true }),
  metadata: fc.dictionary(
    fc.constantFrom('note', 'price', 'day'),
    fc.oneof(word, fc.constantFrom(7, 12.5, 100), fc.constantFrom(...DAYS), fc.uniqueArray(word, { maxLength: 2 })),
    { maxKeys: 3, noNullPrototype: true },
  ),
  bytes: fc.constantFrom(0, 1, 7, 12, 100, 5_000_000_000),
  facts: fc.oneof(
    fc.constant(null),
    fc.record({
      resourceType: fc.constant('image' as const),
      format: fc.constant('jpg'),
      width: fc.constantFrom(1, 7, 100),
      height: fc.constantFrom(1, 12, 1000),
      orientation: fc.constantFrom(1, 6),
      hasAlpha: fc.boolean(),
      pages: fc.constantFrom(1, 7),
      animated: fc.constant(false),
      bytes: fc.constant(1),
      fullFrameDecode: fc.constant(false),
      duration: fc.constantFrom(0, 7, 12.5),
    }),
  ),
  type: fc.constantFrom('upload', 'private'),
  accessMode: fc.constantFrom('public', 'authenticated'),
  placeholder: fc.constantFrom(null, null, 'rejected'),
  moderation: fc.array(
    fc.record({
      kind: fc.constantFrom('manual', 'other'),
      status: fc.constantFrom('pending', 'approved'),
      updatedAt: fc.constant(1),
    }),
    { maxLength: 2 },
  ),
  faces: fc.constantFrom(null, [], [box], [box, box]),
  createdBy: fc.constantFrom(null, { accessKey: '123' }, { accessKey: '456' }),
  uploadedBy: fc.constantFrom(null, { accessKey: '123' }),
  lastUpdated: fc.oneof(fc.constant({}), fc.record({ tags: time })),
  analysis: analyses(),
  createdAt: time,
  uploadedAt: time,
  updatedAt: time,
})

function analyses(): fc.Arbitrary<Asset['analysis']> {
  const share = fc.constantFrom(5, 10, 12.5, 60)
  return fc.record(
    {
      grayscale: fc.boolean(),
      quality_score: fc.constantFrom(0, 0.5, 1),
      illustration_score: fc.constantFrom(0, 0.5, 1),
      quality_analysis: fc.record({ focus: fc.constantFrom(0, 0.5, 1) }),
      accessibility_analysis: fc.record({
        colorblind_accessibility_analysis: fc.record({ distinct_edges: fc.constantFrom(0, 0.5, 1) }),
      }),
      image_metadata: fc.record(
        {
          Make: word,
          DateTimeOriginal: fc.constantFrom('2026:01:02 00:00:00', '2026:01:03 12:30:00'),
          FNumber: fc.constantFrom('7', '12.5'),
        },
        { requiredKeys: [] },
      ),
      colors: fc.uniqueArray(fc.tuple(fc.constantFrom('#FF0000', '#0000FF'), share), { selector: ([hex]) => hex }),
      predominant: fc.record({
        google: fc.uniqueArray(fc.tuple(fc.constantFrom('red', 'blue'), share), { selector: ([name]) => name }),
      }),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
}

export function numbered(asset: Partial<Asset>, index: number): Partial<Asset> {
  const id = `id${index.toString().padStart(4, '0')}`
  const deep = index % 3 === 0 ? 'deep/' : ''
  const publicId = `${WORDS[index % WORDS.length]}/${deep}${WORDS[(index * 7) % WORDS.length]}_${index}`
  // Raw files have no facts.
  return { ...asset, id, publicId, storageKey: id, ...(asset.resourceType === 'raw' ? { facts: null } : {}) }
}

function text(value: string, isPrefix = false): TextValue {
  return { kind: 'text', at: 0, text: value, isPrefix }
}

const wildcard = fc.tuple(word, fc.boolean(), fc.integer({ min: 1, max: 4 })).map(([value, isPrefix, length]) => {
  const shortened = isPrefix ? value.slice(0, length) : value
  return text(/[\p{L}\p{N}]/u.test(shortened) ? shortened : value, isPrefix)
})

const textFields = fc.constantFrom(
  ...['tags', 'filename', 'display_name', 'context.alt', 'metadata.note', 'metadata.price', 'colors'],
  'image_metadata.Make',
)
const wholeFields = fc.constantFrom(
  ...['public_id', 'asset_id', 'format', 'status', 'etag', 'access_mode', 'moderation_status', 'moderation_kind'],
  ...['transparent', 'grayscale', 'created_by.access_key', 'uploaded_by.access_key'],
)
const wholeValues = ['JPG', 'active', 'rejected', 'id0007', 'public', 'pending', 'manual', 'true', 'false', '123']
const exactNumbers = [...['bytes', 'width', 'height', 'pages', 'duration', 'face_count'], 'quality_score'] as const
const numberFields = fc.constantFrom(
  ...exactNumbers,
  ...['aspect_ratio', 'illustration_score', 'colors.red', 'metadata.price', 'context.rank', 'image_metadata.FNumber'],
  ...['quality_analysis.focus', 'accessibility_analysis.colorblind_accessibility_analysis.distinct_edges'],
)
const assetDates = ['created_at', 'uploaded_at', 'updated_at', 'taken_at', 'last_updated.tags_updated_at'] as const
const dateFields = fc.constantFrom(...assetDates, 'metadata.day')

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  wildcard.map((value): Expression => ({ kind: 'term', at: 0, value })),
  match(textFields, fc.constantFrom(':', '='), listed(wildcard)),
  match(
    wholeFields,
    fc.constantFrom(':', '='),
    listed(
      fc.oneof(
        wildcard,
        fc.constantFrom(...wholeValues).map((value) => text(value)),
      ),
    ),
  ),
  match(fc.constant('resource_type'), fc.constant(':'), fc.constantFrom(text('image'), text('raw'))),
  match(
    fc.constant('public_id'),
    fc.constantFrom(':', '='),
    fc.constantFrom(...PATHS).map((path) => text(path, true)),
  ),
  match(fc.constant('type'), fc.constantFrom(':', '='), fc.constantFrom(text('upload'), text('Private'))),
  match(fc.constant('colors'), fc.constantFrom(':', '='), fc.constantFrom(text('#ff0000'), text('blue'))),
  match(fc.constant('aspect_ratio'), fc.constant(':'), fc.constantFrom(text('7:12'), text('1:1'), text('0.58333'))),
  match(fc.constant('folder'), fc.constantFrom(':', '='), folderValues()),
  match(
    numberFields,
    fc.constantFrom('>', '>=', '<', '<='),
    fc.constantFrom(...NUMBERS).map((value) => text(value)),
  ),
  match(
    fc.constantFrom(...exactNumbers),
    fc.constant(':'),
    fc.constantFrom(...NUMBERS).map((value) => text(value)),
  ),
  match(numberFields, fc.constant(':'), ranges(fc.constantFrom(...NUMBERS))),
  match(
    dateFields,
    fc.constantFrom('>', '>=', '<', '<='),
    fc.constantFrom(...DAYS, ...SECONDS, ...AGO).map((value) => text(value)),
  ),
  match(
    fc.constantFrom(...assetDates),
    fc.constant(':'),
    fc.constantFrom(...DAYS).map((value) => text(value)),
  ),
  match(dateFields, fc.constant(':'), ranges(fc.constantFrom(...DAYS, ...SECONDS, ...AGO))),
  match(fc.constant('nonsense'), fc.constant(':'), wildcard),
)

/** Of fields and values that the assets above have. */
export const searchExpressions: fc.Arbitrary<Expression> = combinedWith(leaf)

export const searchSorts: fc.Arbitrary<readonly SortKey[]> = fc.array(
  fc.record({
    direction: fc.constantFrom('asc', 'desc'),
    field: fc.oneof(
      fc
        .constantFrom(
          ...(['created_at', 'uploaded_at', 'bytes', 'width', 'duration', 'pages', 'aspect_ratio'] as const),
          ...(['public_id', 'display_name', 'format', 'asset_folder'] as const),
        )
        .map((name) => ({ kind: 'column', name }) as const),
      fc
        .constantFrom('metadata.price', 'context.rank', 'face_count', 'quality_score', 'taken_at')
        .map((name) => ({ kind: 'number', name }) as const),
      fc.constantFrom('note', 'price').map((key) => ({ kind: 'text', of: 'metadata', key }) as const),
      fc.constant({ kind: 'text', of: 'context', key: 'alt' } as const),
      fc.constant({ kind: 'text', of: 'metadata', key: 'price', unless: 'metadata.price' } as const),
    ),
  }),
  { maxLength: 3 },
)

function match(
  field: fc.Arbitrary<string>,
  operator: fc.Arbitrary<string>,
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<Expression> {
  return fc
    .tuple(field, operator, value)
    .map(([name, sign, asked]) => ({ kind: 'match', at: 0, field: name, operator: sign, value: asked }) as Expression)
}

function listed(single: fc.Arbitrary<TextValue>): fc.Arbitrary<Value> {
  const list = fc
    .array(single, { minLength: 1, maxLength: 3 })
    .map((values): Value => ({ kind: 'list', at: 0, values }))
  return fc.oneof({ arbitrary: single, weight: 4 }, { arbitrary: list, weight: 1 })
}

function ranges(bound: fc.Arbitrary<string>): fc.Arbitrary<Value> {
  return fc
    .tuple(bound, bound, fc.boolean())
    .map(([from, to, includesEnds]): Value => ({ kind: 'range', at: 0, from: text(from), to: text(to), includesEnds }))
}

function folderValues(): fc.Arbitrary<Value> {
  return fc
    .tuple(fc.constantFrom(...FOLDERS.filter((folder) => folder !== '')), fc.boolean())
    .map(([folder, isBelow]) => (isBelow ? text(`${folder}/`, true) : text(folder)))
}
