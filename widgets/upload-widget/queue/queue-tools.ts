/** What helps once there is a queue: time that is left, its order, and what is done with finished files. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import { enQueue } from '../messages/en-queue.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { View } from '../parts/view.ts'
import { isMovable } from '../rows.ts'
import { PaceLine } from './pace-line.ts'
import { QueueOrder } from './queue-order.ts'

export { rowNote } from './row-note.ts'
export { enQueue as texts }

export const styles = css`
  @layer tintype {
    tintype-pace-line {
      font-size: 0.8667em;
      line-height: 1.4;
      font-variant-numeric: tabular-nums;
    }
    .pace {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--_space-4);
      min-block-size: 1.4em;
    }
    .stalled {
      color: var(--_warning);
      font-weight: 550;
    }
    .row-note {
      font-size: 0.8667em;
      line-height: 1.4;
    }
    .row-note summary {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: 24px;
      color: var(--_warning);
      font-weight: 550;
      text-decoration: underline dotted;
      text-underline-offset: 3px;
      list-style: none;
      cursor: pointer;
    }
    .row-note .icon {
      flex: none;
      font-size: 16px;
    }
    .row-note summary::-webkit-details-marker {
      display: none;
    }
    .row-note[data-keeps='size'] summary {
      color: var(--_text-muted);
    }
    .row-note p {
      padding-block-end: 4px;
      color: var(--_text-muted);
    }
    @media (pointer: coarse) {
      .row-note summary {
        min-block-size: 44px;
      }
    }
    tintype-queue-order {
      display: grid;
      min-block-size: 0;
    }
    .order {
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .order-hint {
      grid-column: 1 / -1;
    }
    .order .rows {
      margin: 0;
      list-style: none;
    }
    .order-row {
      animation: none;
    }
    .order-row.dragged {
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      box-shadow: var(--_shadow-1);
    }
    .order .row-actions {
      align-items: center;
    }
    .order [aria-disabled='true'] {
      opacity: 0.35;
      cursor: default;
    }
    @container frame (height < 340px) {
      tintype-queue-order {
        min-block-size: max-content;
      }
    }
    .handle {
      display: grid;
      place-items: center;
      inline-size: 36px;
      block-size: 44px;
      color: var(--_text-muted);
      cursor: grab;
      touch-action: none;
    }
    .dragged .handle {
      cursor: grabbing;
    }
  }
`

export function pace(view: View): TemplateResult {
  return html`<tintype-pace-line .view=${view}></tintype-pace-line>`
}

export function canOrder({ state }: View): boolean {
  return state.rows.filter(isMovable).length > 1
}

export function orderScreen(view: View): TemplateResult {
  return html`<tintype-queue-order .view=${view}></tintype-queue-order>`
}

export function buttons(view: View): TemplateResult {
  const { state, texts, actions, summary } = view
  const button = (key: UploadMessageKey, part: string, onClick: () => void): TemplateResult =>
    html`<button class="button quiet" part="button ${part}" type="button" @click=${onClick}>${texts.text(key)}</button>`
  return html`
    ${canOrder(view) ? button('queue.order', 'order', actions.toggleOrder) : nothing}
    ${state.showsOnlyCompleted && summary.done > 1 ? button('queue.copy_all', 'copy-all', actions.copyAddresses) : nothing}
    ${summary.done > 0 && state.rows.length > 1 ? button('queue.remove_finished', 'remove-finished', actions.removeFinished) : nothing}
  `
}

define('tintype-pace-line', PaceLine)
define('tintype-queue-order', QueueOrder)
