/** Which users a list shows, and in what order. */
import { normalEmail, type User } from '../../domain/user.ts'
import type { Database } from '../../ports/database.ts'

export interface UserFilter {
  /** When given, nothing else counts. */
  readonly ids?: readonly string[] | undefined
  readonly emails?: readonly string[] | undefined
  readonly pending?: boolean | undefined
  /** Of name or e-mail, whatever its case. */
  readonly prefix?: string | undefined
  readonly subAccountId?: string | undefined
  /** Signed in between `from` and `to` (milliseconds, ends included; default: ever), or not. */
  readonly lastLogin?: boolean | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** `exclude` turns the range around: signed in outside of it, or never. */
  readonly unionType: 'include' | 'exclude'
  readonly sortBy: 'name' | 'email' | 'role' | 'created_at' | 'last_login'
  readonly sortOrder: 'asc' | 'desc'
  /** Without both: everybody. */
  readonly page?: number | undefined
  readonly pageSize?: number | undefined
}

const PAGE_SIZE = 100
const DAY_MS = 24 * 3_600_000

const SORT_VALUES = {
  name: (user: User) => user.name.toLowerCase(),
  email: (user: User) => user.email,
  role: (user: User) => user.role,
  created_at: (user: User) => user.createdAt,
  last_login: (user: User) => user.lastLoginAt ?? 0,
} as const

export async function listUsers(filter: UserFilter, { users }: Pick<Database, 'users'>): Promise<readonly User[]> {
  const found = (await users.list()).filter((user) => matches(user, filter))
  const sortValue = SORT_VALUES[filter.sortBy]
  const direction = filter.sortOrder === 'asc' ? 1 : -1
  const sorted = found.toSorted((left, right) => direction * compare(sortValue(left), sortValue(right)))
  if (filter.page === undefined && filter.pageSize === undefined) return sorted
  const { page = 1, pageSize = PAGE_SIZE } = filter
  return sorted.slice((page - 1) * pageSize, page * pageSize)
}

function matches(user: User, filter: UserFilter): boolean {
  const { ids, emails, pending, prefix, subAccountId } = filter
  if (ids !== undefined && ids.length > 0) return ids.includes(user.id)
  if (emails !== undefined && emails.length > 0 && !emails.map(normalEmail).includes(user.email)) return false
  if (pending !== undefined && user.pending !== pending) return false
  if (prefix !== undefined && !startsWith(user, prefix.toLowerCase())) return false
  if (subAccountId !== undefined && user.environmentIds?.includes(subAccountId) === false) return false
  return matchesLogin(user, filter)
}

function startsWith({ name, email }: User, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix) || email.startsWith(prefix)
}

function matchesLogin({ lastLoginAt }: User, { lastLogin, from, to, unionType }: UserFilter): boolean {
  if (lastLogin === undefined && from === undefined && to === undefined) return true
  // A day as the end of a range is the whole of it.
  const end = to === undefined ? Number.POSITIVE_INFINITY : to % DAY_MS === 0 ? to + DAY_MS - 1 : to
  const isWithin = lastLoginAt !== null && lastLoginAt >= (from ?? 0) && lastLoginAt <= end
  return isWithin === ((lastLogin ?? true) === (unionType === 'include'))
}

function compare<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0
}
