/** Nothing can be uploaded until the site's owner repairs something: what it is, and how. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { View } from './view.ts'

export function setupProblem({ state, texts, actions }: View): TemplateResult | typeof nothing {
  const { problem } = state
  if (!problem) return nothing
  const title = problem.code === 'unreachable' ? 'problem.title_unreachable' : 'problem.title'
  return html`
    <div class="sheet centred" part="setup-problem error" data-say="assertive" data-problem=${problem.code}>
      <div class="sheet-icon danger">${icon(problem.code === 'unreachable' ? 'offline' : 'alert')}</div>
      <h3 class="sheet-title">${texts.text(title)}</h3>
      <p>${texts.text(`problem.${problem.code}`, problem.values)}</p>
      <p class="muted">${texts.text(`problem.${problem.code}_fix`, problem.values)}</p>
      <button class="button primary" part="button button-primary try-again" type="button" @click=${actions.tryAgain}>
        ${texts.text('problem.retry')}
      </button>
    </div>
  `
}
