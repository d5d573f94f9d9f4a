/**
 * Screens that few people come to: loaded when one of them is first shown, so that everybody else waits less. A module of
 * a part may export `texts` and `styles` beside it; both are in place before it is shown.
 */
import { type CSSResult, html, type TemplateResult } from 'lit'
import type { Catalogue } from '../../kit/i18n/messages.ts'
import { icon } from '../../kit/icons/icons.ts'
import { LazyPart } from '../../kit/lazy-part.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import { addTexts } from '../messages/texts.ts'
import type { PageSourceElement, PageSourcePart } from '../page-source/page-source-part.ts'
import type { RemotePart } from '../remote/remote-part.ts'
import type { StockPart } from '../stock/stock-part.ts'
import type { View } from './view.ts'

export interface LazyParts {
  readonly advanced: LazyPart<typeof import('../advanced/advanced-options.ts')>
  readonly capture: LazyPart<typeof import('../capture/capture-screen.ts')>
  readonly crop: LazyPart<typeof import('../crop/crop-screen.ts')>
  readonly metadata: LazyPart<typeof import('../metadata/metadata-screen.ts')>
  readonly pageDrop: LazyPart<typeof import('./page-drop.ts')>
  readonly pageSource: LazyPart<PageSourcePart>
  readonly queue: LazyPart<typeof import('../queue/queue-tools.ts')>
  readonly url: LazyPart<typeof import('./url-panel.ts')>
  readonly remote: LazyPart<RemotePart>
  readonly stock: LazyPart<StockPart>
}

export interface PartExtras {
  readonly texts?: Catalogue
  readonly styles?: CSSResult
}

export function lazyParts(host: PageSourceElement): LazyParts {
  const part = <Module extends object>(load: () => Promise<Module>): LazyPart<Module> =>
    new LazyPart(host, async () => {
      const module: Module & PartExtras = await load()
      if (module.texts) addTexts(module.texts)
      if (module.styles && host.shadowRoot) adoptStyles(host.shadowRoot, module.styles)
      return module
    })
  return {
    advanced: part(() => import('../advanced/advanced-options.ts')),
    capture: part(() => import('../capture/capture-screen.ts')),
    crop: part(() => import('../crop/crop-screen.ts')),
    metadata: part(() => import('../metadata/metadata-screen.ts')),
    pageDrop: part(() => import('./page-drop.ts')),
    pageSource: part(async () => (await import('../page-source/page-source-part.ts')).pageSourcePart(host)),
    queue: part(() => import('../queue/queue-tools.ts')),
    url: part(() => import('./url-panel.ts')),
    remote: part(async () => (await import('../remote/remote-part.ts')).remotePart(host)),
    stock: part(async () => (await import('../stock/stock-part.ts')).stockPart(host)),
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
    return html`<div class="sheet centred" part="loading" data-say="polite" aria-busy="true">
      <p class="muted">${texts.text('loading')}</p>
    </div>`
  }
  return html`
    <div class="sheet centred" part="error" data-say="assertive">
      <div class="sheet-icon danger">${icon('offline')}</div>
      <h3 class="sheet-title">${texts.text('loading.failed_title')}</h3>
      <p class="muted">${texts.text('loading.failed')}</p>
      <button class="button primary" part="button button-primary" type="button" @click=${() => part.load()}>
        ${texts.text('problem.retry')}
      </button>
    </div>
  `
}
