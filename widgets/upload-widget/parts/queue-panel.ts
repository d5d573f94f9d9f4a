/** The queue: how it goes as a whole, one row per file, and what can be done about all of them. */
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { cssProperty } from '../../kit/css-property.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import { isSettled, type Row } from '../rows.ts'
import type { Summary } from '../store.ts'
import { fileInput } from './local-panel.ts'
import { queueRow } from './queue-row.ts'
import type { View } from './view.ts'

export function queuePanel(view: View): TemplateResult {
  const { state, texts } = view
  const tools = queueTools(view)
  if (state.isOrdering && tools?.canOrder(view)) return tools.orderScreen(view)
  const isOnlyDone = state.showsOnlyCompleted && view.summary.done > 0
  const rows = isOnlyDone ? state.rows.filter((row) => row.status === 'done') : state.rows
  return html`
    <div class="queue" part="queue">
      ${heading(view, tools)}
      <ul class="rows" aria-label=${texts.text('queue.title')}>
        ${blocksOf(rows.slice(0, view.rowLimit)).map((block) => rowBlock(view, block, tools))}
        ${state.checking > 0 ? skeletons(view) : nothing}
      </ul>
      ${moreStrip(view)} ${footer(view, tools)} ${fileInput(view)}
    </div>
  `
}

/** One sentence for the whole queue; the mini bar says the same. */
export function queueTitle({ texts, state, summary }: View): string {
  if (state.checking > 0 && summary.running === 0) return texts.text('queue.checking', { num: state.checking })
  const titles: Record<Summary['outcome'], () => string> = {
    empty: () => texts.text('queue.title'),
    held: () => texts.text('queue.title_held', { num: summary.held }),
    uploading: () => texts.text('queue.title_uploading_with_counter', { num: summary.running }),
    paused: () => texts.text('queue.title_paused'),
    done: () => texts.text('queue.title_uploaded_with_counter', { num: summary.done }),
    partly: () => texts.text('queue.title_partly', { done: summary.done, total: summary.total }),
    failed: () => texts.text('queue.title_failed', { num: summary.failed }),
    aborted: () => texts.text('queue.title_aborted'),
  }
  return titles[summary.outcome]()
}

/** What is of use only once there is a queue comes a little later, and nothing waits for it. */
function queueTools({ lazy }: View): typeof import('../queue/queue-tools.ts') | undefined {
  const { state } = lazy.queue
  return state.phase === 'ready' ? state.module : undefined
}

type Tools = ReturnType<typeof queueTools>

const ENDED: ReadonlySet<Summary['outcome']> = new Set(['done', 'partly', 'failed'])

function heading(view: View, tools: Tools): TemplateResult {
  const { texts, summary, missingFiles } = view
  const isMoving = summary.outcome === 'uploading' || summary.outcome === 'paused'
  return html`
    <div class="queue-heading" data-outcome=${summary.outcome}>
      <h3 class="queue-title">${queueTitle(view)}</h3>
      <p class="queue-summary">
        ${isMoving ? html`<span class="percent">${texts.percent(Math.floor(summary.progress * 100) / 100)}</span>` : nothing}
        ${isMoving && summary.total > 1 ? html`<span class="muted">${texts.text('queue.summary', { done: summary.done, total: summary.total })}</span>` : nothing}
        ${summary.held > 0 && missingFiles > 0 ? html`<span class="muted" part="too-few">${texts.text('queue.too_few', { num: missingFiles })}</span>` : nothing}
        ${summary.failed > 0 ? html`<span class="failed-count">${texts.text('queue.failed', { num: summary.failed })}</span>` : nothing}
      </p>
      ${
        isMoving
          ? html`<div
              class="overall"
              role="progressbar"
              aria-label=${texts.text('queue.title')}
              aria-valuemin="0"
              aria-valuemax="100"
              aria-valuenow=${Math.floor(summary.progress * 100)}
            >
              <div class="bar" ${cssProperty('--_fraction', String(summary.progress))}></div>
            </div>
            <div class="pace-place">${tools?.pace(view)}</div>`
          : ENDED.has(summary.outcome)
            ? html`<div class="overall">
                  <div class="bar" ${cssProperty('--_fraction', String(summary.done / summary.total))}></div>
                </div>
                <div class="pace-place"></div>`
            : nothing
      }
    </div>
  `
}

