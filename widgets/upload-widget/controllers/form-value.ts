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

interface Written {
  readonly uploads: readonly UploadInfo[]
  readonly name: string | undefined
  readonly format: string
  readonly form: FormData
  /** Of all uploads, without the brackets around them. */
  readonly json: string
}

export class FormValue {
  readonly #host: FormHost
  readonly #internals: ElementInternals | undefined
  #uploads: readonly UploadInfo[] = []
  /** What the value was written from: it is long, and the element asks after every change of a progress bar. */
  #written = nothingWritten()

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
    const format = this.#host.option('valueFormat')
    const uploads = this.#uploads
    const before = this.#written
    const isAlike = before.name === name && before.format === format
    if (isAlike && before.uploads === uploads) return
    // With each of hundreds of files only what is new is written.
    const isLonger = isAlike && before.uploads.every((upload, place) => upload === uploads[place])
    const { uploads: earlier, form, json: written } = isLonger ? before : nothingWritten()
    const added = uploads.slice(earlier.length)
    for (const upload of added) if (name) form.append(name, this.#text(upload))
    const json = [written, ...added.map((upload) => JSON.stringify(upload))].filter(Boolean).join(',')
    this.#written = { uploads, name, format, form, json }
    this.#internals?.setFormValue(uploads.length > 0 ? form : null, `[${json}]`)
  }

  #refuse(flags: ValidityStateFlags, message: string): void {
    const anchor = this.#host.shadowRoot?.querySelector<HTMLElement>('[data-anchor]') ?? undefined
    this.#internals?.setValidity(flags, message, anchor)
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

function nothingWritten(): Written {
  return { uploads: [], name: undefined, format: '', form: new FormData(), json: '' }
}

/** The form that the server SDKs call a preloaded file. */
export function referenceOf(upload: UploadInfo): string {
  return `${upload.resource_type}/${upload.type}/${upload.path}#${upload.signature}`
}
