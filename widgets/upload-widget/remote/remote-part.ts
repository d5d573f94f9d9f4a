/**
 * Remote sources: asks the server which of them it offers, keeps how each one stands, and draws the panel. Loaded with the
 * first tab of such a source.
 */
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit'
import { html } from 'lit'
import type { Bases } from '../../kit/api/base.ts'
import { define } from '../../kit/define.ts'
import { icon } from '../../kit/icons/icons.ts'
import { logError, warnOnce } from '../../kit/log.ts'
import { enRemote } from '../messages/en-remote.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { RemoteFile } from '../new-rows.ts'
import type { UploadWidgetOptions } from '../options.ts'
import type { PartExtras } from '../parts/lazy-parts.ts'
import type { View } from '../parts/view.ts'
import type { UploadSession } from '../session.ts'
import type { SourceName } from '../sources.ts'
import type { UploadStore } from '../store.ts'
import { claimError } from './claim-error.ts'
import { askForSources, type OfferedSource, RemoteClient, type RemoteItem } from './remote-client.ts'
import { remotePanel } from './remote-panel.ts'
import { RemoteSource } from './remote-source.ts'
import { remoteStyles } from './remote-styles.ts'
import { RemoteThumbnail } from './remote-thumbnail.ts'
import { sourceOffPanel } from './source-off-panel.ts'

export interface RemoteHost extends ReactiveControllerHost, HTMLElement {
  readonly session: UploadSession | undefined
  readonly store: UploadStore
  readonly options: UploadWidgetOptions
  bases(): Bases
  texts(): UploadTexts
  say(message: string): void
  heldCount(): number
}

export interface RemotePart extends PartExtras {
  /** Whether the server is known not to offer it. */
  isOff(source: SourceName): boolean
  /** @param stockPanel of a source whose files are licensed first */
  panel(view: View, stockPanel: () => TemplateResult): TemplateResult
}

/** Names of the routes of sources that are called otherwise there, and who can be searched. */
const PROVIDERS: Readonly<Record<string, string>> = { google_drive: 'drive' }
const SEARCHES = new Set(['dropbox', 'unsplash', 'image_search'])

type Offer = readonly OfferedSource[] | 'asking' | 'failed'

export function remotePart(host: RemoteHost): RemotePart {
  define('tintype-remote-thumbnail', RemoteThumbnail)
  const remote = new Remote(host)
  return {
    texts: enRemote,
    styles: remoteStyles,
    isOff: (source) => remote.isOff(source),
    panel: (view, stockPanel) => remote.panel(view, stockPanel),
  }
}

class Remote implements ReactiveController {
  readonly #host: RemoteHost
  readonly #sources = new Map<SourceName, RemoteSource>()
  /** Of which server and environment; asked again when a page changes them. */
  #asked = ''
  #offer: Offer = 'asking'
  #work = new AbortController()

  constructor(host: RemoteHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#forget()
  }

  isOff(source: SourceName): boolean {
    this.#ask()
    return Array.isArray(this.#offer) && this.#offered(source)?.enabled !== true
  }

  panel(view: View, stockPanel: () => TemplateResult): TemplateResult {
    this.#ask()
    const { source } = view.state
    const { texts } = view
    if (this.#offer === 'asking') {
      return html`<div class="sheet centred" part="loading" data-say="polite" aria-busy="true">
        <p class="muted">${texts.text('loading')}</p>
      </div>`
    }
    if (this.#offer === 'failed') {
      return html`<div class="sheet centred" part="error" data-say="assertive">
        <div class="sheet-icon danger">${icon('offline')}</div>
        <h3 class="sheet-title">${texts.text('problem.title_unreachable')}</h3>
        <p class="muted">${texts.text('remote.failed_hint')}</p>
        <button class="button primary" part="button button-primary" type="button" @click=${() => this.#forget()}>
          ${texts.text('remote.again')}
        </button>
      </div>`
    }
    if (this.isOff(source)) return sourceOffPanel(view)
    if (this.#offered(source)?.kind === 'stock') return stockPanel()
    const remote = this.#source(source)
    return remotePanel({ view, remote, upload: () => void this.#upload(source, remote) })
  }

  #source(name: SourceName): RemoteSource {
    const known = this.#sources.get(name)
    if (known) return known
    const client = new RemoteClient(`${this.#host.bases().apiBase}/companion`, PROVIDERS[name] ?? name)
    const needsSignIn = this.#offered(name)?.kind === 'account'
    const remote = new RemoteSource(client, { needsSignIn, searches: SEARCHES.has(name) }, () =>
      this.#host.requestUpdate(),
    )
    this.#sources.set(name, remote)
    const [site] = this.#host.options.searchBySites
    if (name === 'image_search' && site !== undefined && site !== 'all') void remote.narrow({ site })
    return remote
  }

  async #upload(source: SourceName, remote: RemoteSource): Promise<void> {
    const { session } = this.#host
    const picked = [...remote.state.picked.values()]
    if (!session || picked.length === 0) return
    const files = await Promise.all(picked.map((item) => this.#file(remote, item)))
    if (await session.addRemote(files, source)) remote.clearPicked()
  }

  async #file(remote: RemoteSource, item: RemoteItem): Promise<RemoteFile> {
    const { name, size, thumbnail } = item
    const type = item.mimeType ?? ''
    return {
      name,
      size: size ?? undefined,
      type,
      previewUrl: RemoteThumbnail.shown(thumbnail),
      error: await claimError({ name, size: size ?? 0, type }, this.#host.options, this.#host.texts()),
      send: (request) => remote.client.upload(item, request).finally(() => remote.noticeEnd()),
    }
  }

  #offered(source: SourceName): OfferedSource | undefined {
    return Array.isArray(this.#offer) ? this.#offer.find(({ name }) => name === source) : undefined
  }

  #ask(): void {
    const { cloudName = '' } = this.#host.options
    const { apiBase } = this.#host.bases()
    const question = `${apiBase} ${cloudName}`
    if (question === this.#asked || cloudName === '') return
    this.#asked = question
    this.#offer = 'asking'
    const { signal } = this.#work
    askForSources(apiBase, cloudName, signal).then(
      (offer) => {
        if (signal.aborted) return
        this.#offer = offer
        for (const name of this.#host.options.sources) this.#explain(name)
        this.#host.requestUpdate()
      },
      (error: unknown) => {
        if (signal.aborted) return
        this.#offer = 'failed'
        logError(`The remote sources could not be asked for: ${error instanceof Error ? error.message : String(error)}`)
        this.#host.requestUpdate()
      },
    )
  }

  /** What only the owner of the site can do something about. */
  #explain(name: string): void {
    const reason = (Array.isArray(this.#offer) ? this.#offer : []).find((offered) => offered.name === name)?.reason
    if (reason) warnOnce(`sources: ${name}: ${reason}`)
  }

  #forget(): void {
    this.#work.abort()
    this.#work = new AbortController()
    for (const source of this.#sources.values()) source.destroy()
    this.#sources.clear()
    this.#asked = ''
    this.#offer = 'asking'
    this.#host.requestUpdate()
  }
}
