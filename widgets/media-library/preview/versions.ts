/**
 * Versions of the asset that are kept in the backup storage: looked at in the place of the large picture, downloaded, and
 * restored by those who may. A version has no address of its own: it is fetched with the session's token and shown from
 * memory, so that only what fits there is looked at.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { icon } from '../../kit/icons/icons.ts'
import type { AssetDetails, AssetVersion } from '../api/asset-actions.ts'
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import { dateText } from './date-text.ts'
import { shapeOf } from './picture-address.ts'
import { previewIcon } from './preview-icons.ts'
import type { PreviewModel } from './preview-model.ts'
import { versionMedia } from './version-media.ts'
import { type RestoringProblem, VersionRestoring } from './version-restoring.ts'

/** More is downloaded, and looked at elsewhere. */
const MOST_BYTES = 64 * 1024 * 1024

interface Looking {
  readonly version: AssetVersion
  /** Undefined while it comes. */
  readonly address?: string
}

export class Versions {
  readonly #model: PreviewModel
  readonly #restoring: VersionRestoring
  #of: string | undefined
  #looking: Looking | undefined
  #asking: AssetVersion | undefined
  #isBusy = false
  #problem: string | undefined
  #fetching: AbortController | undefined

  constructor(model: PreviewModel) {
    this.#model = model
    this.#restoring = new VersionRestoring(model)
  }

