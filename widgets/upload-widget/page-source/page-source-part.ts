/**
 * Screens of sources that a page brings along. Each lies in the page, below the element and shown through a slot: the
 * page's own styles apply to it, and its nodes are the page's own. Loaded with the first tab of one.
 */
import { html, type ReactiveController, type TemplateResult } from 'lit'
import { isWebAddress } from '../../kit/drop/dropped-files.ts'
import { icon } from '../../kit/icons/icons.ts'
import { logError } from '../../kit/log.ts'
import { type PageSourceHost, type PageSourceLimits, pageSource, watchPageSources } from '../page-sources.ts'
import type { PartExtras } from '../parts/lazy-parts.ts'
import { sourceName } from '../parts/source-name.ts'
import type { View } from '../parts/view.ts'
import type { RemoteHost } from '../remote/remote-part.ts'
import type { SourceName } from '../sources.ts'
import { pageSourceStyles } from './page-source-styles.ts'

export interface PageSourcePart extends PartExtras {
  panel(view: View): TemplateResult
}

export interface PageSourceElement extends RemoteHost {
  close(): unknown
}

interface Screen {
  readonly panel: HTMLElement
  readonly work: AbortController
  phase: 'loading' | 'ready' | 'failed'
  cleanUp?: () => void
}

export function pageSourcePart(host: PageSourceElement): PageSourcePart {
  const sources = new PageSources(host)
  return { styles: pageSourceStyles, panel: (view) => sources.panel(view) }
}

class PageSources implements ReactiveController {
  readonly #host: PageSourceElement
  readonly #screens = new Map<SourceName, Screen>()
  #shown: SourceName | undefined
  #endWatch: (() => void) | undefined

  constructor(host: PageSourceElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#endWatch ??= watchPageSources(() => {
      for (const name of this.#screens.keys()) if (!pageSource(name)) this.#take(name)
    })
  }

  hostDisconnected(): void {
    this.#endWatch?.()
    this.#endWatch = undefined
    this.#takeAll()
  }

  /** The page's function is called between renders, not in one. */
  hostUpdated(): void {
    if (this.#host.store.getState().display === 'hidden') this.#takeAll()
    else if (this.#shown !== undefined && !this.#screens.has(this.#shown)) void this.#mount(this.#shown)
  }

  panel({ state, texts }: View): TemplateResult {
    const { source } = state
    this.#shown = source
    const phase = this.#screens.get(source)?.phase ?? 'loading'
    if (phase === 'failed') {
      return html`<div class="sheet centred" part="error" data-say="assertive">
        <div class="sheet-icon danger">${icon('alert')}</div>
        <h3 class="sheet-title">${texts.text('source_failed.title', { source: sourceName(texts, source) })}</h3>
        <button class="button primary" part="button button-primary" type="button" data-autofocus @click=${() => this.#retry(source)}>
          ${texts.text('problem.retry')}
        </button>
      </div>`
    }
    return html`<div class="page-source" part="page-source" aria-busy=${phase === 'loading' ? 'true' : 'false'}>
      <slot name="panel-${source}"></slot>
    </div>`
  }

  async #mount(name: SourceName): Promise<void> {
    const source = pageSource(name)
    if (!source) return
    const { language, direction } = this.#host.texts()
    const panel = document.createElement('div')
    panel.slot = `panel-${name}`
    panel.className = 'tintype-source-panel'
    panel.lang = language
    panel.dir = direction
    const screen: Screen = { panel, work: new AbortController(), phase: 'loading' }
    this.#screens.set(name, screen)
    this.#host.append(panel)
    const { signal } = screen.work
    try {
      const cleanUp = await source.mount(panel, this.#hostOf(name, signal))
      if (typeof cleanUp === 'function') screen.cleanUp = cleanUp
      screen.phase = 'ready'
      // It was taken away while it came.
      if (signal.aborted) this.#cleanUp(name, screen)
    } catch (error) {
      if (signal.aborted) return
      this.#report(name, error)
      panel.remove()
      screen.phase = 'failed'
      screen.work.abort()
    }
    this.#host.requestUpdate()
  }

  #hostOf(name: SourceName, signal: AbortSignal): PageSourceHost {
    const host = this.#host
    const { language, direction } = host.texts()
    return {
      signal,
      language,
      direction,
      limits: () => this.#limits(),
      close: () => void host.close(),
      addFiles: async (items) => {
        const all = [...items].map((item) => (item instanceof URL ? item.href : item))
        const addresses = all.filter((item) => typeof item === 'string')
        const files = all.filter((item) => typeof item !== 'string')
        for (const address of addresses) {
          if (!isWebAddress(address)) throw new TypeError(`addFiles: ${JSON.stringify(address)} is no http(s) address`)
        }
        // A file may come from another frame, whose `File` is another class.
        if (!files.every((file) => typeof file?.name === 'string' && typeof file.arrayBuffer === 'function')) {
          throw new TypeError('addFiles takes files and http(s) addresses')
        }
        if (signal.aborted || !host.session) return
        if (files.length > 0) await host.session.addFiles(files, name)
        for (const address of addresses) await host.session.addUrl(address, name)
      },
    }
  }

  #limits(): PageSourceLimits {
    const { multiple, maxFiles, clientAllowedFormats: allowedFormats, maxFileSize } = this.#host.options
    const { rows } = this.#host.store.getState()
    const taken = rows.filter(({ status }) => status !== 'failed' && status !== 'aborted').length
    const most = multiple ? maxFiles : 1
    // With one place a further file takes the place of the one before.
    const left = most === undefined || !multiple ? most : Math.max(0, most - taken - this.#host.heldCount())
    return { multiple, remaining: left, allowedFormats, maxFileSize }
  }

  #retry(name: SourceName): void {
    this.#take(name)
    this.#host.requestUpdate()
  }

  #takeAll(): void {
    this.#shown = undefined
    for (const name of this.#screens.keys()) this.#take(name)
  }

  #take(name: SourceName): void {
    const screen = this.#screens.get(name)
    this.#screens.delete(name)
    if (!screen) return
    screen.work.abort()
    if (screen.phase === 'ready') this.#cleanUp(name, screen)
    screen.panel.remove()
  }

  #cleanUp(name: SourceName, { cleanUp }: Screen): void {
    try {
      cleanUp?.()
    } catch (error) {
      this.#report(name, error)
    }
  }

  #report(name: SourceName, error: unknown): void {
    logError(`The source ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}
