/** The list of uploads in a corner of the library: how far each is, and what to do about one that failed. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { cssProperty } from '../../kit/css-property.ts'
import { icon } from '../../kit/icons/icons.ts'
import { adoptStyles } from '../../kit/theme/adopt-styles.ts'
import type { LibraryContext } from '../library-context.ts'
import { enBulk } from '../messages/en-bulk.ts'
import { addTexts, type LibraryTexts } from '../messages/texts.ts'
import type { Part } from '../parts/later-part.ts'
import type { View } from '../parts/view.ts'
import { LibraryUploads, type Transfer } from './library-uploads.ts'
import { uploadStyles } from './upload-styles.ts'

/** What the shell asks of it. */
export interface UploadPart extends Part {
  /** Lets people choose files. */
  browse(): void
  add(files: readonly File[]): void
}

export function create(context: LibraryContext): UploadPart {
  addTexts(enBulk)
  adoptStyles(context.root, uploadStyles)
  return new Upload(context)
}

class Upload implements UploadPart {
  readonly #context: LibraryContext
  readonly #uploads: LibraryUploads

  constructor(context: LibraryContext) {
    this.#context = context
    this.#uploads = new LibraryUploads(context)
  }

  browse(): void {
    // Not in the page: it belongs to no form there, and nobody has to find it.
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    const kind = this.#context.option('resourceType')
    if (kind === 'image' || kind === 'video') input.accept = kind === 'image' ? 'image/*' : 'video/*,audio/*'
    input.addEventListener('change', () => this.add([...(input.files ?? [])]))
    input.click()
  }

  add(files: readonly File[]): void {
    this.#uploads.add(files)
  }

  disconnected(): void {
    this.#uploads.destroy()
  }

  render({ texts }: View): TemplateResult | typeof nothing {
    const { transfers } = this.#uploads
    if (transfers.length === 0) return nothing
    return html`<section class="transfers" part="uploads" aria-label=${texts.text('transfer.title')}>
      <header class="transfers-header">
        <h3 class="transfers-title"><span data-say="polite">${this.#heading(texts)}</span></h3>
        ${
          this.#uploads.isRunning
            ? nothing
            : html`<button class="icon-button" part="button" type="button" title=${texts.text('transfer.close')} @click=${() => this.#uploads.clear()}>${icon('close')}</button>`
        }
      </header>
      <ul class="transfers-list">
        ${repeat(
          transfers,
          ({ id }) => id,
          (transfer) => this.#row(transfer, texts),
        )}
      </ul>
    </section>`
  }

  #heading(texts: LibraryTexts): string {
    const running = this.#uploads.count('waiting', 'uploading', 'processing')
    if (running > 0) return texts.text('transfer.running', { num: running })
    const failed = this.#uploads.count('failed')
    return failed > 0
      ? texts.text('transfer.failed', { num: failed })
      : texts.text('transfer.done', { num: this.#uploads.count('done') })
  }

  #row(transfer: Transfer, texts: LibraryTexts): TemplateResult {
    const { id, file, status, sentBytes, previewUrl, error } = transfer
    const share = file.size === 0 ? 1 : sentBytes / file.size
    return html`<li class="transfer" part="upload-row" data-state=${status === 'waiting' || status === 'processing' ? 'uploading' : status}>
      <span class="transfer-picture">${
        previewUrl
          ? html`<img src=${previewUrl} alt="" @error=${(event: Event) => (event.target as Element).classList.add('broken')} />`
          : nothing
      }${icon('file')}</span>
      <span class="transfer-name"><bdi>${file.name}</bdi></span>
      <span class="transfer-status small ${status}">${statusText(transfer, share, texts)}</span>
      <span class="transfer-actions">
        ${
          status === 'failed' && error?.isFinal !== true
            ? html`<button class="icon-button" part="button upload-retry" type="button" aria-label=${texts.text('transfer.retry', { name: file.name })}
                @click=${() => this.#uploads.retry(id)}>${icon('retry')}</button>`
            : nothing
        }
        ${
          status === 'done'
            ? html`<span class="transfer-done">${icon('check')}</span>`
            : html`<button class="icon-button" part="button" type="button"
                aria-label=${texts.text(status === 'failed' ? 'transfer.dismiss' : 'transfer.cancel', { name: file.name })}
                @click=${() => this.#uploads.drop(id)}>${icon('close')}</button>`
        }
      </span>
      ${
        status === 'done' || status === 'failed'
          ? nothing
          : html`<span class="transfer-track" role="progressbar" aria-label=${file.name} aria-valuemin="0" aria-valuemax="100"
              aria-valuenow=${Math.round(share * 100)}><span class="transfer-bar" ${cssProperty('--_fraction', String(share))}></span></span>`
      }
    </li>`
  }
}

function statusText({ status, file, error }: Transfer, share: number, texts: LibraryTexts): string {
  switch (status) {
    case 'waiting':
      return texts.text('transfer.waiting')
    case 'uploading':
      return `${texts.percent(share)} · ${texts.bytes(file.size)}`
    case 'processing':
      return texts.text('transfer.processing')
    case 'failed':
      return error ? texts.text(error.key, { message: error.message }) : ''
    default:
      return texts.text('transfer.complete')
  }
}
