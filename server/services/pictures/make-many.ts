/**
 * `sprite` and `multi`: the images of a tag (or of a list of addresses), each drawn by the chain, put together into one
 * picture, which is stored under the chain and the tag and delivered as it is.
 */
import { createHash } from 'node:crypto'
import { uploadParameters } from '../../contract/upload-parameters.ts'
import type { Asset } from '../../domain/asset.ts'
import { type ImagePlaces, withPlaces } from '../../domain/image-places.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { formatNamed } from '../../transformation/grammar/formats.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { checkFormatSide } from '../../transformation/plan/format.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { isPublicId } from '../upload/public-id.ts'
import type { SpooledFile } from '../upload/spool.ts'
import { upload } from '../upload/upload.ts'
import {
  arrange,
  assertPossibleFormat,
  assertSize,
  type ManyType,
  ownFormat,
  type PlacedPiece,
} from './arrangements.ts'
import { isFilmFormat, withFilmOfPieces } from './film-of-pieces.ts'
import { inTime } from './in-time.ts'
import { findMembers, type Subject } from './members.ts'
import { nameOfMany } from './name-of-many.ts'
import type { PictureDependencies, PictureRequest } from './picture-types.ts'
import { withPieces } from './pieces.ts'
import { TRANSPARENT, withPicture } from './with-picture.ts'

export interface ManyWish extends Subject {
  readonly type: ManyType
  /** As clients write it. */
  readonly transformation: string | undefined
}

export interface ManyPicture {
  readonly file: SpooledFile
  readonly format: string
  readonly places: ImagePlaces
}

export interface StoredMany {
  readonly asset: Asset
  /** As in delivery URLs. */
  readonly transformation: string
  readonly tag: string
  readonly places: ImagePlaces
}

/** @param alsoRecord written in the transaction of the asset */
export function makeMany(
  wish: ManyWish,
  request: PictureRequest,
  dependencies: PictureDependencies,
  alsoRecord: (tables: Repositories, made: StoredMany) => Promise<void>,
): Promise<StoredMany> {
  const { environment, actor, signal } = request
  const { type } = wish
  const transformation = decodeChain(wish.transformation ?? '')
  const tag = tagOf(wish)
  return withManyPicture(wish, request, dependencies, async ({ file, places }) => {
    const stored = (asset: Asset): StoredMany => ({ asset, transformation, tag, places })
    const { asset } = await upload(
      {
        environment,
        resourceType: 'image',
        parameters: uploadParameters.parse({}),
        actor,
        unsigned: false,
        within: null,
        source: { kind: 'file', file, filename: null },
        telling: null,
        made: { type, publicId: nameOfMany(transformation, tag), analysis: withPlaces(places) },
        signal,
        alsoRecord: (tables, recorded) => alsoRecord(tables, stored(recorded)),
      },
      dependencies,
    )
    return stored(asset)
  })
}

/** Runs `use` with the picture, which is gone afterwards unless it was stored. */
export async function withManyPicture<T>(
  wish: ManyWish,
  { environment, signal: asked }: Pick<PictureRequest, 'environment' | 'signal'>,
  dependencies: PictureDependencies,
  use: (picture: ManyPicture) => Promise<T>,
): Promise<T> {
  const { limits } = environment.settings
  const { type } = wish
  const transformation = decodeChain(wish.transformation ?? '')
  assertPossible(wish)
  await dependencies.usageGate.assertOpen(environment)
  const members = await findMembers(wish, environment, dependencies)
  const drawn = members.map((member) => ({ member, transformation }))
  return inTime(asked, (signal) =>
    withPieces({ environment, members: drawn, format: ownFormat(type), signal }, dependencies, (made) => {
      const { pieces, encoding } = made
      assertPossibleFormat(type, encoding.format)
      const { placed, ...size } = arrange(type, pieces)
      assertSize(size, limits)
      checkFormatSide(encoding.format, Math.max(size.width, size.height))
      const finished = (file: SpooledFile) =>
        use({ file, format: encoding.format, places: Object.fromEntries(placed.map(placeOf)) })
      if (isFilmFormat(encoding.format)) {
        const film = { format: encoding.format, placed, ...size, encoding, mostBytes: limits.imageBytes }
        return withFilmOfPieces(film, signal, dependencies, finished)
      }
      const assembly = {
        ...size,
        pieces: placed.map(({ piece, ...place }) => ({
          ...place,
          picture: { kind: 'file', file: piece.file } as const,
        })),
        background: TRANSPARENT,
        encoding: { ...encoding, animated: size.frames > 1 },
      }
      return withPicture(assembly, signal, dependencies, finished)
    }),
  )
}

/** A chain that cannot be understood, or names a format that cannot be, is refused before anything is drawn. */
export function assertPossible({ type, transformation = '' }: ManyWish): void {
  for (const node of parseTransformation(decodeChain(transformation)).nodes) {
    if (node.kind !== 'component') continue
    for (const { key, text } of node.parameters) {
      if (key === 'f' && formatNamed(text) !== null) assertPossibleFormat(type, formatNamed(text) ?? text)
    }
  }
}

/** Addresses have no tag: the same ones make the same picture. */
function tagOf({ tag, urls = [] }: Subject): string {
  if (tag !== undefined) {
    // Of what tags may hold and names may not, only that goes which an address cannot say.
    if (isPublicId(tag.replace(/[?&#\\%<>+]/g, '_'))) return tag
    throw new InvalidParameterError(`Invalid value ${tag.slice(0, 300)} for parameter tag`)
  }
  return createHash('sha256').update(JSON.stringify(urls)).digest('hex').slice(0, 32)
}

function placeOf({ piece: { name, file }, left: x, top: y }: PlacedPiece) {
  const { width, height } = file.facts
  return [name, { x, y, width, height }] as const
}
