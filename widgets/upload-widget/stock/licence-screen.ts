/** The licence of one item: from which plan, in which format, for how much; and what becomes of the purchase. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { skeleton } from '../remote/remote-notes.ts'
import { isSigned } from '../signing.ts'
import { plansForm } from './plans-form.ts'
import type { LicenceStep } from './stock-source.ts'
import type { StockView } from './stock-view.ts'

const FAILURES = { no: 'notifications.purchase_failed', perhaps: 'stock.unknown', yes: 'stock.file_refused' } as const

export function licenceScreen(stockView: StockView, step: LicenceStep): TemplateResult {
  const { view, stock } = stockView
  return html`
    <section class="remote" part="licence" data-phase=${step.phase}>
      <header class="remote-header" role="none">
        <div class="remote-line">
          <button
            class="link-button"
            part="licence-back"
            type="button"
            ?data-autofocus=${step.phase !== 'failed' && step.phase !== 'unavailable'}
            ?disabled=${step.phase === 'buying'}
            @click=${() => stock.leaveStep()}
          >${view.texts.text('stock.back')}</button>
        </div>
      </header>
      <div class="remote-body" aria-busy=${step.phase === 'loading' || step.phase === 'buying' ? 'true' : 'false'}>
        <div class="licence">
          ${about(stockView, step)}
          <div class="licence-choice">${choice(stockView, step)}</div>
        </div>
      </div>
    </section>
  `
}

function about({ view, thumbnails }: StockView, { item }: LicenceStep): TemplateResult {
  const { texts } = view
  const { width, height, mediaType } = item.stock
  const symbol = mediaType === 'video' ? 'video' : 'image'
  return html`<div class="licence-item">
    <span class="remote-picture">
      <tintype-remote-thumbnail .address=${item.thumbnail} .client=${thumbnails} .symbol=${symbol}></tintype-remote-thumbnail>
    </span>
    <h3 class="remote-heading" part="licence-title"><bdi>${item.name}</bdi></h3>
    ${item.author === null ? nothing : html`<p class="muted small">${texts.text('remote.by', { name: item.author.name })}</p>`}
    ${width === null || height === null ? nothing : html`<p class="muted small">${texts.number(width)} × ${texts.number(height)}</p>`}
  </div>`
}

function choice(stockView: StockView, step: LicenceStep): TemplateResult {
  const { view, stock, tryAgain } = stockView
  const { texts, options } = view
  if (!isSigned(options)) return message('alert', texts.text('stock.unsigned'), texts.text('stock.unsigned_hint'))
  switch (step.phase) {
    case 'loading':
      return skeleton(texts.text('stock.plans_loading'))
    case 'unavailable':
      return html`${message('offline', texts.text('stock.plans_failed'), step.problem || texts.text('remote.failed_hint'))}
        ${againButton(texts.text('remote.again'), () => stock.choose(step.item))}`
    case 'buying':
      return html`<div class="licence-message" part="licence-buying" data-say="polite">
        <span class="sheet-icon remote-waiting">${icon('cloud')}</span>
        <p class="sheet-title">${texts.text('stock.buying')}</p>
        <p class="muted">${texts.text('stock.buying_hint')}</p>
      </div>`
    case 'failed':
      return html`<div part="error">
          ${message('alert', texts.text(FAILURES[step.isPaid ?? 'no']), step.problem)}
          <p class="muted small">${texts.text('stock.once_hint')}</p>
        </div>
        ${againButton(texts.text('remote.again'), tryAgain)} ${plansForm(stockView, step)}`
    case 'choosing':
      return step.plans.length === 0
        ? message('alert', texts.text('stock.no_plans'), texts.text('stock.no_plans_hint'))
        : plansForm(stockView, step)
  }
}

function message(symbol: 'alert' | 'offline', title: string, hint: string): TemplateResult {
  return html`<div class="licence-message" part="licence-message" data-say="assertive">
    <span class="sheet-icon danger">${icon(symbol)}</span>
    <p class="sheet-title">${title}</p>
    <p class="muted">${hint}</p>
  </div>`
}

function againButton(text: string, onClick: () => unknown): TemplateResult {
  return html`<p class="button-row start">
    <button class="button primary" part="button button-primary licence-again" type="button" data-autofocus @click=${onClick}>${text}</button>
  </p>`
}
