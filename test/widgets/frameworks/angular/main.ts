/** A page in Angular, compiled in the browser: the element in a reactive form. */
import '@angular/compiler'
import {
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  createComponent,
  Directive,
  ElementRef,
  inject,
  provideZonelessChangeDetection,
  signal,
} from '@angular/core'
import { type ControlValueAccessor, FormControl, NG_VALUE_ACCESSOR, ReactiveFormsModule } from '@angular/forms'
import { createApplication } from '@angular/platform-browser'
import '@tintype/widgets/define/upload-widget'
import type { TintypeUploadWidget, UploadInfo } from '@tintype/widgets/upload-widget'

interface Settings {
  readonly cloudName: string
  readonly uploadPreset: string
  readonly apiBase: string
}

/** What an Angular form has to know of the element: where its value is, and which event tells that it changed. */
class UploadValue implements ControlValueAccessor {
  readonly #element = inject<ElementRef<TintypeUploadWidget>>(ElementRef).nativeElement
  writeValue(uploads: readonly UploadInfo[] | null): void {
    this.#element.value = uploads ?? []
  }
  registerOnChange(changed: (uploads: readonly UploadInfo[]) => void): void {
    this.#element.addEventListener('change', () => changed(this.#element.value))
  }
  registerOnTouched(touched: () => void): void {
    this.#element.addEventListener('tintype-upload-close', touched)
  }
  setDisabledState(isDisabled: boolean): void {
    this.#element.disabled = isDisabled
  }
}
const UploadValueDirective = Directive({
  selector: 'tintype-upload-widget[formControl]',
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: UploadValue, multi: true }],
})(UploadValue)

class Page {
  settings: Settings = { cloudName: '', uploadPreset: '', apiBase: '' }
  readonly tags = ['of angular', 'two']
  readonly photos = new FormControl<readonly UploadInfo[]>([])
  readonly ended = signal(0)
  ids(): string {
    return (this.photos.value ?? []).map((photo) => photo.public_id).join(' ')
  }
}
const PageComponent = Component({
  selector: 'fixture-page',
  imports: [ReactiveFormsModule, UploadValueDirective],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<main>
    <tintype-upload-widget
      [cloudName]="settings.cloudName"
      [uploadPreset]="settings.uploadPreset"
      [apiBase]="settings.apiBase"
      [tags]="tags"
      [formControl]="photos"
      inline
      without-resume
      (tintype-upload-queue-end)="ended.set(ended() + 1)"
    ></tintype-upload-widget>
    <output>{{ ids() }}</output><output class="ended">{{ ended() }}</output>
  </main>`,
})(Page)

export async function mount(target: Element, settings: Settings): Promise<() => void> {
  const application = await createApplication({ providers: [provideZonelessChangeDetection()] })
  const host = target.appendChild(document.createElement('fixture-page'))
  const page = createComponent(PageComponent, { environmentInjector: application.injector, hostElement: host })
  ;(page.instance as Page).settings = settings
  application.attachView(page.hostView)
  return () => {
    page.destroy()
    application.destroy()
    host.remove()
  }
}
