/** The window of the widget: title bar, sources, the panel of the active one, and what lies over it. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { onRovingKey } from '../../kit/a11y/roving-focus.ts'
import { drawn, type IconName, icon } from '../../kit/icons/icons.ts'
import { pageSource } from '../page-sources.ts'
import { isBuiltIn, type KnownSource, type SourceName } from '../sources.ts'
import { banners } from './banners.ts'
import { closeConfirmation } from './close-confirmation.ts'
import { dropVeil } from './drop-veil.ts'
import { whenLoaded } from './lazy-parts.ts'
import { localPanel } from './local-panel.ts'
import { monogram } from './monogram.ts'
import { queuePanel } from './queue-panel.ts'
import { setupProblem } from './setup-problem.ts'
import { sourceName } from './source-name.ts'
import type { View } from './view.ts'

const SOURCE_ICONS: Partial<Record<string, IconName>> = {
  local: 'device',
  url: 'link',
  camera: 'camera',
  screen: 'screen',
  audio: 'microphone',
  image_search: 'search',
}

export function frame(view: View): TemplateResult {
  const { state, texts } = view
  const isAsking = state.crop !== undefined || state.metadata !== undefined
  return html`
    <div
      class="frame ${state.isDragging ? 'dragging' : ''}"
      part="dialog"
      tabindex="-1"
      role=${view.isInline ? 'region' : nothing}
      aria-labelledby=${view.isInline ? 'title' : nothing}
      dir=${texts.direction}
      lang=${texts.language}
    >
      ${titleBar(view)}
      <div class="body ${isAsking ? 'cropping' : ''}" ?inert=${state.isConfirmingClose}>
        ${rail(view)}
        <div class="main">
          ${banners(view)}
          <div
            id="panel"
            class="panel"
            part="panel"
            role=${isAsking ? nothing : 'tabpanel'}
            aria-labelledby=${isAsking ? nothing : state.screen === 'queue' ? 'tab-queue' : `tab-${state.source}`}
            aria-busy=${state.checking > 0 ? 'true' : 'false'}
          >
            ${panel(view)}
          </div>
        </div>
      </div>
      ${state.isDragging && !state.isDraggingOverPage ? dropVeil(view) : nothing} ${state.isConfirmingClose ? closeConfirmation(view) : nothing}
    </div>
  `
}

function titleBar(view: View): TemplateResult {
  const { state, options, texts, actions, isInline } = view
  return html`
    <header class="title-bar" role="none" ?inert=${state.isConfirmingClose}>
      <slot name="header"><h2 id="title" class="title">${texts.text('dialog.title')}</h2></slot>
      <div class="window-controls">
        ${
          options.showAdvancedOptions
            ? html`<button
                class="icon-button"
                type="button"
                aria-expanded=${state.isAdvancedOpen ? 'true' : 'false'}
                aria-controls="advanced"
                title=${texts.text('advanced_options.title')}
                @click=${actions.toggleAdvanced}
              >${icon('sliders')}</button>`
            : nothing
        }
        ${
          isInline || options.withoutMinimize
            ? nothing
            : html`<button
                class="icon-button"
                part="minimize"
                type="button"
                title=${texts.text('dialog.minimize')}
                @click=${actions.minimize}
              >${icon('minimize')}</button>`
        }
        ${
          isInline
            ? nothing
            : html`<button
                class="icon-button"
                part="close"
                type="button"
                title=${texts.text('close')}
                @click=${actions.close}
              >${icon('close')}</button>`
        }
      </div>
    </header>
  `
}

function rail(view: View): TemplateResult {
  const { state, options, texts, actions, sources, summary } = view
  const hasQueue = state.rows.length > 0 || state.checking > 0
  const isQueue = state.screen === 'queue'
  return html`
    <nav class="rail" part="rail" ?inert=${state.crop !== undefined || state.metadata !== undefined} aria-label=${texts.text('dialog.sources')}>
      <div
        class="tabs"
        role="tablist"
        aria-label=${texts.text('dialog.sources')}
        @keydown=${(event: KeyboardEvent) => onRovingKey(event, texts.direction)}
      >
        ${sources.map((source) => sourceTab(view, source, !isQueue && source === state.source))}
        ${
          hasQueue
            ? html`<button
                id="tab-queue"
                class="tab"
                part=${isQueue ? 'tab tab-active' : 'tab'}
                role="tab"
                type="button"
                data-view="queue"
                aria-controls="panel"
                aria-selected=${isQueue ? 'true' : 'false'}
                tabindex=${isQueue ? 0 : -1}
                @click=${actions.showQueue}
              >
                <span class="tab-icon">${icon('queue')}<span class="badge">${texts.number(summary.total)}</span></span>
                <span class="tab-label">${texts.text('menu.queue')}</span>
              </button>`
            : nothing
        }
      </div>
      ${options.showPoweredBy ? html`<p class="powered-by">${texts.text('dialog.powered_by')}</p>` : nothing}
    </nav>
  `
}

function sourceTab(view: View, source: SourceName, isActive: boolean): TemplateResult {
  const { texts, actions } = view
  const { lazy } = view
  const own = pageSource(source)
  const isOff =
    !own && !isBuiltIn(source) && lazy.remote.state.phase === 'ready' && lazy.remote.state.module.isOff(source)
  const name = sourceName(texts, source)
  return html`<button
    id="tab-${source}"
    class="tab"
    part=${isActive ? 'tab tab-active' : 'tab'}
    role="tab"
    type="button"
    data-source=${source}
    aria-controls="panel"
    aria-selected=${isActive ? 'true' : 'false'}
    aria-disabled=${isOff ? 'true' : 'false'}
    title=${isOff ? texts.text('menu.unavailable') : name}
    tabindex=${isActive ? 0 : -1}
    @click=${() => actions.selectSource(source)}
  >
    <span class="tab-icon"><slot name="source-${source}">${tabIcon(source, name)}</slot></span>
    <span class="tab-label">${name}</span>
  </button>`
}

function tabIcon(source: SourceName, name: string): TemplateResult {
  const shape = pageSource(source)?.icon
  const symbol = SOURCE_ICONS[source]
  if (shape) return drawn(svg`<path d=${shape} />`)
  return symbol ? icon(symbol) : monogram(name)
}

function panel(view: View): TemplateResult | typeof nothing {
  const { state } = view
  const { crop, metadata } = state
  if (crop) return whenLoaded(view.lazy.crop, view, ({ cropScreen }) => cropScreen(view, crop))
  if (metadata) return whenLoaded(view.lazy.metadata, view, ({ metadataScreen }) => metadataScreen(view, metadata))
  if (state.isAdvancedOpen && view.options.showAdvancedOptions)
    return whenLoaded(view.lazy.advanced, view, ({ advancedOptions }) => advancedOptions(view))
  if (state.problem && state.rows.every((row) => row.status !== 'done')) return setupProblem(view)
  if (state.screen === 'queue') return queuePanel(view)
  if (pageSource(state.source)) return whenLoaded(view.lazy.pageSource, view, (own) => own.panel(view))
  const source = state.source as KnownSource
  switch (source) {
    case 'local':
      return localPanel(view)
    case 'url':
      return whenLoaded(view.lazy.url, view, ({ urlPanel }) => urlPanel(view))
    case 'camera':
    case 'screen':
    case 'audio':
      return whenLoaded(view.lazy.capture, view, ({ captureScreen }) => captureScreen(view, source))
    default:
      return whenLoaded(view.lazy.remote, view, (remote) =>
        remote.panel(view, () => whenLoaded(view.lazy.stock, view, (stock) => stock.panel(view))),
      )
  }
}
