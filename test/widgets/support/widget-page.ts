/** A page with upload widgets, as a site would make it, and the hands of its visitor. */
import { createUploadWidget, type UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import type { UploadWidgetError, UploadWidgetResult } from '../../../widgets/upload-widget/compat-callback.ts'
import '../../../widgets/upload-widget/define.ts'
import { Backend, settings } from './backend-client.ts'
import { eventually, ok } from './expect.ts'

export interface Call {
  readonly error: UploadWidgetError | null
  readonly result: UploadWidgetResult
}

export class WidgetPage {
  readonly backend = new Backend()
  readonly calls: Call[] = []
  readonly #widgets: UploadWidget[] = []

  readonly callback = (error: UploadWidgetError | null, result: UploadWidgetResult): void => {
    this.calls.push({ error, result })
  }

  options(options: object = {}): object {
    const { cloudName, presets } = settings
    return { cloudName, uploadPreset: presets.unsigned, apiBase: this.backend.base, withoutResume: true, ...options }
  }

  create(options: object = {}): UploadWidget {
    return this.track(createUploadWidget(this.options(options), this.callback))
  }

  open(options: object = {}): UploadWidget {
    return this.create(options).open()
  }

  track(widget: UploadWidget): UploadWidget {
    this.#widgets.push(widget)
    return widget
  }

  /** Names of the callback's events so far, without those about what is shown. */
  events(): string[] {
    return this.calls.map(({ result }) => result.event).filter((event) => !/display|source/.test(event))
  }

  infos<Info = Record<string, unknown>>(event: string): Info[] {
    return this.calls.filter(({ result }) => result.event === event).map(({ result }) => result.info as Info)
  }

  async until(event: string, count = 1, withinMs?: number): Promise<void> {
    await eventually(
      () => ok(this.infos(event).length >= count, `${count} × ${event} (saw ${this.events()})`),
      withinMs,
    )
  }

  async close(): Promise<void> {
    await this.backend.release()
    for (const widget of this.#widgets) await widget.destroy({ removeThumbnails: true })
    for (const left of document.body.querySelectorAll('[data-fixture], .cloudinary-button')) left.remove()
  }
}

/** An element of the page for one test. */
export function fixture(markup: string): HTMLElement {
  const holder = document.createElement('div')
  holder.dataset.fixture = ''
  holder.innerHTML = markup
  document.body.append(holder)
  return holder
}

/** What a part or selector of the widget shows; waits for it. */
export function find<Node extends HTMLElement = HTMLElement>(widget: UploadWidget, selector: string): Promise<Node> {
  return eventually(() => {
    const node = widget.element.shadowRoot?.querySelector<Node>(selector)
    ok(node, `${selector} in the widget`)
    return node
  })
}

export function all<Node extends HTMLElement = HTMLElement>(widget: UploadWidget, selector: string): Node[] {
  return [...(widget.element.shadowRoot?.querySelectorAll<Node>(selector) ?? [])]
}

/** Picks files with the widget's file input, as the browser's chooser does. */
export async function browse(widget: UploadWidget, ...files: readonly File[]): Promise<void> {
  const input = await find<HTMLInputElement>(widget, 'input[type=file]')
  input.files = transferOf(files).files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

export async function drop(widget: UploadWidget, ...files: readonly File[]): Promise<void> {
  const zone = await find(widget, '[part~=dropzone]')
  const dataTransfer = transferOf(files)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }))
  }
}

export function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}

/** A picture that nothing else is like, because the server tells equal files apart by nothing. */
export async function picture(name: string, width = 64, height = 48, type = 'image/png'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 70% 60%)`
    context.fillRect(0, 0, width, height)
    context.fillStyle = '#123'
    context.fillRect(Math.random() * width, Math.random() * height, 9, 9)
  }
  return new File([await canvas.convertToBlob({ type })], name, { type })
}

export function bytes(name: string, size: number, type = 'application/octet-stream'): File {
  return new File([new Uint8Array(size)], name, { type })
}
