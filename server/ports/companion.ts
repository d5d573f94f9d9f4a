/**
 * The program that speaks to Google Drive, Dropbox and the like. It has accounts of people in its hands, and is reached
 * through the server only, which lets through what it knows.
 */
import type { Duplex, Readable } from 'node:stream'

/** Carries what belongs to one sign-in through its session: given with its first request, back with its last answer. */
export const FLOW_HEADER = 'x-tintype-flow'

export interface CompanionRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below its base, with the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

export interface CompanionAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Readable
}

export interface Companion {
  /**
   * Starts it when it does not run.
   *
   * @param base address under which browsers know it; the first one counts, because providers know only that
   * @throws CompanionUnavailableError
   */
  ask(base: string, request: CompanionRequest): Promise<CompanionAnswer>
  /** The base that counts; null before the first request. */
  readonly base: string | null
  /** A bare connection to it, for what is no request. @throws CompanionUnavailableError */
  connect(base: string): Promise<Duplex>
  close(): Promise<void>
}
