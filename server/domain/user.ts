/** A person who may sign in, and what they may see. */
export type Role =
  | 'master_admin'
  | 'admin'
  | 'billing'
  | 'technical_admin'
  | 'reports'
  | 'media_library_admin'
  | 'media_library_user'

export interface User {
  readonly id: string
  readonly name: string
  /** Lower case; the name under which they sign in. */
  readonly email: string
  readonly role: Role
  readonly enabled: boolean
  /** Invited, and has not signed in or been given a password yet. */
  readonly pending: boolean
  /** Product environments that they see; null = all, those to come included. */
  readonly environmentIds: readonly string[] | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly lastLoginAt: number | null
}

export interface UserGroup {
  readonly id: string
  readonly name: string
  readonly createdAt: number
}

/** Two ways of writing an address are one person. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
