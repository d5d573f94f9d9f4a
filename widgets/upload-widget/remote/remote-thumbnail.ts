/**
 * The thumbnail of a file of a remote source: fetched through the server when it comes into sight, with the sign-in that
 * an `<img>` could not send, and given back when it goes. Until then, and where there is none, an icon stands for it.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import type { RemoteClient } from './remote-client.ts'

/** Object URLs by address: a row of the queue shows the same picture. */
const SHOWN = new Map<string, string>()
const MOST_SHOWN = 600

export class RemoteThumbnail extends LitElement {
  static override readonly properties = { address: {}, client: {}, symbol: {}, loaded: { state: true } }

  declare address: string | null
  declare client: RemoteClient
  declare symbol: IconName
  declare loaded: string | undefined
  #sight: IntersectionObserver | undefined
  #work: AbortController | undefined

  /** The picture of an address, if it has been shown. */
  static shown(address: string | null): string | undefined {
    return address === null ? undefined : SHOWN.get(address)
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load()
      },
      { rootMargin: '200px' },
    )
    this.#sight.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sight?.disconnect()
    this.#work?.abort()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('address')) return
    this.#work?.abort()
    this.#work = undefined
    this.loaded = RemoteThumbnail.shown(this.address)
    // The observer speaks when it begins to look, so that what is in sight already is loaded.
    this.#sight?.unobserve(this)
    this.#sight?.observe(this)
  }

  protected override render(): TemplateResult {
    return this.loaded === undefined
      ? html`<span class="remote-symbol">${icon(this.symbol)}</span>`
      : html`<img src=${this.loaded} alt="" draggable="false" @error=${this.#giveUp} />`
  }

  /** What came is no picture: the icon says more than a broken one. */
  readonly #giveUp = (): void => {
    if (this.address !== null) SHOWN.delete(this.address)
    if (this.loaded !== undefined) URL.revokeObjectURL(this.loaded)
    this.loaded = undefined
  }

  async #load(): Promise<void> {
    const { address } = this
    if (address === null || this.#work || this.loaded !== undefined) return
    this.#work = new AbortController()
    const { signal } = this.#work
    const picture = await this.client.thumbnail(address, signal).catch(() => undefined)
    // A provider that has not made the thumbnail yet answers with nothing.
    if (!picture || picture.size === 0 || signal.aborted) return
    this.loaded = keep(address, URL.createObjectURL(picture))
  }
}

function keep(address: string, url: string): string {
  const [oldest] = SHOWN.entries()
  if (SHOWN.size >= MOST_SHOWN && oldest) {
    URL.revokeObjectURL(oldest[1])
    SHOWN.delete(oldest[0])
  }
  SHOWN.set(address, url)
  return url
}