  /** Another asset: what was looked at of the one before is given up. */
  follow(asset: LibraryAsset | undefined): void {
    if (asset?.asset_id === this.#of) return
    this.#of = asset?.asset_id
    this.#restoring.forget()
    this.#asking = undefined
    this.#problem = undefined
    this.#isBusy = false
    this.#leave()
  }

  end(): void {
    this.follow(undefined)
  }

  /** Leaves the innermost thing that is open; false when there was none. */
  stepOut(): boolean {
    if (!this.#asking && !this.#looking) return false
    if (this.#asking) this.#ask(undefined)
    else this.#present()
    return true
  }

  /** Takes the last restoring back; false when there is none. */
  undo(): boolean {
    if (!this.#restoring.last?.before || this.#isBusy) return false
    void this.#carryOut(() => this.#restoring.undo())
    return true
  }

  /** In the place of what is shown now, while a version is looked at. */
  stage(asset: LibraryAsset): TemplateResult | undefined {
    if (!this.#looking) return undefined
    const texts = this.#model.context.texts()
    const { version, address } = this.#looking
    const date = dateText(version.time, texts)
    const label = texts.text('preview.version_looking', { date })
    return html`${keyed(
      version.version_id,
      html`<div class="stage-view ${shapeOf(asset) === 'film' ? 'playing' : ''}" part="preview-media" aria-busy=${address ? 'false' : 'true'}>
        ${address === undefined ? html`<p class="muted" data-say="polite" aria-busy="true">${texts.text('preview.loading')}</p>` : versionMedia(asset, address, label)}
        <p class="stage-failed muted">${texts.text('preview.no_picture')}</p>
      </div>`,
    )}
    <div class="stage-bar looking" part="version-banner" role="group" aria-label=${label}>
      <span>${label}</span>
      <button class="button quiet small" part="button version-back" type="button" @click=${() => this.#present()}>
        ${texts.text('preview.version_back')}
      </button>
    </div>`
  }

  /** Only where there is another one than that which is shown. */
  render(
    asset: LibraryAsset,
    { versions: found = [], version: current }: AssetDetails,
  ): TemplateResult | typeof nothing {
    if (found.every(({ version }) => version === current)) return nothing
    const texts = this.#model.context.texts()
    return html`
      <h4 class="details-title">${texts.text('preview.versions')}</h4>
      ${this.#done()}
      <ul class="details-files" part="versions">
        ${found.map((version) => this.#row(asset, version, version.version === current))}
      </ul>
      ${
        this.#problem
          ? html`<p class="field-error" part="error" data-say="assertive">${icon('alert')}<span>${this.#problem}</span></p>`
          : nothing
      }
    `
  }

  #done(): TemplateResult | typeof nothing {
    const { last } = this.#restoring
    if (!last) return nothing
    const texts = this.#model.context.texts()
    return html`<div class="version-done" part="version-restored">
      ${icon('check')}<span>${texts.text('preview.version_restored', { date: dateText(last.shown.time, texts) })}</span>
      ${
        last.before
          ? html`<button class="button quiet small" part="button version-undo" type="button" aria-keyshortcuts="Control+Z Meta+Z"
              ?disabled=${this.#isBusy} @click=${() => this.undo()}>${texts.text('preview.version_undo')}</button>`
          : nothing
      }
    </div>`
  }

  #row(asset: LibraryAsset, version: AssetVersion, isCurrent: boolean): TemplateResult {
    const texts = this.#model.context.texts()
    const isShown = this.#looking?.version.version_id === version.version_id
    const state = isCurrent
      ? texts.text('preview.version_current')
      : texts.text(version.restorable ? 'preview.version_kept' : 'preview.version_gone')
    return html`<li class=${isShown ? 'shown' : ''} aria-current=${isShown ? 'true' : nothing} data-version=${version.version_id}>
      <span class="details-file">
        <span>${dateText(version.time, texts)}</span>
        <span class="muted small">${texts.bytes(version.size)} · ${state}</span>
      </span>
      ${isCurrent || !version.restorable ? nothing : this.#buttons(asset, version)}
      ${this.#asking?.version_id === version.version_id ? this.#question(asset, version) : nothing}
    </li>`
  }

  #buttons(asset: LibraryAsset, version: AssetVersion): TemplateResult {
    const { context } = this.#model
    const date = dateText(version.time, context.texts())
    const mayFetch = context.store.getState().permissions.has('backups.download')
    const isLookable = mayFetch && !['file', 'pages'].includes(shapeOf(asset))
    const button = (name: 'look' | 'download' | 'restore', run: () => void): TemplateResult => {
      const label = context.texts().text(`preview.version_${name}`, { date })
      return html`<button class="icon-button" part="button version-${name}" type="button" title=${label}
        ?disabled=${this.#isBusy} @click=${run}>${previewIcon(name)}</button>`
    }
    return html`<span class="details-tools">
      ${isLookable ? button('look', () => void this.#look(version)) : nothing}
      ${mayFetch ? button('download', () => void this.#download(asset, version)) : nothing}
      ${context.may('backups.restore_by_asset_ids') ? button('restore', () => this.#ask(version)) : nothing}
    </span>`
  }

  #question(asset: LibraryAsset, version: AssetVersion): TemplateResult {
    const texts = this.#model.context.texts()
    return html`<div class="version-question" role="group" aria-labelledby="version-ask"
      aria-describedby="version-ask-more" part="version-question">
      <p><strong id="version-ask">${texts.text('preview.version_ask_title')}</strong> <span id="version-ask-more">${texts.text('preview.version_ask')}</span></p>
      <div class="button-row end">
        <button class="button quiet small" part="button" type="button" @click=${() => this.#ask(undefined)}>${texts.text('cancel')}</button>
        <button class="button primary small" part="button button-primary version-confirm" type="button" ?disabled=${this.#isBusy}
          @click=${() => void this.#carryOut(() => this.#restoring.restore(asset, version))}>${texts.text('preview.version_restore_now')}</button>
      </div>
    </div>`
  }

  #ask(version: AssetVersion | undefined): void {
    const before = this.#asking
    this.#asking = version
    this.#problem = undefined
    this.#update()
    const selector = version
      ? '[part~=version-confirm]'
      : `[data-version="${before?.version_id}"] [part~=version-restore]`
    this.#focusSoon(selector)
  }

  async #look(version: AssetVersion): Promise<void> {
    this.#leave()
    this.#problem = undefined
    if (version.size > MOST_BYTES) {
      const texts = this.#model.context.texts()
      this.#problem = texts.text('preview.version_large', { size: texts.bytes(version.size) })
      this.#update()
      return
    }
    this.#looking = { version }
    // Where everything scrolls together it may be out of sight.
    this.#model.context.root.querySelector('.stage')?.scrollIntoView({ block: 'nearest' })
    const file = await this.#fetch(version)
    if (!file || this.#looking?.version !== version) {
      if (this.#looking?.version === version) this.#looking = undefined
      this.#update()
      return
    }
    this.#looking = { version, address: URL.createObjectURL(file) }
    const { context } = this.#model
    context.say(context.texts().text('preview.version_looking', { date: dateText(version.time, context.texts()) }))
    this.#update()
  }

  async #download(asset: LibraryAsset, version: AssetVersion): Promise<void> {
    const file = await this.#fetch(version)
    if (!file) return
    const address = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = address
    const name = nameOf(asset)
    const ending = version.format ? `.${version.format}` : ''
    link.download = name.endsWith(ending) ? name : `${name}${ending}`
    link.click()
    // Browsers take what they need of it at the click.
    setTimeout(() => URL.revokeObjectURL(address))
  }

  async #fetch(version: AssetVersion): Promise<Blob | undefined> {
    this.#fetching?.abort()
    const fetching = new AbortController()
    this.#fetching = fetching
    this.#isBusy = true
    this.#problem = undefined
    this.#update()
    const answer = await this.#model.actions.versionFile(this.#of ?? '', version.version_id, fetching.signal)
    if (fetching.signal.aborted) return undefined
    this.#isBusy = false
    if (answer.ok) {
      this.#update()
      return answer.value
    }
    return this.#failed(answer.error)
  }

  async #carryOut(work: () => Promise<RestoringProblem | undefined>): Promise<void> {
    const of = this.#of
    this.#isBusy = true
    this.#problem = undefined
    this.#update()
    const problem = await work()
    if (this.#of !== of) return
    this.#isBusy = false
    if (problem) {
      this.#failed(problem)
      return
    }
    this.#asking = undefined
    this.#leave()
    const { context } = this.#model
    const date = dateText(this.#restoring.last?.shown.time ?? '', context.texts())
    context.say(context.texts().text('preview.version_restored', { date }))
    this.#update()
    this.#focusSoon('[part~=version-undo]')
  }

  #failed(problem: RestoringProblem): undefined {
    const { context } = this.#model
    const texts = context.texts()
    if (problem === 'overtaken') this.#problem = texts.text('preview.version_overtaken')
    else {
      const { code, message } = problem
      this.#problem =
        code === 'forbidden' ? texts.text('edit.forbidden') : texts.text('preview.version_failed', { message })
      context.report(problem)
    }
    this.#update()
    return undefined
  }

  /** Back to what is shown now. */
  #present(): void {
    const id = this.#looking?.version.version_id
    this.#leave()
    this.#update()
    this.#focusSoon(`[data-version="${id}"] [part~=version-look]`)
  }

  #leave(): void {
    this.#fetching?.abort()
    this.#fetching = undefined
    this.#isBusy = false
    if (this.#looking?.address) URL.revokeObjectURL(this.#looking.address)
    this.#looking = undefined
  }

  #update(): void {
    this.#model.context.requestUpdate()
  }

  #focusSoon(selector: string): void {
    setTimeout(() => this.#model.context.root.querySelector<HTMLElement>(selector)?.focus())
  }
}
