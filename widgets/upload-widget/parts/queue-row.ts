/** One file of the queue: its picture, its name, how far it is, what is wrong with it, and what can be done. */
import { html, nothing, type TemplateResult } from 'lit'
import { cssProperty } from '../../kit/css-property.ts'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import { type FileKind, kindOf } from '../checks/file-kind.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import { isRunning, isSettled, progressOf, publicState, type Row, type RowStatus } from '../rows.ts'
import type { View } from './view.ts'

const KIND_ICONS: Record<FileKind, IconName> = { image: 'image', video: 'video', audio: 'audio', raw: 'file' }

const STATUS_TEXTS: Record<RowStatus, UploadMessageKey> = {
  held: 'queue.statuses.held',
  queued: 'queue.statuses.queued',
  preparing: 'queue.statuses.preparing',
  uploading: 'queue.statuses.uploading',
  processing: 'queue.statuses.processing',
  waiting: 'queue.statuses.waiting',
  paused: 'queue.statuses.paused',
  done: 'queue.statuses.uploaded',
  failed: 'queue.statuses.error',
  aborted: 'queue.statuses.aborted',
}

export function queueRow(view: View, row: Row, tools?: typeof import('../queue/queue-tools.ts')): TemplateResult {
  const { texts } = view
  const hasBar = !isSettled(row) && row.status !== 'held'
  return html`
    <li
      class="row"
      part="row"
      data-id=${row.id}
      data-state=${publicState(row)}
      data-status=${row.status}
      aria-describedby=${row.error ? `error-${row.id}` : nothing}
    >
      ${rowPicture(row)}
      <div class="row-text">
        <p class="row-name" title=${row.name}><bdi>${fileName(row.name)}</bdi></p>
        ${
          row.error && row.status === 'failed'
            ? html`<p id="error-${row.id}" class="row-error" part="row-error error">${texts.text(row.error.key, row.error.values)}</p>`
            : html`<p class="row-meta">${meta(view, row)}</p>`
        }
        ${row.untouched && tools && row.status !== 'failed' ? tools.rowNote(view, row.untouched) : nothing}
        ${
          hasBar
            ? html`<div
                class="progress ${isUncertain(row) ? 'uncertain' : ''}"
                part="progress"
                role="progressbar"
                aria-label=${texts.text('row.progress', { name: row.name })}
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=${isUncertain(row) ? nothing : Math.floor(progressOf(row) * 100)}
              >
                <div class="bar" ${cssProperty('--_fraction', String(progressOf(row)))}></div>
              </div>`
            : nothing
        }
      </div>
      <div class="row-actions">${rowActions(view, row)}</div>
    </li>
  `
}

/** In two pieces, so that a long name keeps its extension in sight. */
export function fileName(name: string): TemplateResult {
  const extension = /[^.]\.[^.\s]{1,8}$/.exec(name)
  const end = extension ? extension.index + 1 : name.length
  return html`<span class="stem">${name.slice(0, end)}</span><span>${name.slice(end)}</span>`
}

/** Nobody knows how long it takes: a file that the server fetches, or looks at. */
function isUncertain(row: Row): boolean {
  return row.status === 'processing' || (row.size === undefined && row.status === 'uploading')
}

export function rowPicture(row: Row): TemplateResult {
  return html`<span class="thumbnail" part="thumbnail">
    ${row.previewUrl ? html`<img src=${row.previewUrl} alt="" referrerpolicy="no-referrer" />` : icon(KIND_ICONS[kindOf(row)])}
    ${row.status === 'done' ? html`<span class="mark ok">${icon('check')}</span>` : nothing}
    ${row.status === 'failed' ? html`<span class="mark bad">${icon('bang')}</span>` : nothing}
  </span>`
}

/** "Uploading · 1.2 of 3.4 MB" */
function meta({ texts, state }: View, row: Row): string {
  const isOffline = !state.isOnline && isRunning(row)
  const status = texts.text(isOffline ? 'queue.statuses.offline' : STATUS_TEXTS[row.status])
  if (row.size === undefined) return status
  const isMoving = row.status === 'uploading' || row.status === 'paused'
  const size = isMoving
    ? texts.text('queue.summary', { done: texts.bytes(row.sentBytes), total: texts.bytes(row.size) })
    : texts.bytes(row.size)
  const reduced = row.originalSize ? ` · ${texts.text('queue.reduced', { from: texts.bytes(row.originalSize) })}` : ''
  return `${status} · ${size}${reduced}`
}

/** Always two places: a button that stays is the same node before and after, and so keeps the focus. */
function rowActions({ texts, actions, copiedId }: View, row: Row): readonly (TemplateResult | typeof nothing)[] {
  const ids = [row.id]
  const button = (part: string, key: UploadMessageKey, shape: IconName, onClick: () => void): TemplateResult => {
    const label = texts.text(key, { name: row.name })
    return html`<button class="icon-button" part=${part} type="button" title=${label} @click=${onClick}>
      ${icon(shape)}
    </button>`
  }
  const pause = button('row-pause', 'row.pause', 'pause', () => actions.pause(ids))
  const resume = button('row-resume', 'row.resume', 'play', () => actions.resume(ids))
  const abort = button('row-abort', 'row.abort', 'close', () => actions.abort(ids))
  const retry = button('row-retry', 'row.retry', 'retry', () => actions.retry(ids))
  const remove = button('row-remove', 'row.remove', 'close', () => actions.remove(ids))
  if (row.status === 'done') {
    const isCopied = copiedId === row.id
    const copy = button('row-copy', isCopied ? 'row.copied' : 'row.copy', isCopied ? 'check' : 'copy', () =>
      actions.copyAddress(row.id),
    )
    return [copy, remove]
  }
  if (row.status === 'failed') return [row.error?.isRetryable ? retry : nothing, remove]
  if (row.status === 'aborted') return [nothing, remove]
  if (row.status === 'paused') return [resume, abort]
  if (row.status === 'held') return [nothing, abort]
  return [row.status === 'processing' ? nothing : pause, abort]
}
