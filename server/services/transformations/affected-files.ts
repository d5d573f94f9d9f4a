/** What has to go when a named transformation changes. */
import type { NamedTransformation } from '../../domain/named-transformation.ts'
import type { Repositories } from '../../ports/database.ts'
import { namesUsedBy } from './transformation-name.ts'

export interface Affected {
  readonly names: ReadonlySet<string>
  readonly assetIds: ReadonlySet<string>
}

/** Deletes the derived rows of that name and of every other whose definition uses it; their files become garbage. */
export async function removeMadeBy(
  rows: Repositories,
  { environmentId, name, now }: { readonly environmentId: string; readonly name: string; readonly now: number },
): Promise<Affected> {
  const names = usersOf(name, await rows.namedTransformations.list(environmentId))
  const assetIds = new Set<string>()
  for (const user of names) {
    const removed = await rows.derived.deleteByNamedTransformation(environmentId, user)
    await rows.garbage.add(
      removed.map(({ storageKey }) => storageKey),
      now,
    )
    for (const { assetId } of removed) assetIds.add(assetId)
  }
  return { names, assetIds }
}

/** The name itself and every one that leads to it. */
export function usersOf(name: string, stored: readonly NamedTransformation[]): ReadonlySet<string> {
  const uses = stored.map((entry) => ({ name: entry.name, used: namesUsedBy(entry.transformation) }))
  const found = new Set([name])
  // A set that grows while it is walked.
  for (const reached of found) {
    for (const entry of uses) if (entry.used.has(reached)) found.add(entry.name)
  }
  return found
}
