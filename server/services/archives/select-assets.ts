/** Which assets an archive holds: found and counted before the first byte is written, so that what is wrong is said. */
import type { Asset, AssetName, StoredType } from '../../domain/asset.ts'
import { isInFolder } from '../../domain/folder.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { ArchiveRequest, ArchiveSelection } from './archive-types.ts'
import {
  type AssetFinder,
  type FindDependencies,
  type FindScope,
  findBeginning,
  findInFolder,
  findMatching,
  findNamed,
  findTagged,
  tooManyText,
} from './find-assets.ts'

export interface SelectionLimits {
  /** Chains that each asset is put through; 0: originals. */
  readonly chains: number
  /** Of the originals together. */
  readonly maxBytes: number
}

export const MOST_ASSETS = 10_000
export const MOST_FILES = 50_000

/** @throws NotFoundError unless what is missing may be; InvalidParameterError when it is too much */
export async function selectAssets(
  request: ArchiveRequest,
  limits: SelectionLimits,
  dependencies: FindDependencies,
): Promise<ArchiveSelection> {
  const { environment, wish, signal } = request
  const { resourceTypes, type, within, allowMissing } = wish
  const scope: FindScope = { environment, resourceTypes, type, within, most: MOST_ASSETS, signal }
  const chosen = new Chosen(within, limits)

  /** Those of the values that find nothing. */
  async function fruitless(
    values: readonly string[],
    find: (value: string) => AssetFinder,
    complaint: (value: string) => string,
  ): Promise<readonly string[]> {
    const none: string[] = []
    for (const value of values) {
      let count = 0
      for await (const page of find(value)) count += chosen.add(page)
      if (count > 0) continue
      if (!allowMissing) throw new NotFoundError(complaint(value.slice(0, 300)))
      none.push(value)
    }
    return none
  }

  const missingPublicIds = await addNamed(request, chosen, dependencies)
  const emptyTags = await fruitless(
    wish.tags,
    (tag) => findTagged(tag, scope, dependencies),
    (tag) => `No resources found with the tag ${tag}`,
  )
  const emptyPrefixes = await fruitless(
    wish.prefixes,
    (prefix) => findBeginning(prefix, scope, dependencies),
    (prefix) => `No resources found with the prefix ${prefix}`,
  )
  const emptyFolders = await fruitless(
    wish.assetFolders,
    (folder) => findInFolder(folder, scope, dependencies),
    (folder) => `No resources found in the folder ${folder}`,
  )
  await fruitless(
    wish.searchExpression === null ? [] : [wish.searchExpression],
    (expression) => findMatching(expression, scope, dependencies),
    (expression) => `No resources found with the search_expression ${expression}`,
  )
  return { ids: chosen.ids, bytes: chosen.bytes, missingPublicIds, emptyTags, emptyPrefixes, emptyFolders }
}

/** In the order in which they were named. Gives those that are not there. */
async function addNamed(
  { environment, wish }: ArchiveRequest,
  chosen: Chosen,
  dependencies: FindDependencies,
): Promise<readonly string[]> {
  const { resourceTypes, type, allowMissing } = wish
  const named = [
    ...wish.publicIds.map((text) => ({
      text,
      names: resourceTypes.map((resourceType) => ({ resourceType, type, publicId: text })),
    })),
    ...wish.fullyQualifiedPublicIds.map((text) => ({ text, names: [readFullName(text)] })),
  ]
  const all = named.flatMap(({ names }) => names)
  const assets = await findNamed(environment.id, all, dependencies)
  const byName = new Map(assets.map((asset) => [fullName(asset), asset]))
  const missing: string[] = []
  for (const { text, names } of named) {
    const found = names.map((name) => byName.get(fullName(name))).filter((asset) => asset !== undefined)
    if (chosen.add(found) > 0) continue
    if (!allowMissing) throw new NotFoundError(`Resource not found - ${text.slice(0, 300)}`)
    missing.push(text)
  }
  return missing
}

type Name = Pick<AssetName, 'resourceType' | 'type' | 'publicId'>

function fullName({ resourceType, type, publicId }: Name): string {
  return `${resourceType}/${type}/${publicId}`
}

/** `image/upload/shop/boot` @throws InvalidParameterError */
function readFullName(text: string): Name {
  const [, resourceType, type, publicId] = /^(image|video|raw)\/([a-z_]+)\/(.+)$/s.exec(text) ?? []
  if (publicId === undefined) {
    throw new InvalidParameterError(
      `Invalid value ${text.slice(0, 300)} for parameter fully_qualified_public_ids: expected resource_type/type/public_id`,
    )
  }
  return { resourceType: resourceType as Name['resourceType'], type: type as StoredType, publicId }
}

/** The assets that were found so far, each once. */
class Chosen {
  readonly #ids = new Set<string>()
  readonly #within: string | null
  readonly #limits: SelectionLimits
  #files = 0
  bytes = 0

  constructor(within: string | null, limits: SelectionLimits) {
    this.#within = within
    this.#limits = limits
  }

  get ids(): readonly string[] {
    return [...this.#ids]
  }

  /** How many of them can be in an archive, those that are in it already included. */
  add(assets: readonly Asset[]): number {
    const usable = assets.filter(({ placeholder, assetFolder }) => {
      return placeholder === null && (this.#within === null || isInFolder(assetFolder, this.#within))
    })
    for (const asset of usable) {
      if (this.#ids.has(asset.id)) continue
      this.#ids.add(asset.id)
      this.bytes += asset.bytes
      this.#files += asset.resourceType === 'raw' ? 1 : Math.max(1, this.#limits.chains)
    }
    this.#assertWithinLimits()
    return usable.length
  }

  #assertWithinLimits(): void {
    const { chains, maxBytes } = this.#limits
    if (this.#ids.size > MOST_ASSETS) throw new InvalidParameterError(tooManyText(MOST_ASSETS))
    if (this.#files > MOST_FILES) {
      throw new InvalidParameterError(`Too many files: ${chains} of each asset, an archive holds at most ${MOST_FILES}`)
    }
    if (this.bytes > maxBytes) {
      throw new InvalidParameterError(
        `Too many bytes: the files of an archive of this kind have at most ${maxBytes} bytes together`,
      )
    }
  }
}
