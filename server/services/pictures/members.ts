/**
 * The pictures that another one is made of: those with a tag, or what addresses lead to. Of a tag only what everybody
 * may see, because the result can be seen by everybody.
 */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { AssetAttributes } from '../../transformation/plan/plan-types.ts'
import { attributesOf } from '../derivations/attributes.ts'
import { withLocalSource } from '../derivations/local-source.ts'
import { describeFile } from '../upload/describe.ts'
import { splitFilename } from '../upload/public-id.ts'
import { receiveText } from '../upload/receive.ts'
import type { PictureDependencies } from './picture-types.ts'

export interface Subject {
  readonly tag: string | undefined
  readonly urls: readonly string[] | undefined
}

export interface Member {
  /** As it is called in the result. */
  readonly name: string
  /** Runs `use` with its file on this machine. */
  with<T>(use: (source: SourceFile, attributes: AssetAttributes) => Promise<T>, signal: AbortSignal): Promise<T>
}

/** In the order in which they are shown. @throws InvalidParameterError | NotFoundError | LimitExceededError */
export async function findMembers(
  { tag, urls }: Subject,
  environment: ProductEnvironment,
  dependencies: PictureDependencies,
): Promise<readonly Member[]> {
  if ((tag === undefined) === (urls === undefined)) {
    throw new InvalidParameterError('Missing required parameter - tag or urls: give one of them')
  }
  const most = environment.settings.limits.renderedFrames
  const found =
    tag === undefined
      ? named(urls ?? []).map(({ name, url }) => remoteMember(name, url, environment, dependencies))
      : (await taggedAssets(tag, environment, dependencies, most)).map((asset) => storedMember(asset, dependencies))
  if (found.length === 0) {
    throw tag === undefined
      ? new InvalidParameterError('Missing required parameter - urls')
      : new NotFoundError(`Resource not found - no public images have the tag ${tag.slice(0, 300)}`)
  }
  if (found.length > most) {
    throw new LimitExceededError(
      `At most ${most} images can be put together, not ${tag === undefined ? found.length : 'more'}`,
    )
  }
  return found
}

/** An asset by itself. */
export function storedMember(asset: Asset, { storage, random, spool }: PictureDependencies): Member {
  const place = { storage, random, spoolFolder: spool.folder }
  return {
    name: asset.publicId,
    with: (use, signal) => withLocalSource(asset, place, (source) => use(source, attributesOf(asset)), signal),
  }
}

async function taggedAssets(
  tag: string,
  { id: environmentId }: ProductEnvironment,
  { database }: PictureDependencies,
  most: number,
): Promise<readonly Asset[]> {
  const scope = { environmentId, resourceType: 'image', type: 'upload' } as const
  const assets = await database.assets.listByTag(scope, tag, { limit: most + 1 })
  if (assets.length > most)
    throw new LimitExceededError(`At most ${most} images can be put together; more have the tag`)
  const open = assets.filter(
    ({ accessMode, accessControl, placeholder }) =>
      accessMode === 'public' && accessControl.length === 0 && placeholder === null,
  )
  // Not every database sorts by code points.
  return open.toSorted((one, other) => (one.publicId < other.publicId ? -1 : 1))
}

/** What an address leads to, fetched when it is drawn. */
export function remoteMember(
  name: string,
  url: string,
  environment: ProductEnvironment,
  dependencies: PictureDependencies,
): Member {
  const { spool, describer } = dependencies
  const { imagePixels } = environment.settings.limits
  return {
    name,
    async with(use, signal) {
      const { file } = await receiveText(url, { environment, resourceType: 'image', signal }, dependencies)
      try {
        const identity = await describer.identify(file.path)
        if (identity.resourceType !== 'image') throw new InvalidParameterError('Invalid image file')
        const description = await describeFile(describer, file.path, {}, signal, 'image')
        if (description === null) throw new InvalidParameterError('Invalid image file')
        const { facts } = description
        if (facts.width * facts.height > imagePixels) {
          throw new LimitExceededError(
            `Image size too large. Got ${facts.width * facts.height} pixels. Maximum is ${imagePixels}.`,
          )
        }
        return await use({ path: file.path, facts }, { ...NO_ATTRIBUTES, publicId: name })
      } finally {
        await spool.discard(file.path)
      }
    },
  }
}

const NO_ATTRIBUTES: AssetAttributes = {
  publicId: '',
  tags: [],
  context: {},
  metadata: {},
  faces: null,
  customCoordinates: [],
  regions: {},
}

/** By the last part of the address; the second of a name gets a number. */
function named(urls: readonly string[]): readonly { readonly name: string; readonly url: string }[] {
  const taken = new Set<string>()
  return urls.map((url) => {
    const stem = stemOf(url)
    let name = stem
    for (let count = 2; taken.has(name); count += 1) name = `${stem}_${count}`
    taken.add(name)
    return { name, url }
  })
}

function stemOf(url: string): string {
  if (!URL.canParse(url) || url.startsWith('data:')) return 'image'
  const { stem } = splitFilename(new URL(url).pathname.split('/').at(-1) ?? '')
  return stem.slice(0, 255) || 'image'
}
