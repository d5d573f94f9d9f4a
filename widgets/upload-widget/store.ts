/**
 * State of one upload widget and the legal moves in it: no DOM, no Lit, no network. The view renders it; the session
 * (`session.ts`) decides what happens.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageValues } from '../kit/i18n/messages.ts'
import type { CropTurn } from './crop/crop-turns.ts'
import type { UploadMessageKey } from './messages/texts.ts'
import type { MetadataTurn } from './metadata/metadata-turns.ts'
import { isRunning, movedRow, progressOf, type Row, type RowPatch, reordered } from './rows.ts'
import type { SourceName } from './sources.ts'

export type Display = 'hidden' | 'shown' | 'minimized'

/** A sentence above the panel, until it is dismissed or overtaken. */
export interface Notice {
  readonly kind: 'error' | 'info'
  readonly key: UploadMessageKey
  readonly values: MessageValues
}

/** Something that the site's owner has to repair before anything can be uploaded. */
export interface SetupProblem {
  readonly code:
    | 'missing_cloud'
    | 'missing_preset'
    | 'missing_key'
    | 'unknown_preset'
    | 'signed_preset'
    | 'unknown_cloud'
    | 'unknown_key'
    | 'clock'
    | 'unreachable'
  readonly values: MessageValues
}

export interface UploadState {
  readonly display: Display
  /** Which screen the panel shows: the active source, or the queue. */
  readonly screen: 'source' | 'queue'
  readonly source: SourceName
  readonly rows: readonly Row[]
  /** Files that are being checked and have no row yet. */
  readonly checking: number
  /** Something is being recorded, or was and is not uploaded yet. */
  readonly isCapturing: boolean
  /** Shown over everything else, because what was picked waits for it. */
  readonly crop: CropTurn | undefined
  /** Likewise, and after it. */
  readonly metadata: MetadataTurn | undefined
  readonly isOnline: boolean
  readonly isDragging: boolean
  /** With `dropOnPage`: files hover somewhere over the page. */
  readonly isDraggingOverPage: boolean
  readonly isConfirmingClose: boolean
  readonly showsOnlyCompleted: boolean
  /** People change the order of what waits. */
  readonly isOrdering: boolean
  readonly notice: Notice | undefined
  readonly problem: SetupProblem | undefined
  /** Interrupted uploads of an earlier visit that can go on. */
  readonly resumable: number
  readonly isAdvancedOpen: boolean
  readonly publicId: string
  readonly tags: readonly string[]
  /** Chosen by people; empty: the one of the options. */
  readonly preset: string
  readonly context: Readonly<Record<string, string>>
}

export type UploadStore = StoreApi<UploadState> & {
  /** Changes what has no rules of its own. */
  patch(change: Partial<Omit<UploadState, 'rows'>>): void
  addRows(rows: readonly Row[]): void
  /** @throws Error on an illegal move. A row that is gone is left alone. */
  updateRow(id: string, patch: RowPatch): void
  removeRows(ids: readonly string[]): void
  /** Puts these rows into this order, among themselves. */
  reorder(ids: readonly string[]): void
  row(id: string): Row | undefined
}

export function createUploadStore(): UploadStore {
  const store = createStore<UploadState>(() => ({
    display: 'hidden',
    screen: 'source',
    source: 'local',
    rows: [],
    checking: 0,
    isCapturing: false,
    crop: undefined,
    metadata: undefined,
    isOnline: true,
    isDragging: false,
    isDraggingOverPage: false,
    isConfirmingClose: false,
    showsOnlyCompleted: false,
    isOrdering: false,
    notice: undefined,
    problem: undefined,
    resumable: 0,
    isAdvancedOpen: false,
    publicId: '',
    tags: [],
    preset: '',
    context: {},
  }))
  return {
    ...store,
    patch: (change) => store.setState(change),
    addRows: (rows) => store.setState(({ rows: present }) => ({ rows: [...present, ...rows] })),
    updateRow: (id, patch) =>
      store.setState(({ rows }) => ({ rows: rows.map((row) => (row.id === id ? movedRow(row, patch) : row)) })),
    removeRows: (ids) => store.setState(({ rows }) => ({ rows: rows.filter((row) => !ids.includes(row.id)) })),
    reorder: (ids) => store.setState(({ rows }) => ({ rows: reordered(rows, ids) })),
    row: (id) => store.getState().rows.find((row) => row.id === id),
  }
}

/** What the queue amounts to, for headings, the small bar and the page. */
export type Outcome = 'empty' | 'held' | 'uploading' | 'paused' | 'done' | 'partly' | 'failed' | 'aborted'

export interface Summary {
  readonly outcome: Outcome
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly running: number
  readonly paused: number
  readonly held: number
  /** 0 to 1 over all rows that are not given up, weighted by size. */
  readonly progress: number
}

export function summarise(rows: readonly Row[]): Summary {
  const count = (status: Row['status']): number => rows.filter((row) => row.status === status).length
  const counting = rows.filter((row) => row.status !== 'aborted' && row.status !== 'failed')
  const weight = (row: Row): number => Math.max(1, row.size ?? 1)
  const whole = counting.reduce((sum, row) => sum + weight(row), 0)
  const sent = counting.reduce((sum, row) => sum + weight(row) * progressOf(row), 0)
  const summary = {
    total: rows.length - count('aborted'),
    done: count('done'),
    failed: count('failed'),
    running: rows.filter(isRunning).length,
    paused: count('paused'),
    held: count('held'),
    progress: whole === 0 ? 0 : sent / whole,
  }
  return { ...summary, outcome: outcomeOf(summary, rows) }
}

function outcomeOf(counts: Omit<Summary, 'outcome'>, rows: readonly Row[]): Outcome {
  if (rows.length === 0) return 'empty'
  if (counts.running > 0) return 'uploading'
  if (counts.paused > 0) return 'paused'
  if (counts.held > 0) return 'held'
  if (counts.failed > 0) return counts.done > 0 ? 'partly' : 'failed'
  return counts.done > 0 ? 'done' : 'aborted'
}
