/** Whether a key may carry out an operation: pure matching of its grants. */
import type { KeyPermissions } from '../domain/access-key.ts'

/** Of an operation, as far as permissions are concerned. */
export interface PermissionSubject {
  /** `<resource>.<verb>`, the name of the permission. */
  readonly id: string
  readonly method: string
  /** Counts as a `GET`, whatever its method. */
  readonly reads: boolean
}

export const METHOD_GRANTS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE']

export function isPermitted({ allow, deny }: KeyPermissions, subject: PermissionSubject): boolean {
  const covers = (grant: string) => grantCovers(grant, subject)
  return allow.some(covers) && !deny.some(covers)
}

function grantCovers(grant: string, { id, method, reads }: PermissionSubject): boolean {
  if (grant === '*' || grant === id || grant === (reads ? 'GET' : method)) return true
  return grant.endsWith('.*') && id.startsWith(grant.slice(0, -1))
}

/** Grants that cover no operation at all: misspelt, or of another release. */
export function unknownGrants(
  { allow, deny }: KeyPermissions,
  subjects: readonly PermissionSubject[],
): readonly string[] {
  const isKnown = (grant: string) =>
    METHOD_GRANTS.includes(grant) || subjects.some((subject) => grantCovers(grant, subject))
  return [...new Set([...allow, ...deny])].filter((grant) => !isKnown(grant))
}
