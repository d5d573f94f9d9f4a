/**
 * The vendor-shaped factory: `createMediaLibrary(options, handlers, element)` and its sister. Each makes an element, passes
 * the options on by the table, and turns events into handlers and listeners; there is no logic of the library here.
 */
import { warnOnce } from '../kit/log.ts'
import { safeMarkup } from '../kit/safe-markup.ts'
import { InvalidLibraryOptionsError, readCompatOptions } from './compat-options.ts'
import type { MediaLibraryCompatOptions, MediaLibraryEmitter, MediaLibraryHandlers } from './compat-types.ts'
import { TintypeMediaLibrary } from './element.ts'
import { createEmitter, type Listener } from './emitter.ts'
import { COMPAT_EVENTS } from './events.ts'

export type { MediaLibraryCompatOptions, MediaLibraryHandlers, MediaLibraryPayloads } from './compat-types.ts'

/** What `createMediaLibrary` gives: the vendor's methods, and the element behind them. */
export interface MediaLibrary extends MediaLibraryEmitter<MediaLibrary> {
  show<Options extends MediaLibraryCompatOptions>(options?: Options): MediaLibrary
  hide(): MediaLibrary
  destroy(): void
  readonly element: TintypeMediaLibrary
}

/** @throws InvalidLibraryOptionsError for options that are no object, and for a container that is not there */
export function createMediaLibrary<Options extends MediaLibraryCompatOptions>(
  options: Options,
  handlers: MediaLibraryHandlers = {},
  target?: string | Element | null,
): MediaLibrary {
  const changes = readCompatOptions(options)
  const isInline = changes.inlineContainer !== undefined && changes.inlineContainer !== null
  const place = isInline ? nodeOf(changes.inlineContainer) : document.body
  if (!place) {
    throw new InvalidLibraryOptionsError(
      `inline_container: there is no element ${JSON.stringify(changes.inlineContainer)}`,
    )
  }
  const element = new TintypeMediaLibrary()
  Object.assign(element, changes, { withoutTrigger: true })
  const ownClass = element.option('elementClass')
  if (ownClass) element.className = ownClass
  // The style sheet goes by the attribute: without it the element has no width of its own in the page.
  if (isInline) element.toggleAttribute('inline', true)
  const { methods, emit } = createEmitter(() => library)
  const button =
    target === undefined || target === null ? undefined : replaceByButton(target, element, () => library.show())

  for (const [event, name] of Object.entries(COMPAT_EVENTS)) {
    element.addEventListener(event, (occurred) => {
      if (occurred.target === element) emit(name, (occurred as CustomEvent).detail ?? undefined)
    })
  }
  const mount = (): void => {
    if (!element.isConnected && !element.isDestroyed()) place.append(element)
  }
  const library: MediaLibrary = {
    ...(methods as MediaLibraryEmitter<MediaLibrary>),
    show(showOptions) {
      mount()
      element.show(showOptions)
      return library
    },
    hide() {
      element.hide()
      return library
    },
    destroy() {
      element.destroy()
      methods.removeAllListeners()
      button?.restore()
    },
    element,
  }
  for (const [handler, listener] of Object.entries(handlers)) {
    const name = handler.replace(/Handler$/, '')
    if (typeof listener === 'function' && name !== handler) methods.on(name, listener as Listener)
  }
  // In place of a page's element there is nothing to open: it is simply there.
  if (isInline) library.show()
  else mount()
  return library
}

export function openMediaLibrary<Options extends MediaLibraryCompatOptions>(
  options: Options,
  handlers?: MediaLibraryHandlers,
  target?: string | Element | null,
): MediaLibrary {
  return createMediaLibrary(options, handlers, target).show()
}

/** Hides an element of the page and puts a button in its place. */
function replaceByButton(
  target: string | Element,
  element: TintypeMediaLibrary,
  onClick: () => void,
): { restore(): void } | undefined {
  const replaced = nodeOf(target)
  if (!(replaced instanceof HTMLElement)) {
    warnOnce(`createMediaLibrary: there is no element ${JSON.stringify(target)} to put a button in the place of`)
    return undefined
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = element.option('buttonClass') ?? ''
  button.append(safeMarkup(element.option('buttonCaption') ?? ''))
  button.addEventListener('click', onClick)
  const display = replaced.style.display
  replaced.before(button)
  // Through the CSSOM: a style attribute would be refused by a strict policy.
  replaced.style.display = 'none'
  return {
    restore() {
      button.remove()
      replaced.style.display = display
    },
  }
}

/** The element for a selector, a node or a jQuery-like list. */
function nodeOf(target: unknown): Element | undefined {
  if (isElement(target)) return target
  if (typeof target === 'string') {
    try {
      return document.querySelector(target) ?? undefined
    } catch {
      return undefined
    }
  }
  const first = (target as ArrayLike<unknown> | null)?.[0]
  return isElement(first) ? first : undefined
}

/** Also of another frame, whose `Element` is another class. */
function isElement(node: unknown): node is Element {
  return (node as Node | null)?.nodeType === 1
}
