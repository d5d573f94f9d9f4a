/**
 * The choice of an upload preset, when the page gives one (`getUploadPresets`) or the server lists some; asked once, when it
 * is first shown.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import { warnOnce } from '../../kit/log.ts'
import { pageAnswer } from '../../kit/page-answer.ts'
import type { View } from '../parts/view.ts'
import { offeredTo } from './offered.ts'

interface Preset {
  readonly name: string
  readonly label: string
}

export class PresetField extends LitElement {
  static override readonly properties = { view: {}, presets: { state: true } }

  declare view: View
  declare presets: readonly Preset[] | 'failed' | undefined
  #isAsked = false

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult | typeof nothing {
    const { texts, options, state, actions } = this.view
    if (!this.#isAsked) void this.#ask(options.getUploadPresets)
    // What the server might list is no reason to show an empty field before it does.
    if (!options.getUploadPresets && !this.presets?.length) return nothing
    const label = html`<label class="field-label" for="preset">${texts.text('advanced_options.upload_preset')}</label>`
    if (this.presets === 'failed') {
      return html`${label}
        <p id="preset" class="field-error" part="error">${icon('alert')}${texts.text('advanced_options.presets_failed')}</p>`
    }
    return html`${label}
      <select
        id="preset"
        class="field"
        part="preset-input"
        ?disabled=${this.presets === undefined}
        @change=${(event: Event) => actions.setPreset((event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${state.preset === ''}>
          ${texts.text(this.presets === undefined ? 'loading' : 'advanced_options.upload_preset_placeholder')}
        </option>
        ${this.presets?.map(
          (preset) =>
            html`<option value=${preset.name} ?selected=${preset.name === state.preset}>${preset.label}</option>`,
        )}
      </select>`
  }

  async #ask(getUploadPresets: View['options']['getUploadPresets']): Promise<void> {
    this.#isAsked = true
    try {
      if (!getUploadPresets) {
        this.presets = (await offeredTo(this.view)).presets.flatMap(presetOf)
        return
      }
      const answer = await pageAnswer<unknown>((callback) => getUploadPresets(callback), { name: 'getUploadPresets' })
      this.presets = (Array.isArray(answer) ? answer : []).flatMap(presetOf)
    } catch (error) {
      warnOnce(error instanceof Error ? error.message : String(error))
      this.presets = 'failed'
    }
  }
}

function presetOf(entry: unknown): Preset[] {
  if (typeof entry === 'string') return [{ name: entry, label: entry }]
  const { name, label } = (entry ?? {}) as { name?: unknown; label?: unknown }
  return typeof name === 'string' ? [{ name, label: typeof label === 'string' ? label : name }] : []
}
