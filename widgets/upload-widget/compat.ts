/**
 * The vendor-shaped factory: `createUploadWidget(options, callback)` and its sisters. Each makes an element, passes the
 * options on by the table, and turns events into callbacks; there is no logic of uploads here.
 */
import { resolveBases } from '../kit/api/base.ts'
import { warnOnce } from '../kit/log.ts'
import { safeMarkup } from '../kit/safe-markup.ts'
import { WIDGETS_VERSION } from '../kit/version.ts'
import { callbackResult, type UploadWidgetCallback } from './compat-callback.ts'
import { InvalidWidgetOptionsError, readCompatOptions } from './compat-options.ts'
import { type OpenOptions, TintypeUploadWidget } from './element.ts'
import { COMPAT_EVENTS, type UploadEventName, type UploadInfo } from './events.ts'
import { tellJQuery } from './page/jquery.ts'
import { type PageIntegration, pageIntegration } from './page/page-integration.ts'
import { readBarPosition } from './parts/mini-bar.ts'
import { ALL_SOURCES } from './sources.ts'

/** What `createUploadWidget` gives: the vendor's methods, and the element behind them. */
export interface UploadWidget {
  open(source?: string | null, options?: OpenOptions): UploadWidget
  close(options?: { readonly quiet?: boolean }): UploadWidget
  update(options: object): Promise<UploadWidget>
  show(): UploadWidget
  hide(): UploadWidget
  minimize(): UploadWidget
  isShowing(): boolean
  isMinimized(): boolean
  isDestroyed(): boolean
  destroy(options?: { readonly removeThumbnails?: boolean }): Promise<void>
  readonly element: TintypeUploadWidget
}

export const WIDGET_VERSION = WIDGETS_VERSION

/** `{ LOCAL: 'local', … }` */
export const WIDGET_SOURCES: Readonly<Record<string, string>> = Object.fromEntries(
  ALL_SOURCES.map((source) => [source.toUpperCase(), source]),
)

const defaults: { cloudName?: string; apiKey?: string } = {}
let made = 0

/** Cloud for every widget that names none. */
export function setCloudName(cloudName: string): void {
  defaults.cloudName = cloudName
}

/** Access key for every widget that names none. */
export function setAPIKey(apiKey: string): void {
  defaults.apiKey = apiKey
}

export function createUploadWidget(options: object, callback?: UploadWidgetCallback): UploadWidget {
  return makeWidget(options, callback, undefined)
}

export function openUploadWidget(options: object, callback?: UploadWidgetCallback): UploadWidget {
  return createUploadWidget(options, callback).open()
}

/** Puts a button in the place of an element of the page, usually a file input. */
export function applyUploadWidget(
  target: string | Element,
  options: object,
  callback?: UploadWidgetCallback,
): UploadWidget {
  const replaced = nodeOf(target)
  if (!(replaced instanceof HTMLElement)) {
    throw new InvalidWidgetOptionsError(`applyUploadWidget: there is no element ${JSON.stringify(target)}`)
  }
  const widget = makeWidget(options, callback, replaced)
  const button = document.createElement('a')
  button.href = '#'
  button.className = widget.element.option('buttonClass') ?? ''
  button.append(safeMarkup(widget.element.option('buttonCaption') ?? ''))
  button.addEventListener('click', (event) => {
    event.preventDefault()
    widget.open()
  })
  replaced.before(button)
  // Through the CSSOM: a style attribute would be refused by a strict policy.
  replaced.style.display = 'none'
  return widget
}

