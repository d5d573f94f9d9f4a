/**
 * Assets of a shop's catalogue, made from their number alone: three to five tags of which few are common, context,
 * structured metadata, two thousand folders. Ids are spread like random ones.
 */
import { createHash } from 'node:crypto'
import type { Asset } from '../../../server/domain/asset.ts'
import { anAsset } from '../../server/adapters/database/rows.ts'

const FOLDERS = 2_000
/** Folders that have the others. */
export const TOP_FOLDERS = 50
const WORDS = 3_000
const COLOURS = ['red', 'blue', 'green', 'black', 'white', 'grey', 'brown', 'yellow'] as const
const FORMATS = ['jpg', 'jpg', 'jpg', 'png', 'webp'] as const
const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu'] as const
const START = Date.UTC(2020, 0, 1)

export function folderOf(number: number): string {
  const folder = number % FOLDERS
  return `catalogue/${Math.floor(folder / (FOLDERS / TOP_FOLDERS))}/${folder % (FOLDERS / TOP_FOLDERS)}`
}

/** The word of that rank; small ranks are used more. */
export function word(rank: number): string {
  let [text, rest] = ['', rank + SYLLABLES.length]
  while (rest > 0) {
    text += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  }
  return text
}

export function seededId(number: number): string {
  return createHash('md5').update(`asset ${number}`).digest('hex')
}

export function seededPublicId(number: number): string {
  return `${folderOf(number)}/${rankedWord(number, 0)}-${String(number).padStart(7, '0')}`
}

export function seededAsset(environmentId: string, number: number): Asset {
  const id = seededId(number)
  const versionId = createHash('md5').update(`version ${number}`).digest('hex')
  const publicId = seededPublicId(number)
  const format = FORMATS[number % FORMATS.length] ?? 'jpg'
  const createdAt = START + number * 60_000
  const words = [1, 2, 3, 4, 5].map((place) => rankedWord(number, place))
  return anAsset({
    id,
    environmentId,
    publicId,
    version: Math.floor(createdAt / 1000),
    versionId,
    storageKey: `${environmentId}/${id}/${versionId}/original.${format}`,
    format,
    bytes: 20_000 + ((number * 7_919) % 4_000_000),
    etag: versionId,
    sha256: versionId + versionId,
    assetFolder: folderOf(number),
    displayName: publicId.slice(publicId.lastIndexOf('/') + 1),
    originalFilename: `IMG_${number}`,
    tags: [...new Set([...words.slice(0, 3 + (number % 3)), ...(number % 5 === 0 ? ['common'] : [])])],
    context: { alt: words.join(' '), caption: `${word(number % WORDS)} ${number}` },
    metadata: { colour: COLOURS[number % COLOURS.length] ?? 'red', price: number % 1_000, sku: `SKU-${number}` },
    moderation: number % 100 === 0 ? [{ kind: 'manual', status: 'pending', updatedAt: createdAt }] : [],
    createdAt,
    uploadedAt: createdAt,
    updatedAt: createdAt,
  })
}

/** By Zipf's law, nearly: rank r about as often as 1/r. */
function rankedWord(number: number, place: number): string {
  const spread = createHash('md5').update(`${number} ${place}`).digest().readUInt32BE(0) / 2 ** 32
  return word(Math.floor(WORDS ** spread) - 1)
}
