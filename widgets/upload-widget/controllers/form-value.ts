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
    const { name } = this.#host
    const form = new FormData()
    for (const upload of this.#uploads) if (name) form.append(name, this.#text(upload))
    this.#internals?.setFormValue(this.#uploads.length > 0 ? form : null, JSON.stringify(this.#uploads))
    const isMissing = this.#host.option('required') && this.#uploads.length === 0
    const least = this.#host.option('multiple') ? (this.#host.option('minFiles') ?? 0) : 0
    const anchor = this.#host.shadowRoot?.querySelector<HTMLElement>('[data-anchor]') ?? undefined
    if (isMissing) this.#internals?.setValidity({ valueMissing: true }, texts.text('form.value_missing'), anchor)
    else if (this.#uploads.length > 0 && this.#uploads.length < least)
      this.#internals?.setValidity({ rangeUnderflow: true }, texts.text('form.too_few', { num: least }), anchor)
    else this.#internals?.setValidity({})
  }

  #text(upload: UploadInfo): string {
    switch (this.#host.option('valueFormat')) {
      case 'json':
        return JSON.stringify(upload)
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