function makeWidget(
  options: object,
  callback: UploadWidgetCallback | undefined,
  applied: HTMLElement | undefined,
): UploadWidget {
  const changes = readCompatOptions(options)
  const place =
    changes.inlineContainer === undefined || changes.inlineContainer === null
      ? undefined
      : nodeOf(changes.inlineContainer)
  if (place === null) {
    throw new InvalidWidgetOptionsError(
      `inlineContainer: there is no element ${JSON.stringify(changes.inlineContainer)}`,
    )
  }
  checkBarPosition(changes.queueViewPosition)
  // With two copies of the widget in a page, only the class of the first is registered.
  const Registered = customElements.get('tintype-upload-widget') as typeof TintypeUploadWidget | undefined
  const element = new (Registered ?? TintypeUploadWidget)()
  Object.assign(element, { ...defaults, ...changes, withoutTrigger: true })
  // The style sheet goes by the attribute: without it the element has no width of its own in the page.
  if (place !== undefined) element.toggleAttribute('inline', true)
  made += 1
  const widgetId = `widget_${made}`
  const integration = integrationOf(element, applied)
  let thumbnails: PageIntegration | undefined

  const mount = (): void => {
    if (!element.isConnected && !element.isDestroyed()) (place ?? document.body).append(element)
  }
  for (const name of Object.keys(COMPAT_EVENTS) as (keyof typeof COMPAT_EVENTS)[]) {
    element.addEventListener(name satisfies UploadEventName, (event) => {
      const info: unknown = (event as CustomEvent).detail
      if (name === 'tintype-upload-success') {
        thumbnails ??= integration()
        thumbnails.add(info as UploadInfo)
      }
      callback?.(...callbackResult(COMPAT_EVENTS[name], info ?? undefined, widgetId))
      tellJQuery(eventTarget(element, applied), name, info)
    })
  }

  const widget: UploadWidget = {
    open: (source, openOptions) => {
      mount()
      element.open(source, openOptions)
      return widget
    },
    close: (closeOptions) => {
      element.close(closeOptions)
      return widget
    },
    update: async (changed) => {
      await element.update(changed)
      return widget
    },
    show: () => widget.open(),
    hide: () => {
      element.hide()
      return widget
    },
    minimize: () => {
      element.minimize()
      return widget
    },
    isShowing: () => element.isShowing(),
    isMinimized: () => element.isMinimized(),
    isDestroyed: () => element.isDestroyed(),
    destroy: async (destroyOptions) => {
      await element.destroy()
      if (destroyOptions?.removeThumbnails) thumbnails?.removeThumbnails()
    },
    element,
  }
  return widget
}

/** Where inputs and thumbnails go, found when the first upload is there: forms may come later than the widget. */
function integrationOf(element: TintypeUploadWidget, applied: HTMLElement | undefined): () => PageIntegration {
  return () => {
    const form = element.option('form') ?? applied?.closest('form') ?? undefined
    const formNode = form === undefined ? undefined : nodeOf(form)
    const thumbnails = element.option('thumbnails')
    const target = thumbnails === undefined || thumbnails === false ? undefined : nodeOf(thumbnails)
    const hasList = thumbnails !== false && (target !== undefined || applied !== undefined)
    return pageIntegration({
      form: formNode instanceof HTMLFormElement ? formNode : undefined,
      fieldName: element.option('fieldName') ?? applied?.getAttribute('name') ?? 'image',
      placeList: hasList ? (list) => (target ? target.append(list) : applied?.after(list)) : undefined,
      deleteUrl: () => {
        const { apiBase } = resolveBases({ apiBase: element.option('deleteHost') ?? element.option('apiBase') })
        return `${apiBase}/v1_1/${encodeURIComponent(element.option('cloudName') ?? '')}/delete_by_token`
      },
      onDeleted: (upload) => {
        element.value = element.value.filter((other) => other.id !== upload.id)
        tellJQuery(eventTarget(element, applied), 'deleted', upload)
      },
    })
  }
}

/** Where events of jQuery begin; they bubble to the document. */
function eventTarget(element: TintypeUploadWidget, applied: HTMLElement | undefined): Element | Document {
  return applied ?? nodeOf(element.option('form')) ?? document
}

function checkBarPosition(position: unknown): void {
  if (position === undefined || position === null) return
  if (typeof position === 'string' && readBarPosition(position)) return
  if (position === 'bottom' || position === 'top') {
    warnOnce(`queueViewPosition: ${position} is no side; right:35px is used`)
    return
  }
  throw new InvalidWidgetOptionsError(
    `queueViewPosition has to be left or right with an optional distance, received ${JSON.stringify(position)}`,
  )
}

/** The element for a selector, a node or a jQuery-like list; null when there is none. */
function nodeOf(target: unknown): Element | null {
  if (isElement(target)) return target
  if (typeof target === 'string') {
    try {
      return document.querySelector(target)
    } catch {
      return null
    }
  }
  const first = (target as ArrayLike<unknown> | null)?.[0]
  return isElement(first) ? first : null
}

/** Also of another frame, whose `Element` is another class. */
function isElement(node: unknown): node is Element {
  return (node as Node | null)?.nodeType === 1
}
