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
  /** Those of them that are licensed first. */
  readonly resumablePurchases: number
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
  /** The same for many at once: whoever watches hears of it once. */
  updateRows(ids: readonly string[], patch: RowPatch): void
  removeRows(ids: readonly string[]): void
  /** Puts these rows into this order, among themselves. */
  reorder(ids: readonly string[]): void
  row(id: string): Row | undefined
  /** Its place in the queue, from 0; -1 when it is gone. */
  placeOf(id: string): number
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
    resumablePurchases: 0,
    isAdvancedOpen: false,
    publicId: '',
    tags: [],
    preset: '',
    context: {},
  }))
  // With hundreds of rows, looking for one of them in each of thousands of changes is what a page stands still for.
  let places: ReadonlyMap<string, number> = new Map()
  const arrange = (rows: readonly Row[]): void => {
    places = new Map(rows.map((row, place) => [row.id, place]))
    store.setState({ rows })
  }
  const updateRows = (ids: readonly string[], patch: RowPatch): void => {
    const rows = [...store.getState().rows]
    for (const id of ids) {
      const place = places.get(id) ?? -1
      const row = rows[place]
      if (row) rows[place] = movedRow(row, patch)
    }
    store.setState({ rows })
  }
  return {
    ...store,
    patch: (change) => store.setState(change),
    addRows: (rows) => arrange([...store.getState().rows, ...rows]),
    updateRow: (id, patch) => updateRows([id], patch),
    updateRows,
    removeRows: (ids) => {
      const gone = new Set(ids)
      arrange(store.getState().rows.filter((row) => !gone.has(row.id)))
    },
    reorder: (ids) => arrange(reordered(store.getState().rows, ids)),
    row: (id) => store.getState().rows[places.get(id) ?? -1],
    placeOf: (id) => places.get(id) ?? -1,
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

/** Asked several times between two changes, and after each of thousands. */
const summaries = new WeakMap<readonly Row[], Summary>()

export function summarise(rows: readonly Row[]): Summary {
  const summary = summaries.get(rows) ?? summaryOf(rows)
  summaries.set(rows, summary)
  return summary
}

function summaryOf(rows: readonly Row[]): Summary {
  const counts = { total: 0, done: 0, failed: 0, running: 0, paused: 0, held: 0 }
  let whole = 0
  let sent = 0
  for (const row of rows) {
    const { status } = row
    if (status !== 'aborted') counts.total += 1
    if (isRunning(row)) counts.running += 1
    else if (status !== 'aborted' && status in counts) counts[status as 'done' | 'failed' | 'paused' | 'held'] += 1
    if (status === 'aborted' || status === 'failed') continue
    const weight = Math.max(1, row.size ?? 1)
    whole += weight
    sent += weight * progressOf(row)
  }
  const summary = { ...counts, progress: whole === 0 ? 0 : sent / whole }
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
