import { createHash } from 'node:crypto'

/** Identifies something named to other systems: 32 hex, the same as long as its name. */
export function externalIdOf(kind: string, environmentId: string, name: string): string {
  return createHash('sha256').update(`${kind}/${environmentId}/${name}`).digest('hex').slice(0, 32)
}
