/** The collapsed queue: 55 pixels at the bottom of the page, as a popover, so that nothing of the page covers it. */
import { html, nothing, type TemplateResult } from 'lit'
import { cssProperty } from '../../kit/css-property.ts'
import { icon } from '../../kit/icons/icons.ts'
import { queueTitle } from './queue-panel.ts'
import type { View } from './view.ts'

export interface BarPosition {
  readonly side: 'left' | 'right'
  readonly distance: string
}

export function miniBar(view: View, position: BarPosition): TemplateResult {
  const { texts, summary, actions, state } = view
  const isMoving = summary.outcome === 'uploading' || summary.outcome === 'paused'
  return html`
    <div
      class="mini ${position.side}"
      part="mini"
      popover="manual"
      dir=${texts.direction}
      role="region"
      aria-label=${texts.text('queue.mini_title')}
      data-outcome=${summary.outcome}
      ${cssProperty('--_distance', position.distance)}
    >
      <button class="mini-body" part="mini-expand" type="button" @click=${actions.expand}>
        <span class="mini-icon">
          ${icon(summary.outcome === 'done' ? 'check' : summary.failed > 0 || !state.isOnline ? 'alert' : 'device')}
        </span>
        <span class="mini-title">${state.isOnline ? queueTitle(view) : texts.text('notifications.offline')}</span>
        <span class="muted mini-count">
          ${isMoving && summary.total > 0 ? texts.text('queue.mini_upload_count', { done: summary.done, total: summary.total }) : nothing}
          ${summary.failed > 0 ? texts.text('queue.mini_failed', { num: summary.failed }) : nothing}
        </span>
        <span class="visually-hidden">${texts.text('queue.mini_expand')}</span>
        ${icon('expand')}
      </button>
      <button class="icon-button" part="mini-close" type="button" title=${texts.text('close')} @click=${actions.close}>
        ${icon('close')}
      </button>
      ${isMoving ? html`<div class="bar" ${cssProperty('--_fraction', String(summary.progress))}></div>` : nothing}
    </div>
  `
}

/** `left|right`, optionally with a CSS length; undefined when it is neither. */
export function readBarPosition(text: string): BarPosition | undefined {
  const match = /^(left|right)(?::\s*([\d.]+(?:px|r?em|%|v[wh])))?$/.exec(text.trim())
  return match ? { side: match[1] as BarPosition['side'], distance: match[2] ?? '35px' } : undefined
}
