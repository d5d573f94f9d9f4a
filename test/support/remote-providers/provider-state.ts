/** What the stand-ins of providers share: what is stored in them, and how they answer. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface StoredFile {
  readonly name: string
  /** Of the folder it lies in; null: at the top. */
  readonly folder: string | null
  readonly type: string
  readonly bytes: Buffer
}

export interface ProviderState {
  readonly files: readonly StoredFile[]
  readonly folders: readonly string[]
  /** Access tokens that are accepted. */
  readonly accepted: Set<string>
  /** Access tokens that somebody has logged out. */
  readonly revoked: string[]
  /** Paths that were asked for, with the method before. */
  readonly asked: string[]
  /** Calls that are answered by this status, until they are taken out again. */
  readonly failing: Map<string, number>
  /** Calls that are answered by half, each with what sends the other halves of the answers so far. */
  readonly held: Map<string, (() => void)[]>
  /** Entries of a listing that come at once. */
  pageSize: number
  /** Providers whose visitors say no when they are asked. */
  readonly refused: Set<string>
  /** Providers that make no sign-in fresh any more. */
  readonly stale: Set<string>
  issue(name: string): string
}

export type Answers = (request: IncomingMessage, body: string, state: ProviderState) => Answer | null
export interface Answer {
  readonly status?: number
  readonly type?: string
  /** Where the answer sends people. */
  readonly location?: string
  readonly body: Buffer | object
}

/** @param cursor how many have been told already; null: none */
export function pageOf<Entry>(
  all: readonly Entry[],
  cursor: string | null,
  size: number,
): { readonly items: readonly Entry[]; readonly next: string | null } {
  const from = Number(cursor ?? 0)
  return { items: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : null }
}

/** The access token of a request, if it is accepted. */
export function isSignedIn({ headers }: IncomingMessage, { accepted }: ProviderState): boolean {
  return accepted.has((headers.authorization ?? '').replace(/^Bearer /, ''))
}

/** Of what goes by that name, where ids are numbers. */
export function numericId(name: string): string {
  return String(Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 12), 16))
}
