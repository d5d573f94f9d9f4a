/**
 * The name of a derived file: a hash of everything that its bytes depend on. The plan holds the evaluated chain, so
 * different spellings of the same work share one file, and negotiated values (format, ratio, width) are inside it.
 * A new file of the asset or of a layer is a new version, and so another name: nothing has to be purged.
 */
import { createHash } from 'node:crypto'
import type { Asset } from '../../domain/asset.ts'
import type { Plan } from '../../transformation/plan/plan-types.ts'

/** To be raised when the same plan comes out differently: derived files of older engines are not served again. */
export const ENGINE_VERSION = 1

export interface FileKeyParts {
  readonly asset: Pick<Asset, 'id' | 'versionId'>
  readonly plan: Plan
  /** Of the layers' files, in the order of the plan's inputs. */
  readonly inputVersions: readonly string[]
}

/** 32 hex. */
export function fileKeyOf({ asset, plan, inputVersions }: FileKeyParts): string {
  const parts = [ENGINE_VERSION, asset.id, asset.versionId, plan, inputVersions]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

export function isDerivedKey(storageKey: string): boolean {
  return /\/d\/[^/]+$/.test(storageKey)
}

/** Where that file lies in storage. */
export function derivedStorageKey(asset: Asset, fileKey: string, format: string): string {
  return `${asset.environmentId}/${asset.id}/${asset.versionId}/d/${fileKey}.${format}`
}
