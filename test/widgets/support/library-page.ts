/** A page with Media Libraries, as a site would make it, and the hands of its visitor. */
import { sendKeys } from '@web/test-runner-commands'
import {
  createMediaLibrary,
  type MediaLibrary,
  type MediaLibraryHandlers,
} from '../../../widgets/media-library/compat.ts'
import '../../../widgets/media-library/define.ts'
import { Backend, settings } from './backend-client.ts'
import { eventually, ok } from './expect.ts'
import { storeFile } from './store-file.ts'
import { picture } from './widget-page.ts'

export interface Heard {
  readonly name: string
  readonly detail: unknown
}

export interface StoredSample {
  readonly publicId: string
  readonly tags?: string
  readonly displayName?: string
  readonly type?: string
  readonly resourceType?: 'image' | 'video' | 'raw'
  readonly width?: number
  readonly height?: number
  readonly parameters?: Readonly<Record<string, string>>
}

export class LibraryPage {
  readonly backend = new Backend()
  readonly heard: Heard[] = []
  /** Everything of this test lies below it, so that other tests do not matter. */
  readonly folder = `library-${this.backend.id}`
  readonly #libraries: MediaLibrary[] = []

  readonly handlers: MediaLibraryHandlers = {
    showHandler: () => this.#hear('show'),
    hideHandler: () => this.#hear('hide'),
    insertHandler: (detail) => this.#hear('insert', detail),
    errorHandler: (detail) => this.#hear('error', detail),
    identityHandler: (detail) => this.#hear('identity', detail),
  }

  /** What a site writes that signs people in. */
  async options(more: object = {}): Promise<object> {
    return { ...(await this.backend.visitor('guest@example.com')), ...this.anonymous(more) }
  }

  /** Without anybody signed in. */
  anonymous(more: object = {}): object {
    return { cloud_name: settings.cloudName, api_base: this.backend.base, folder: { path: this.folder }, ...more }
  }

  create(options: object, target?: string | Element): MediaLibrary {
    return this.track(createMediaLibrary(options, this.handlers, target))
  }

  /** A library in which somebody is signed in, with its results on the screen. */
  async open(more: object = {}): Promise<MediaLibrary> {
    const library = this.create(await this.options(more)).show()
    await settled(library)
    return library
  }

  /** The same, told of no changes: other tests make some at the same time, after which it would ask again. */
  async openAlone(more: object = {}): Promise<MediaLibrary> {
    const library = this.create(await this.options(more))
    Object.assign(library.element.library.api, { changes: () => Promise.resolve() })
    library.show()
    await settled(library)
    return library
  }

  /** The same for somebody with a role of their own. */
  async openAs(name: keyof typeof settings.people, more: object = {}): Promise<MediaLibrary> {
    const visitor = await this.backend.visitor(settings.people[name].email)
    const library = this.create({ ...this.anonymous(), ...visitor, ...more }).show()
    await settled(library)
    return library
  }

  track(library: MediaLibrary): MediaLibrary {
    this.#libraries.push(library)
    return library
  }

  heardOf<Detail = Record<string, unknown>>(name: string): Detail[] {
    return this.heard.filter((each) => each.name === name).map(({ detail }) => detail as Detail)
  }

  /** Stores pictures (or other files) in the folder of this test; the last is the newest. */
  async store(...samples: readonly (string | StoredSample)[]): Promise<void> {
    for (const sample of samples) await this.#store(typeof sample === 'string' ? { publicId: sample } : sample)
  }

  async close(): Promise<void> {
    await this.backend.release()
    for (const library of this.#libraries) library.destroy()
    for (const left of document.body.querySelectorAll('[data-fixture], .cloudinary-button')) left.remove()
    localStorage.clear()
  }

  /** Stores a file of any kind in the folder of this test. */
  async storeFile(name: string, resourceType: string, file: File, parameters: object = {}): Promise<void> {
    await storeFile(this.backend, resourceType, file, {
      public_id: `${this.folder}/${name}`,
      asset_folder: this.folder,
      display_name: name,
      ...parameters,
    })
  }

  async #store({ publicId, resourceType = 'image', parameters = {}, ...sample }: StoredSample): Promise<void> {
    const name = publicId.slice(publicId.lastIndexOf('/') + 1)
    const below = publicId.includes('/') ? `/${publicId.slice(0, publicId.lastIndexOf('/'))}` : ''
    const file =
      resourceType === 'raw'
        ? new File([`text of ${publicId}`], `${name}.txt`, { type: 'text/plain' })
        : await picture(`${name}.png`, sample.width ?? 64, sample.height ?? 48)
    await this.storeFile(publicId, resourceType, file, {
      asset_folder: `${this.folder}${below}`,
      display_name: sample.displayName ?? name,
      ...(sample.tags === undefined ? {} : { tags: sample.tags }),
      ...(sample.type === undefined ? {} : { type: sample.type }),
      ...parameters,
    })
  }

  #hear(name: string, detail?: unknown): void {
    this.heard.push({ name, detail })
  }
}

/** What a part or selector of the library shows; waits for it. */
export function find<Node extends HTMLElement = HTMLElement>(library: MediaLibrary, selector: string): Promise<Node> {
  return eventually(() => {
    const node = library.element.shadowRoot?.querySelector<Node>(selector)
    ok(node, `${selector} in the library`)
    return node
  })
}

export function all<Node extends HTMLElement = HTMLElement>(library: MediaLibrary, selector: string): Node[] {
  return [...(library.element.shadowRoot?.querySelectorAll<Node>(selector) ?? [])]
}

/** Names of the tiles on the screen, in their order. */
export function names(library: MediaLibrary): string[] {
  return all(library, '.tile .tile-name').map(({ textContent }) => textContent ?? '')
}

/** Waits until an answer of the server is on the screen, and nothing waits any more. */
export async function settled(library: MediaLibrary): Promise<void> {
  await eventually(async () => {
    const { phase, access } = library.element.store.getState()
    ok(access === 'open' && phase !== 'loading' && phase !== 'idle', `results (access ${access}, ${phase})`)
    await library.element.updateComplete
  })
}

export async function tile(library: MediaLibrary, name: string): Promise<HTMLElement> {
  return eventually(() => {
    const found = all(library, '.tile').find((each) => each.querySelector('.tile-name')?.textContent === name)
    ok(found, `a tile ${name} (there are ${names(library)})`)
    return found
  })
}

export async function choose(library: MediaLibrary, ...wanted: readonly string[]): Promise<void> {
  for (const name of wanted) (await tile(library, name)).click()
}

/** Writes into the search, as a keyboard does. */
export async function search(library: MediaLibrary, text: string): Promise<void> {
  const field = await find<HTMLInputElement>(library, '.search-field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Keys of Playwright, one after the other. */
export async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key })
}

/** What has the focus, seen through shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}
