/** Paid libraries: keeps how each one stands, and hands purchases to the queue. Loaded with the first tab of one. */
import type { TemplateResult } from 'lit'
import type { Bases } from '../../kit/api/base.ts'
import { enStock } from '../messages/en-stock.ts'
import type { PurchasedFile } from '../new-rows.ts'
import type { PartExtras } from '../parts/lazy-parts.ts'
import type { View } from '../parts/view.ts'
import { claimError } from '../remote/claim-error.ts'
import { RemoteClient } from '../remote/remote-client.ts'
import type { RemoteHost } from '../remote/remote-part.ts'
import { RemoteThumbnail } from '../remote/remote-thumbnail.ts'
import type { SourceName } from '../sources.ts'
import { StockClient } from './stock-client.ts'
import { stockPanel } from './stock-panel.ts'
import { chosenOf, type LicenceStep, StockSource } from './stock-source.ts'
import { stockStyles } from './stock-styles.ts'

export interface StockPart extends PartExtras {
  panel(view: View): TemplateResult
}

export function stockPart(host: RemoteHost): StockPart {
  const stock = new Stock(host)
  return { texts: enStock, styles: stockStyles, panel: (view) => stock.panel(view) }
}

class Stock {
  readonly #host: RemoteHost
  readonly #sources = new Map<string, StockSource>()

  constructor(host: RemoteHost) {
    this.#host = host
    host.store.subscribe(() => this.#follow())
    host.addController({ hostDisconnected: () => this.#forget() })
  }

  panel(view: View): TemplateResult {
    const { source } = view.state
    const { apiBase } = this.#host.bases()
    return stockPanel({
      view,
      stock: this.#source(source, this.#host.bases()),
      thumbnails: new RemoteClient(`${apiBase}/companion`, source),
      buy: () => void this.#buy(source),
      tryAgain: () => this.#tryAgain(source),
    })
  }

  #source(name: SourceName, { apiBase }: Bases): StockSource {
    const base = `${apiBase}/companion/${name}`
    const known = this.#sources.get(base)
    if (known) return known
    const source = new StockSource(new StockClient(base), () => this.#host.requestUpdate())
    this.#sources.set(base, source)
    return source
  }

  /** A second click finds the step buying. */
  async #buy(name: SourceName): Promise<void> {
    const { session, store } = this.#host
    const source = this.#source(name, this.#host.bases())
    const { step } = source.state
    if (!session || step?.phase !== 'choosing') return
    source.changeStep({ phase: 'buying' })
    const file = await this.#file(name, source, step)
    if (file.error) {
      const { key, values } = file.error
      return source.changeStep({ phase: 'failed', problem: this.#host.texts().text(key, values), isPaid: undefined })
    }
    const before = new Set(store.getState().rows.map(({ id }) => id))
    await session.addRemote([file], name)
    const row = store.getState().rows.find(({ id }) => !before.has(id))
    // The page, or its rules, wanted nothing of it: nothing was ordered.
    if (!row) return source.changeStep({ phase: 'choosing' })
    source.changeStep({ rowId: row.id })
    // What has to be started first waits in the queue; everything else is seen here.
    if (row.status !== 'held') store.patch({ screen: 'source' })
    this.#follow()
  }

  #tryAgain(name: SourceName): void {
    const source = this.#source(name, this.#host.bases())
    const { rowId } = source.state.step ?? {}
    if (rowId === undefined) {
      source.changeStep({ phase: 'choosing' })
      void this.#buy(name)
    } else this.#host.session?.retry([rowId])
  }

  async #file(name: SourceName, source: StockSource, step: LicenceStep): Promise<PurchasedFile> {
    const { item, planId: plan, formatId: format } = step
    const { extension, bytes } = chosenOf(step).format ?? {}
    const fileName = extension ? `${item.name}.${extension}` : item.name
    const type = item.mimeType ?? ''
    const order = source.orderOf(step)
    const stock_license = JSON.stringify({ library: name, id: item.stock.id, plan, format, order })
    return {
      ...{ name: fileName, size: undefined, type, parameters: { stock_license }, isParametersOnly: true },
      previewUrl: RemoteThumbnail.shown(item.thumbnail),
      error: await claimError({ name: fileName, size: bytes ?? 0, type }, this.#host.options, this.#host.texts()),
    }
  }

  /** What becomes of purchases. */
  #follow(): void {
    for (const source of this.#sources.values()) {
      const { step } = source.state
      if (step?.rowId !== undefined) this.#followStep(source, step, step.rowId)
    }
  }

  #followStep(source: StockSource, step: LicenceStep, rowId: string): void {
    const { store } = this.#host
    const row = store.row(rowId)
    const texts = this.#host.texts()
    if (row === undefined || row.status === 'aborted') {
      if (step.phase !== 'choosing') source.changeStep({ phase: 'choosing', rowId: undefined })
    } else if (row.status === 'done') {
      source.endOrder(step)
      const isVideo = step.item.stock.mediaType === 'video'
      this.#host.say(texts.text(isVideo ? 'notifications.video_purchased' : 'notifications.image_purchased'))
      const { screen, source: shown, display } = store.getState()
      if (display === 'shown' && screen === 'source' && shown === row.source) store.patch({ screen: 'queue' })
    } else if (row.status === 'failed' && row.error) {
      const problem = row.error.message || texts.text(row.error.key, row.error.values)
      if (step.phase !== 'failed') source.changeStep({ phase: 'failed', problem, isPaid: row.error.isPaid })
    } else if (step.phase !== 'buying') source.changeStep({ phase: 'buying' })
  }

  #forget(): void {
    for (const source of this.#sources.values()) source.destroy()
    this.#sources.clear()
  }
}
