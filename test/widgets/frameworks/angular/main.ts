/** Pages in Angular, compiled in the browser: each element in a reactive form. */
import '@angular/compiler'
import {
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  computed,
  createComponent,
  Directive,
  ElementRef,
  inject,
  provideZonelessChangeDetection,
  signal,
  type Type,
} from '@angular/core'
import { type ControlValueAccessor, FormControl, NG_VALUE_ACCESSOR, ReactiveFormsModule } from '@angular/forms'
import { createApplication } from '@angular/platform-browser'
import '@tintype/widgets/define/media-library'
import '@tintype/widgets/define/upload-widget'
import type { MediaLibraryEvents, TintypeMediaLibrary } from '@tintype/widgets/media-library'
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

interface LibrarySettings {
  readonly cloudName: string
  readonly apiBase: string
  readonly apiKey: string
  readonly visitor: { readonly username: string; readonly timestamp: string; readonly signature: string }
  readonly folder: string
}
type Inserted = MediaLibraryEvents['tintype-library-insert']['assets']

/** The value of the control is what was inserted last. */
class LibraryValue implements ControlValueAccessor {
  readonly #element = inject<ElementRef<TintypeMediaLibrary>>(ElementRef).nativeElement
  writeValue(assets: Inserted | null): void {
    if (!assets?.length) this.#element.clearSelection()
  }
  registerOnChange(changed: (assets: Inserted) => void): void {
    this.#element.addEventListener('tintype-library-insert', (event) =>
      changed((event as CustomEvent<MediaLibraryEvents['tintype-library-insert']>).detail.assets),
    )
  }
  registerOnTouched(touched: () => void): void {
    this.#element.addEventListener('tintype-library-hide', touched)
  }
}
const LibraryValueDirective = Directive({
  selector: 'tintype-media-library[formControl]',
  providers: [{ provide: NG_VALUE_ACCESSOR, useExisting: LibraryValue, multi: true }],
})(LibraryValue)

class LibraryPage {
  settings = { visitor: {} } as LibrarySettings
  readonly filters = ['type', 'format']
  readonly media = new FormControl<Inserted>([])
  readonly inserted = signal<readonly string[]>([])
  readonly place = computed(() => ({ path: this.settings.folder }))
  taken({ detail }: CustomEvent<MediaLibraryEvents['tintype-library-insert']>): void {
    this.inserted.update((before) => [...before, ...detail.assets.map((asset) => asset.display_name ?? '')])
  }
}
const LibraryComponent = Component({
  selector: 'fixture-library',
  imports: [ReactiveFormsModule, LibraryValueDirective],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<main>
    <button type="button" (click)="library.show()">Choose</button>
    <tintype-media-library
      #library
      class="library"
      [cloudName]="settings.cloudName"
      [apiBase]="settings.apiBase"
      [apiKey]="settings.apiKey"
      [username]="settings.visitor.username"
      [timestamp]="settings.visitor.timestamp"
      [signature]="settings.visitor.signature"
      [folder]="place()"
      [filters]="filters"
      [insertCaption]="'Take ' + inserted().length"
      [formControl]="media"
      without-trigger
      without-memory
      (tintype-library-insert)="taken($event)"
    ></tintype-media-library>
    <output>{{ inserted().join(' ') }}</output><output class="control">{{ media.value?.length }}</output>
  </main>`,
})(LibraryPage)

export function mount(target: Element, settings: Settings): Promise<() => void> {
  return shown(PageComponent, target, settings)
}

export function mountLibrary(target: Element, settings: LibrarySettings): Promise<() => void> {
  return shown(LibraryComponent, target, settings)
}

async function shown<Given>(
  component: Type<{ settings: Given }>,
  target: Element,
  settings: Given,
): Promise<() => void> {
  const application = await createApplication({ providers: [provideZonelessChangeDetection()] })
  const host = target.appendChild(document.createElement('fixture-page'))
  const page = createComponent(component, { environmentInjector: application.injector, hostElement: host })
  page.instance.settings = settings
  application.attachView(page.hostView)
  return () => {
    page.destroy()
    application.destroy()
    host.remove()
  }
}
