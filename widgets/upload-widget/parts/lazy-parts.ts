/** Screens that few people come to: loaded when one of them is first shown, so that everybody else waits less. */
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { LazyPart } from '../../kit/lazy-part.ts'
import type { View } from './view.ts'

export interface LazyParts {
  readonly camera: LazyPart<typeof import('./camera-panel.ts')>
  readonly crop: LazyPart<typeof import('../crop/crop-screen.ts')>
}

export function lazyParts(host: ReactiveControllerHost): LazyParts {
  return {
    camera: new LazyPart(host, () => import('./camera-panel.ts')),
    crop: new LazyPart(host, () => import('../crop/crop-screen.ts')),
  }
}

/** The screen once it is there; until then that it comes, or that it cannot. */
export function whenLoaded<Module>(
  part: LazyPart<Module>,
  { texts }: View,
  show: (module: Module) => TemplateResult,
): TemplateResult {
  const { state } = part
  if (state.phase === 'ready') return show(state.module)
  if (state.phase === 'loading') {
    return html`<div class="sheet centred" part="loading" role="status" aria-busy="true">
      <p class="muted">${texts.text('loading')}</p>
    </div>`
  }
  return html`
    <div class="sheet centred" part="error" role="alert">
      <div class="sheet-icon danger">${icon('offline')}</div>
      <h3 class="sheet-title">${texts.text('loading.failed_title')}</h3>
      <p class="muted">${texts.text('loading.failed')}</p>
      <button class="button primary" part="button button-primary" type="button" @click=${() => part.load()}>
        ${texts.text('problem.retry')}
      </button>
    </div>
  `
}
