/**
 * The widget as a form control: one entry per upload under its `name`, native validity, reset, restore after a page
 * reload or the back button.
 *
 * reference  `image/upload/v1700000000/name.jpg#<signature>`, which the server SDKs take as a preloaded file
 * public-id  the public ID alone
 * json       the whole upload response
 */
import type { UploadInfo } from '../events.ts'
import type { UploadTexts } from '../messages/texts.ts'

export interface FormHost extends HTMLElement {
  readonly name: string | undefined
  option(name: 'required' | 'multiple'): boolean
  option(name: 'minFiles'): number | undefined
  option(name: 'valueFormat'): 'reference' | 'public-id' | 'json'
}

export class FormValue {
  readonly #host: FormHost
  readonly #internals: ElementInternals | undefined
  #uploads: readonly UploadInfo[] = []
  /** What the value was written from: it is long, and the element asks after every change of a progress bar. */
  #written: readonly unknown[] = []
  /** Of each upload; it does not change any more. */
  readonly #json = new WeakMap<UploadInfo, string>()

  constructor(host: FormHost) {
    this.#host = host
    // Outside of a browser there is nothing to be part of.
    this.#internals = typeof host.attachInternals === 'function' ? host.attachInternals() : undefined
  }

  get uploads(): readonly UploadInfo[] {
    return this.#uploads
  }

  get internals(): ElementInternals | undefined {
    return this.#internals
  }

  add(upload: UploadInfo, texts: UploadTexts): void {
    this.set(this.#host.option('multiple') ? [...this.#uploads, upload] : [upload], texts)
    // As a native control tells that its user changed it; Vue's v-model and Angular's forms wait for these.
    this.#host.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    this.#host.dispatchEvent(new Event('change', { bubbles: true }))
  }

  set(uploads: readonly UploadInfo[], texts: UploadTexts): void {
    this.#uploads = uploads
    this.update(texts)
  }

  restore(state: string, texts: UploadTexts): void {
    try {
      const uploads: unknown = JSON.parse(state)
      if (Array.isArray(uploads)) this.set(uploads as UploadInfo[], texts)
    } catch {
      // A state that is not ours: start empty.
    }
  }

  /** Writes value and validity; called when either may have changed. */
  update(texts: UploadTexts): void {
    this.#writeValue()
    const isMissing = this.#host.option('required') && this.#uploads.length === 0
    const least = this.#host.option('multiple') ? (this.#host.option('minFiles') ?? 0) : 0
    if (isMissing) this.#refuse({ valueMissing: true }, texts.text('form.value_missing'))
    else if (this.#uploads.length > 0 && this.#uploads.length < least)
      this.#refuse({ rangeUnderflow: true }, texts.text('form.too_few', { num: least }))
    else this.#internals?.setValidity({})
  }

  #writeValue(): void {
    const { name } = this.#host
    const now = [this.#uploads, name, this.#host.option('valueFormat')]
    if (now.every((part, index) => part === this.#written[index])) return
    this.#written = now
    const form = new FormData()
    for (const upload of this.#uploads) if (name) form.append(name, this.#text(upload))
    const state = `[${this.#uploads.map((upload) => this.#jsonOf(upload)).join(',')}]`
    this.#internals?.setFormValue(this.#uploads.length > 0 ? form : null, state)
  }

  #refuse(flags: ValidityStateFlags, message: string): void {
    const anchor = this.#host.shadowRoot?.querySelector<HTMLElement>('[data-anchor]') ?? undefined
    this.#internals?.setValidity(flags, message, anchor)
  }

  #jsonOf(upload: UploadInfo): string {
    const json = this.#json.get(upload) ?? JSON.stringify(upload)
    this.#json.set(upload, json)
    return json
  }

  #text(upload: UploadInfo): string {
    switch (this.#host.option('valueFormat')) {
      case 'json':
        return this.#jsonOf(upload)
      case 'public-id':
        return upload.public_id
      default:
        return referenceOf(upload)
    }
  }
}

/** The form that the server SDKs call a preloaded file. */
export function referenceOf(upload: UploadInfo): string {
  return `${upload.resource_type}/${upload.type}/${upload.path}#${upload.signature}`
}
