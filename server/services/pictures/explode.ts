/**
 * `POST /image/explode`: every page of a document, or frame of an animation, as a derived file, made by the queue. Pages
 * that are there already are found, so that a job that is tried again goes on where it was.
 */
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { assetAddress, type PresentContext } from '../../present/asset.ts'
import { formatNamed, mediaOfFormat } from '../../transformation/grammar/formats.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { NO_HINTS } from '../derivations/pieces.ts'
import { type ToldTask, toldJobs } from '../jobs/told-jobs.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { PictureDependencies } from './picture-types.ts'

export interface ExplodeRequest {
  readonly environment: ProductEnvironment
  readonly name: AssetName
  /** As clients write it, with `pg_all`. */
  readonly transformation: string
  readonly format: string
  readonly telling: Telling
}

interface Explosion {
  readonly asset: Names & { readonly versionId: string }
  /** Decoded once. */
  readonly transformation: string
  readonly format: string
}

type Names = Pick<Asset, 'id' | 'publicId' | 'resourceType' | 'type'>

export interface ExplodeJobs {
  /** Gives the id of the job. What is wrong with the request is told at once. */
  enqueue(request: ExplodeRequest): Promise<string>
  start(): void
}

const ALL_PAGES = /(^|[,/])pg_all(?=[,/]|$)/g

export function explodeJobs(dependencies: PictureDependencies): ExplodeJobs {
  const { database, usageGate } = dependencies
  const about = ({ asset }: Explosion) => namesOf(asset)
  const jobs = toldJobs<Explosion>({ name: 'pictures.explode', attempts: 5, run, about }, dependencies)

  async function run({ wish, environment, telling, signal, finish }: ToldTask<Explosion>): Promise<void> {
    const asset = await database.assets.findById(environment.id, wish.asset.id)
    if (asset === null || asset.versionId !== wish.asset.versionId) {
      throw new NotFoundError('The asset was replaced or deleted before its pages were made')
    }
    const pages = await derivePages(asset, environment, wish, signal, dependencies)
    const body = explodeBody(asset, pages, telling.present)
    await database.transaction((tables) => finish(tables, 'explode', body))
  }

  return {
    start: jobs.start,
    async enqueue({ environment, name, telling, ...wish }) {
      const transformation = decodeChain(wish.transformation)
      if (transformation.search(ALL_PAGES) === -1) {
        throw new InvalidParameterError('Invalid value for parameter transformation: expected a chain with pg_all')
      }
      parseTransformation(transformation)
      const format = formatNamed(wish.format)
      if (format === null || mediaOfFormat(format) !== 'image') {
        throw new InvalidParameterError(
          `Invalid value ${wish.format} for parameter format: expected a format of pictures`,
        )
      }
      const asset = await database.assets.find(name)
      if (asset === null || asset.placeholder !== null) throw new NotFoundError(`Resource not found - ${name.publicId}`)
      const most = environment.settings.limits.storedFrames
      if (pagesOf(asset) > most) {
        throw new LimitExceededError(`At most ${most} pages can be taken apart; this asset has ${pagesOf(asset)}`)
      }
      await usageGate.admit(environment)
      const { id, versionId, publicId, resourceType, type } = asset
      const named = { id, versionId, publicId, resourceType, type }
      return jobs.enqueue({ asset: named, transformation, format: wish.format.toLowerCase() }, { environment, telling })
    },
  }
}

async function derivePages(
  asset: Asset,
  environment: ProductEnvironment,
  { transformation, format: extension }: Explosion,
  signal: AbortSignal,
  { derivations }: PictureDependencies,
): Promise<readonly Derived[]> {
  const made: Derived[] = []
  for (let page = 1; page <= pagesOf(asset); page += 1) {
    const chain = transformation.replace(ALL_PAGES, `$1pg_${page}`)
    const request = { environment, asset, transformation: chain, extension, hints: NO_HINTS, isAdmitted: true }
    made.push(await derivations.derive(request, signal))
  }
  return made
}

function explodeBody(asset: Asset, pages: readonly Derived[], present: PresentContext) {
  return {
    ...namesOf(asset),
    pages: pages.length,
    image_infos: pages.map((page) => {
      const { transformation, extension, width, height, bytes } = page
      const { url, secureUrl } = assetAddress(asset, present, { transformation, extension })
      return { width, height, bytes, url, secure_url: secureUrl }
    }),
  }
}

function namesOf({ id, publicId, resourceType, type }: Names) {
  return { asset_id: id, public_id: publicId, resource_type: resourceType, type }
}

function pagesOf({ facts }: Asset): number {
  return facts?.pages ?? 1
}
