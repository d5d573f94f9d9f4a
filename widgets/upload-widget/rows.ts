/** One row of the queue: a file on its way, from the moment it is picked until it is removed. */

import type { MessageValues } from '../kit/i18n/messages.ts'
import type { Untouched } from './checks/untouched.ts'
import type { UploadMessageKey } from './messages/texts.ts'
import type { SourceName } from './sources.ts'

export type RowStatus =
  | 'held' // waits until people start it, or until there are enough
  | 'queued' // waits for a free connection
  | 'preparing' // is scaled down, gets its signature
  | 'uploading'
  | 'processing' // every byte is out, the answer is not in
  | 'waiting' // the connection failed; another try follows
  | 'paused'
  | 'done'
  | 'failed'
  | 'aborted'

/** Legal moves between statuses: anything else is a programming error, and throws. */
const MOVES: Readonly<Record<RowStatus, readonly RowStatus[]>> = {
  held: ['queued', 'aborted'],
  queued: ['preparing', 'paused', 'failed', 'aborted'],
  preparing: ['uploading', 'waiting', 'paused', 'failed', 'aborted'],
  uploading: ['processing', 'waiting', 'paused', 'done', 'failed', 'aborted'],
  processing: ['uploading', 'waiting', 'paused', 'done', 'failed', 'aborted'],
  waiting: ['preparing', 'uploading', 'processing', 'paused', 'failed', 'aborted'],
  paused: ['queued', 'preparing', 'aborted'],
  done: [],
  failed: ['queued'],
  aborted: ['queued'],
}

export interface RowError {
  readonly key: UploadMessageKey
  readonly values: MessageValues
  /** HTTP status of the refusal; 0 when no request was made or no answer came. */
  readonly status: number
  /** Said to the page's callback: the server's own words, or ours in English. */
  readonly message: string
  /** Of a licence that money may have been spent for. */
  readonly isPaid?: 'perhaps' | 'yes' | undefined
  /** False when trying again cannot help: the file itself is refused. */
  readonly isRetryable: boolean
}

export interface Row {
  readonly id: string
  readonly batchId: string
  /** Files that were picked together. */
  readonly isPartOfBatch: boolean
  readonly name: string
  /** Bytes; undefined for a web address, and where a remote source does not tell. */
  readonly size: number | undefined
  /** Bytes of the picked file, when a smaller copy is sent. */
  readonly originalSize?: number
  readonly type: string
  readonly source: SourceName
  readonly remoteUrl?: string
  readonly status: RowStatus
  readonly sentBytes: number
  readonly error?: RowError
  readonly previewUrl?: string
  readonly publicId?: string
  readonly width?: number
  readonly height?: number
  /** The upload response. */
  readonly result?: Readonly<Record<string, unknown>>
  /** What should have been done to the file on this device and could not be. */
  readonly untouched?: Untouched | undefined
}

export type RowPatch = Partial<Omit<Row, 'id' | 'batchId'>>

export function isSettled({ status }: Row): boolean {
  return status === 'done' || status === 'failed' || status === 'aborted'
}

/** Has neither ended nor been stopped by a person, nor waits for one. */
export function isRunning(row: Row): boolean {
  return !isSettled(row) && row.status !== 'paused' && row.status !== 'held'
}

/** Nothing of it is on its way: its place in the queue still matters. */
export function isMovable(row: Row): boolean {
  return row.status === 'held' || row.status === 'queued' || row.status === 'paused'
}

/** The rows with some of them in another order; the places of the others stay. */
export function reordered(rows: readonly Row[], ids: readonly string[]): readonly Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const moved = ids.flatMap((id) => byId.get(id) ?? [])
  const chosen = new Set(moved.map((row) => row.id))
  let next = 0
  return rows.map((row) => (chosen.has(row.id) ? (moved[next++] as Row) : row))
}

/** The five words that pages and tests may rely on (`data-state`). */
export function publicState(row: Row): 'queued' | 'uploading' | 'done' | 'failed' | 'aborted' {
  switch (row.status) {
    case 'held':
      return 'queued'
    case 'queued':
    case 'done':
    case 'failed':
    case 'aborted':
      return row.status
    default:
      return 'uploading'
  }
}

/** 0 to 1; a row without known size counts as half done while it runs. */
export function progressOf(row: Row): number {
  if (row.status === 'done') return 1
  if (row.size === undefined) return row.status === 'uploading' || row.status === 'processing' ? 0.5 : 0
  return row.size === 0 ? 0 : Math.min(1, row.sentBytes / row.size)
}

export function movedRow(row: Row, patch: RowPatch): Row {
  if (patch.status !== undefined && patch.status !== row.status && !MOVES[row.status].includes(patch.status)) {
    throw new Error(`A row cannot go from ${row.status} to ${patch.status}`)
  }
  return { ...row, ...patch }
}
