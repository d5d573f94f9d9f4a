/** Collages: every image is drawn to the size of its place, and laid on a background. */
import type { CollageManifest } from '../../contract/collages.ts'
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { Box } from '../../transformation/plan/operations.ts'
import { PLAIN_PNG } from '../derivations/plain-png.ts'
import type { SpooledFile } from '../upload/spool.ts'
import { assertSize } from './arrangements.ts'
import { collageBoxes } from './collage-layout.ts'
import { inTime } from './in-time.ts'
import { storedMember } from './members.ts'
import type { PictureDependencies } from './picture-types.ts'
import { withPieces } from './pieces.ts'
import { withPicture } from './with-picture.ts'

export interface CollageRequest {
  readonly environment: ProductEnvironment
  readonly manifest: CollageManifest
  readonly signal: AbortSignal
}

const WHITE: Rgba = { red: 255, green: 255, blue: 255, alpha: 1 }
/** Crops that leave an edge, which gets the background. */
const PADDING = /pad$/

/** Runs `use` with the collage, a PNG, which is gone afterwards unless it was stored. */
export async function withCollage<T>(
  { environment, manifest, signal: asked }: CollageRequest,
  dependencies: PictureDependencies,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const { width, height, color: background = WHITE, assets } = manifest
  assertSize({ width, height, frames: 1 }, environment.settings.limits)
  const boxes = collageBoxes(manifest, assets.length)
  await dependencies.usageGate.assertOpen(environment)
  const members = await Promise.all(
    assets.map(async (wish, index) => ({
      member: storedMember(await findAsset(wish, manifest, environment, dependencies), dependencies),
      transformation: chainFor(wish, manifest, boxes[index] as Box, background),
    })),
  )
  return inTime(asked, (signal) =>
    withPieces({ environment, members, format: 'png', signal }, dependencies, ({ pieces }) => {
      const assembly = {
        pieces: pieces.map(({ file }, index) => ({
          picture: { kind: 'file', file } as const,
          frame: 0,
          ...inTheMiddle(boxes[index] as Box, file.facts),
        })),
        ...{ width, height, background },
        frames: 1,
        encoding: PLAIN_PNG,
      }
      return withPicture(assembly, signal, dependencies, use)
    }),
  )
}

type Wish = CollageManifest['assets'][number]

async function findAsset(
  { media: publicId, kind }: Wish,
  { assetDefaults }: CollageManifest,
  { id: environmentId }: ProductEnvironment,
  { database }: PictureDependencies,
): Promise<Asset> {
  const type = kind ?? assetDefaults.kind ?? 'upload'
  const asset = await database.assets.find({ environmentId, resourceType: 'image', type, publicId })
  if (asset === null || asset.placeholder !== null) throw new NotFoundError(`Resource not found - ${publicId}`)
  return asset
}

function chainFor(wish: Wish, { assetDefaults }: CollageManifest, box: Box, background: Rgba): string {
  const crop = wish.crop ?? assetDefaults.crop ?? 'fill'
  const gravity = wish.gravity ?? assetDefaults.gravity
  return [
    ...(PADDING.test(crop) ? [`b_rgb:${hex(background)}`] : []),
    `c_${crop}`,
    ...(gravity === undefined ? [] : [`g_${gravity}`]),
    `h_${box.height}`,
    `w_${box.width}`,
  ].join(',')
}

function hex({ red, green, blue, alpha }: Rgba): string {
  return Buffer.from([red, green, blue, Math.round(alpha * 255)]).toString('hex')
}

/** A crop that keeps proportions may leave the picture smaller than its place. */
function inTheMiddle(box: Box, { width, height }: { readonly width: number; readonly height: number }) {
  return {
    left: box.left + Math.round((box.width - width) / 2),
    top: box.top + Math.round((box.height - height) / 2),
  }
}
