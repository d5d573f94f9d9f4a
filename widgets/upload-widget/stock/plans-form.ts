/** The choice of plan and format, with the total before anything is bought. */
import { html, nothing, type TemplateResult } from 'lit'
import type { StockFormat, StockPlan } from './stock-client.ts'
import { chosenOf, isUsable, type LicenceStep } from './stock-source.ts'
import type { StockView } from './stock-view.ts'

export function plansForm({ view, stock, buy }: StockView, step: LicenceStep): TemplateResult {
  const { texts, options } = view
  const { plan, format } = chosenOf(step)
  const canBuy = plan !== undefined && isUsable(plan) && format !== undefined && !options.disabled
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    buy()
  }
  return html`
    <form class="licence-form" part="licence-form" @submit=${submit}>
      <fieldset class="licence-group">
        <legend class="field-label">${texts.text('stock.plan')}</legend>
        ${step.plans.map((one) => planChoice(view, one, one === plan, () => stock.choosePlan(one.id)))}
      </fieldset>
      ${
        plan && plan.formats.length > 0
          ? html`<fieldset class="licence-group">
              <legend class="field-label">${texts.text('stock.format')}</legend>
              ${plan.formats.map((one) => formatChoice(view, one, one === format, () => stock.chooseFormat(one.id)))}
            </fieldset>`
          : nothing
      }
      <p class="licence-total" part="licence-total" data-say="changes">${total(view, plan, format)}</p>
      ${
        step.phase === 'failed'
          ? nothing
          : html`<p class="button-row start">
              <button class="button primary" part="button button-primary licence-buy" type="submit" ?disabled=${!canBuy}>
                ${texts.text('stock.buy')}
              </button>
            </p>`
      }
    </form>
  `
}

function planChoice(
  { texts }: StockView['view'],
  plan: StockPlan,
  isChosen: boolean,
  onChoice: () => void,
): TemplateResult {
  const { remaining } = plan
  const left = remaining === 0 ? texts.text('stock.none_left') : texts.text('stock.left', { num: remaining ?? 0 })
  return html`<label class="licence-option">
    <input type="radio" name="plan" value=${plan.id} .checked=${isChosen} ?disabled=${!isUsable(plan)} @change=${onChoice} />
    <span class="licence-name"><bdi>${plan.name}</bdi></span>
    ${remaining === null ? nothing : html`<span class="muted small">${left}</span>`}
  </label>`
}

function formatChoice(
  { texts }: StockView['view'],
  format: StockFormat,
  isChosen: boolean,
  onChoice: () => void,
): TemplateResult {
  return html`<label class="licence-option">
    <input type="radio" name="format" value=${format.id} .checked=${isChosen} @change=${onChoice} />
    <span class="licence-name"><bdi>${format.name}</bdi></span>
    <span class="muted small"><bdi>${format.price ?? texts.text('stock.included')}</bdi></span>
  </label>`
}

function total({ texts }: StockView['view'], plan: StockPlan | undefined, format: StockFormat | undefined): string {
  if (!plan || !format || !isUsable(plan)) return texts.text('stock.quota')
  return format.price === null
    ? texts.text('stock.total_plan', { plan: plan.name })
    : texts.text('stock.total', { price: format.price })
}
