/** What the parts of a session share: host, state, bytes of the rows, and the few moves that all of them make. */
import type { Emit } from '../../kit/events.ts'
import { logError } from '../../kit/log.ts'
import { type Announcer, createAnnouncer } from '../announcer.ts'
import type { UploadWidgetEvents } from '../events.ts'
import { createPreviews, type Previews } from '../files/previews.ts'
import { SafeCopies } from '../files/safe-copies.ts'
import type { RowMaterial, RunnerHost } from '../row-runner.ts'
import type { Row, RowError } from '../rows.ts'
import { missingSetup } from '../setup-problems.ts'
import type { SetupProblem, UploadStore } from '../store.ts'

export interface SessionHost extends RunnerHost {
  readonly emit: Emit<UploadWidgetEvents>
  say(message: string, urgency?: 'polite' | 'assertive'): void
  /** Asks the page; false stops the batch. */
  mayStartBatch(files: readonly { name: string; size: number; type: string }[]): Promise<boolean>
  /** Uploads that are in the form's value already. */
  heldCount(): number
  /** Tells saved queues of several widgets apart. */
  scope(): string
}

export class SessionContext {
  readonly host: SessionHost
  readonly store: UploadStore
  readonly materials = new Map<string, RowMaterial>()
  readonly previews: Previews
  readonly announcer: Announcer
  readonly copies: SafeCopies | undefined
  /** False once the element has gone: whatever comes back then has nobody to come to. */
  isAlive = true

  constructor(host: SessionHost, store: UploadStore) {
    this.host = host
    this.store = store
    if (!host.option('withoutResume')) {
      this.copies = new SafeCopies(host.scope(), {
        onFound: (resumable, resumablePurchases) => this.isAlive && store.patch({ resumable, resumablePurchases }),
        onRefused: () => this.isAlive && this.notify('info', 'notifications.not_kept', {}),
      })
    }
    this.announcer = createAnnouncer(
      () => host.texts(),
      (message, urgency) => host.say(message, urgency),
    )
    this.previews = createPreviews()
  }

  /** Sets or clears the problem that keeps anything from being uploaded. */
  checkSetup(): boolean {
    const problem = missingSetup(this.host.options)
    const present = this.store.getState().problem
    // Only what is missing is known here; what the server said stays until the next try.
    if (problem) this.report(problem)
    else if (present?.code.startsWith('missing_')) this.store.patch({ problem: undefined })
    return problem === undefined
  }

  report(problem: SetupProblem): void {
    if (this.store.getState().problem?.code === problem.code) return
    this.store.patch({ problem })
    const texts = this.host.texts()
    const said = [`problem.${problem.code}`, `problem.${problem.code}_fix`] as const
    logError(said.map((key) => texts.text(key, problem.values)).join(' '))
  }

  notify(kind: 'error' | 'info', key: RowError['key'], values: RowError['values']): void {
    this.store.patch({ notice: { kind, key, values } })
    this.host.say(this.host.texts().text(key, values), kind === 'error' ? 'assertive' : 'polite')
  }

  /** When people thought better of it and nothing is left to look at. */
  backFromEmptyQueue(): void {
    if (this.store.getState().rows.length === 0) this.store.patch({ screen: 'source' })
  }

  /** Rows that have not failed or been given up. */
  taken(): readonly Row[] {
    return this.store.getState().rows.filter((row) => row.status !== 'failed' && row.status !== 'aborted')
  }

  ids(matches: (row: Row) => boolean): readonly string[] {
    return this.store
      .getState()
      .rows.filter(matches)
      .map((row) => row.id)
  }

  /** Of these rows the ones that are like this. */
  those(ids: readonly string[], matches: (row: Row) => boolean): readonly string[] {
    return ids.filter((id) => this.is(id, matches))
  }

  is(id: string, matches: (row: Row) => boolean): boolean {
    const row = this.store.row(id)
    return row !== undefined && matches(row)
  }

  /** Their copies for after a reload are needed no more. */
  forget(ids: readonly string[]): void {
    void this.copies?.with((queue) => queue.forget(ids))
  }

  drop(ids: readonly string[]): void {
    this.forget(ids)
    this.store.removeRows(ids)
    this.previews.drop(ids)
    for (const id of ids) this.materials.delete(id)
  }

  destroy(): void {
    this.isAlive = false
    this.previews.destroy()
    this.forget([...this.materials.keys()])
    void this.copies?.with((queue) => queue.close())
    this.materials.clear()
  }
}
