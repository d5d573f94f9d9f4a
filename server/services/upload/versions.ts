/**
 * Version numbers: seconds since 1970, but always greater than the last one of that name, also within one second and
 * also when the asset was deleted in between: an address with a version must never show another file later.
 */
import type { AssetName } from '../../domain/asset.ts'
import type { Clock } from '../../ports/clock.ts'

export interface Versions {
  /** @param current of the asset that is replaced */
  next(name: AssetName, current: number | null): number
  /** Remembers the version of a name that becomes free. */
  retire(name: AssetName, version: number): void
}

/** Names are kept until their last version lies well in the past. */
const KEEP_SECONDS = 60
const SWEEP_AT = 10_000

export function createVersions(clock: Clock): Versions {
  const retired = new Map<string, number>()
  const keyOf = ({ environmentId, resourceType, type, publicId }: AssetName) =>
    JSON.stringify([environmentId, resourceType, type, publicId])
  const seconds = () => Math.floor(clock.now() / 1000)

  return {
    next(name, current) {
      return Math.max(seconds(), (current ?? 0) + 1, (retired.get(keyOf(name)) ?? 0) + 1)
    },
    retire(name, version) {
      if (version < seconds() - KEEP_SECONDS) return
      if (retired.size >= SWEEP_AT) {
        for (const [key, old] of retired) if (old < seconds() - KEEP_SECONDS) retired.delete(key)
      }
      retired.set(keyOf(name), version)
    },
  }
}
