/** Sources that a page brings along: by name, for all widgets of the page. Their screens are loaded on demand. */
import { ALL_SOURCES, type PageSourceName } from './sources.ts'

/** What the screen of a source may do, and has to know. */
export interface PageSourceHost {
  /** Aborted when the screen is taken away: the widget closed, the source was unregistered. */
  readonly signal: AbortSignal
  /** Of the widget's texts. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** What the widget takes, as it stands now. */
  limits(): PageSourceLimits
  /**
   * Hands files and web addresses to the queue, where the rules of the page apply to them.
   *
   * @throws TypeError for what is neither a file nor an http(s) address
   */
  addFiles(files: Iterable<File | URL | string>): Promise<void>
  /** Closes the widget; asks people first while uploads run. */
  close(): void
}

export interface PageSourceLimits {
  readonly multiple: boolean
  /** More files that the queue takes; undefined: any number. */
  readonly remaining: number | undefined
  /** Extensions, or `image`, `video`, `audio`; empty: all. */
  readonly allowedFormats: readonly string[]
  readonly maxFileSize: number | undefined
}

export interface PageSource {
  /** In the option `sources`, in events: a letter, then letters, digits, `_` and `-`. */
  readonly name: string
  /** What people read; a function is given the widget's language. */
  readonly label: string | ((language: string) => string)
  /** The `d` of a path in a square of 24, drawn as a line; a slot `source-<name>` of the element wins. */
  readonly icon?: string
  /**
   * Puts its nodes into the panel, which lies in the page: the page's own styles apply to it. May give a function that
   * is called when the panel is taken away, or a promise of one. What it throws is shown as a failure with another try.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without return has nothing to clean up
  mount(panel: HTMLElement, host: PageSourceHost): void | (() => void) | Promise<void | (() => void)>
}

const NAME = /^[a-z][\w-]{0,49}$/i
const SOURCES = new Map<string, PageSource>()
const WATCHERS = new Set<() => void>()

/**
 * Widgets that list the name among their `sources` have a tab of it from now on.
 *
 * @returns takes it away again
 * @throws TypeError for a source that is none, or a name that is taken
 */
export function registerSource(source: PageSource): () => void {
  const { name, label, mount } = (source ?? {}) as Partial<PageSource>
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new TypeError('registerSource: name has to be a letter, then letters, digits, _ and -')
  }
  if (!label || typeof mount !== 'function') {
    throw new TypeError(`registerSource: ${name} needs a label and a function mount`)
  }
  if (SOURCES.has(name) || name === 'queue' || (ALL_SOURCES as readonly string[]).includes(name)) {
    throw new TypeError(`registerSource: there is a source ${name} already`)
  }
  SOURCES.set(name, source)
  tell()
  return () => {
    if (SOURCES.get(name) === source && SOURCES.delete(name)) tell()
  }
}

export function pageSource(name: string): PageSource | undefined {
  return SOURCES.get(name)
}

export function isPageSource(name: string): name is PageSourceName {
  return SOURCES.has(name)
}

/** @returns ends it */
export function watchPageSources(onChange: () => void): () => void {
  WATCHERS.add(onChange)
  return () => WATCHERS.delete(onChange)
}

function tell(): void {
  for (const watcher of [...WATCHERS]) watcher()
}