/** With hundreds of files a change of one of them is no reason to look at the others. */
function rowBlock(view: View, rows: readonly Row[], tools: Tools): unknown {
  const { texts, state, copiedId } = view
  const isCopied = ({ id }: Row): boolean => id === copiedId
  return guard([...rows, texts, tools, state.isOnline, rows.find(isCopied)], () =>
    repeat(
      rows,
      (row) => row.id,
      (row) => guard([row, texts, tools, state.isOnline, isCopied(row)], () => queueRow(view, row, tools)),
    ),
  )
}

const ROWS_IN_BLOCK = 25

function blocksOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.ceil(rows.length / ROWS_IN_BLOCK)
  return Array.from({ length: count }, (_, block) => rows.slice(block * ROWS_IN_BLOCK, (block + 1) * ROWS_IN_BLOCK))
}

function skeletons({ state }: View): TemplateResult[] {
  return Array.from(
    { length: Math.min(4, state.checking) },
    () =>
      html`<li class="row skeleton" aria-hidden="true"><span class="thumbnail"></span><span class="skeleton-lines"></span></li>`,
  )
}

function moreStrip({ options, texts, actions }: View): TemplateResult | typeof nothing {
  if (!options.showUploadMoreButton || options.disabled) return nothing
  return html`
    <div class="dropzone strip" part="dropzone">
      <span class="muted">${texts.text(options.multiple ? 'local.more' : 'local.replace')}</span>
      <button class="link-button" type="button" @click=${actions.browse}>${texts.text('local.browse')}</button>
    </div>
  `
}

function footer(view: View, tools: Tools): TemplateResult {
  const { state, options, texts, actions, summary, isInline } = view
  // What people most likely do next gets the focus, unless they have put it somewhere themselves.
  const button = (key: UploadMessageKey, part: string, onClick: () => void, isNext = false): TemplateResult =>
    html`<button
      class="button ${isNext ? 'primary' : 'quiet'}"
      part="button ${part}"
      type="button"
      ?data-autofocus=${isNext}
      @click=${onClick}
    >${texts.text(key)}</button>`
  const canRetry = state.rows.some((row) => row.status === 'failed' && row.error?.isRetryable)
  const isOver = state.rows.length > 0 && state.rows.every(isSettled) && state.checking === 0
  return html`
    <footer class="queue-footer" role="none">
      <div class="button-row start">
        ${summary.running > 1 ? button('queue.pause_all', 'pause-all', () => actions.pause()) : nothing}
        ${summary.paused > 1 ? button('queue.resume_all', 'resume-all', () => actions.resume()) : nothing}
        ${summary.running + summary.paused + summary.held > 1 ? button('queue.abort_all', 'abort-all', () => actions.abort()) : nothing}
        ${
          options.showCompletedButton && summary.done > 0
            ? button(
                state.showsOnlyCompleted ? 'queue.show_all' : 'queue.show_completed',
                'show-completed',
                actions.showCompleted,
              )
            : nothing
        }
        ${tools?.buttons(view)}
        <slot name="queue-actions"></slot>
        <slot name="footer"></slot>
      </div>
      <div class="button-row end">
        ${options.showUploadMoreButton && !options.disabled ? button('queue.upload_more', 'upload-more', actions.uploadMore) : nothing}
        ${canRetry ? button('queue.retry_failed', 'retry-failed', () => actions.retry(), isOver && summary.done === 0) : nothing}
        ${
          summary.held > 0 && state.checking === 0
            ? html`<button
                class="button primary"
                part="button button-primary start"
                type="button"
                data-autofocus
                ?disabled=${view.missingFiles > 0}
                @click=${actions.start}
              >
                ${texts.text('queue.start', { num: summary.held })}
              </button>`
            : nothing
        }
        ${isOver && !isInline ? button('queue.done', 'button-primary done', actions.finish, summary.done > 0) : nothing}
      </div>
    </footer>
  `
}
