/** What the stand-ins of providers share: what is stored in them, and how they answer. */
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
  /** Calls for which the next answer is this status. */
  readonly failing: Map<string, number>
  /** Whether visitors of the consent page say no. */
  refuses: boolean
  /** Whether sign-ins can be made fresh. */
  refreshes: boolean
  issue(): string
}

export type Answers = (request: IncomingMessage, body: string, state: ProviderState) => Answer | null
export interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body: Buffer | object
}

/** The access token of a request, if it is accepted. */
export function isSignedIn({ headers }: IncomingMessage, { accepted }: ProviderState): boolean {
  return accepted.has((headers.authorization ?? '').replace(/^Bearer /, ''))
}
