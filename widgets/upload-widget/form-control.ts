/**
 * The side of the element that forms see: value, validity, reset, restore. Names and behaviour are those of native
 * controls, so that `FormData`, `reportValidity()` and framework bindings work as with an `<input>`.
 */
import { elementWithOptions } from '../kit/element-with-options.ts'
import { FormValue } from './controllers/form-value.ts'
import type { UploadInfo } from './events.ts'
import type { UploadTexts } from './messages/texts.ts'
import { uploadWidgetOptions } from './options.ts'

export abstract class UploadFormControl extends elementWithOptions(uploadWidgetOptions) {
  static readonly formAssociated = true
  protected readonly formValue = new FormValue(this)
  /** A `<fieldset disabled>` around the element. */
  protected isDisabledByForm = false

  abstract texts(): UploadTexts
  /** Empties queue and value. */
  abstract clear(): void

  /** Upload responses of everything that was stored, as the form sends them. */
  get value(): readonly UploadInfo[] {
    return this.formValue.uploads
  }

  set value(uploads: readonly UploadInfo[]) {
    // Vue gives an empty text for nothing.
    this.formValue.set(Array.isArray(uploads) ? uploads : [], this.texts())
  }

  get validity(): ValidityState | undefined {
    return this.formValue.internals?.validity
  }

  get validationMessage(): string {
    return this.formValue.internals?.validationMessage ?? ''
  }

  checkValidity(): boolean {
    return this.formValue.internals?.checkValidity() ?? true
  }

  reportValidity(): boolean {
    return this.formValue.internals?.reportValidity() ?? true
  }

  formResetCallback(): void {
    this.clear()
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.isDisabledByForm = isDisabled
    this.requestUpdate()
  }

  formStateRestoreCallback(state: unknown): void {
    if (typeof state === 'string') this.formValue.restore(state, this.texts())
  }
}
