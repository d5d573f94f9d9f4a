/**
 * `<CldUploadWidget>`: the Upload Widget in the shape that pages of Next.js know, on this server instead of the vendor's.
 * Its child is a function that draws the page's own button and gets `open` and the other methods.
 *
 * Where to: `config.url.apiBase`, else NEXT_PUBLIC_TINTYPE_URL, else https and NEXT_PUBLIC_CLOUDINARY_SECURE_DISTRIBUTION
 * (which is what `tintype env --for next` prints), else the origin of the page. Cloud and key: `config.cloud`, `options`, else
 * NEXT_PUBLIC_CLOUDINARY_CLOUD_NAME and NEXT_PUBLIC_CLOUDINARY_API_KEY.
 *
 * The widget is made with the first `open`, and destroyed with the component. Handlers are those of the last rendering.
 */
import { createElement, Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { UploadWidget } from '../upload-widget/compat.ts'
import type { UploadWidgetCallback } from '../upload-widget/compat-callback.ts'
import type { CldUploadError, CldUploadHandlers, CldUploadResults } from './cld-upload-handlers.ts'
import { HANDLERS } from './cld-upload-handlers.ts'
import { environment } from './environment.ts'

export interface CldUploadConfig {
  readonly cloud?: { readonly cloudName?: string; readonly apiKey?: string }
  /** `apiBase` is ours: the address of the server. */
  readonly url?: { readonly apiBase?: string; readonly deliveryBase?: string; readonly secureDistribution?: string }
}

/** What the child, and each handler, may do with the widget. */
export interface CldUploadMethods {
  readonly open: (source?: string) => void
  readonly close: (options?: { readonly quiet?: boolean }) => void
  readonly show: () => void
  readonly hide: () => void
  readonly minimize: () => void
  readonly update: (options: object) => void
  readonly destroy: (options?: { readonly removeThumbnails?: boolean }) => void
  readonly isShowing: () => boolean
  readonly isMinimized: () => boolean
  readonly isDestroyed: () => boolean
}

export interface CldUploadRender extends CldUploadMethods {
  readonly cloudinary: object | undefined
  readonly widget: UploadWidget | undefined
  readonly results: CldUploadResults | undefined
  readonly error: CldUploadError
  readonly isLoading: boolean
}

export interface CldUploadWidgetProps extends CldUploadHandlers<CldUploadMethods & { readonly widget: UploadWidget }> {
  readonly children?: (render: CldUploadRender) => ReactNode
  readonly config?: CldUploadConfig
  /** As of the Upload Widget, in camel or snake case. */
  readonly options?: object
  /** Address of yours that signs: gets {paramsToSign} as JSON, answers {signature}. */
  readonly signatureEndpoint?: URL | RequestInfo | undefined
  readonly uploadPreset?: string | undefined
}

export function CldUploadWidget(props: CldUploadWidgetProps): ReactNode {
  const latest = useRef(props)
  const widget = useRef<UploadWidget | undefined>(undefined)
  const isMounted = useRef(false)
  const [results, setResults] = useState<CldUploadResults>()
  const [error, setError] = useState<CldUploadError>(null)
  const [compat, setCompat] = useState<typeof import('../upload-widget/compat.ts')>()

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    isMounted.current = true
    // Elements need a browser; the module is loaded where there is one.
    void load().then((module) => isMounted.current && setCompat(() => module as never))
    return () => {
      isMounted.current = false
      void widget.current?.destroy()
      widget.current = undefined
    }
  }, [])

  const methods = useMemo(() => {
    const made = async (): Promise<UploadWidget | undefined> => {
      const { createUploadWidget } = await load()
      if (!isMounted.current) return undefined
      widget.current ??= createUploadWidget(widgetOptions(latest.current), callback)
      return widget.current
    }
    const callback: UploadWidgetCallback = (failure, result) => {
      const present = widget.current
      if (!present) return
      const event = result as unknown as CldUploadResults
      if (failure) {
        setError(failure as CldUploadError)
        latest.current.onError?.(failure as CldUploadError, { widget: present, ...own })
        return
      }
      setResults(event)
      const names = HANDLERS[event.event as keyof typeof HANDLERS] ?? []
      for (const name of names) latest.current[name]?.(event, { widget: present, ...own })
    }
    const own: CldUploadMethods = {
      open: (source) =>
        void made().then((present) => {
          present?.open(source)
          if (present) latest.current.onOpen?.(present)
        }),
      close: (options) => void widget.current?.close(options),
      show: () => void made().then((present) => present?.show()),
      hide: () => void widget.current?.hide(),
      minimize: () => void widget.current?.minimize(),
      update: (options) => void widget.current?.update(options),
      destroy: (options) => {
        void widget.current?.destroy(options)
        widget.current = undefined
      },
      isShowing: () => widget.current?.isShowing() ?? false,
      isMinimized: () => widget.current?.isMinimized() ?? false,
      isDestroyed: () => widget.current?.isDestroyed() ?? false,
    }
    return own
  }, [])

  const shown = props.children?.({
    ...methods,
    cloudinary: compat,
    widget: widget.current,
    results,
    error,
    isLoading: compat === undefined,
  })
  return createElement(Fragment, null, shown)
}

/** The options of the widget that the props come to. */
export function widgetOptions({ config, options = {}, signatureEndpoint, uploadPreset }: CldUploadWidgetProps): object {
  const { cloudName, apiKey, serverUrl, secureDistribution } = environment()
  const given = options as Readonly<Record<string, unknown>>
  const distribution = config?.url?.secureDistribution ?? secureDistribution
  const apiBase =
    config?.url?.apiBase ?? serverUrl ?? (distribution === undefined ? undefined : `https://${distribution}`)
  const preset = uploadPreset ?? given.uploadPreset
  return defined({
    cloudName: config?.cloud?.cloudName ?? cloudName,
    apiKey: config?.cloud?.apiKey ?? apiKey,
    apiBase,
    deliveryBase: config?.url?.deliveryBase,
    uploadPreset: preset,
    signatureEndpoint: signatureEndpoint === undefined ? undefined : addressOf(signatureEndpoint),
    ...given,
  })
}

function addressOf(endpoint: URL | RequestInfo): string {
  return typeof endpoint === 'object' && 'url' in endpoint ? endpoint.url : String(endpoint)
}

function defined(options: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

async function load(): Promise<typeof import('../upload-widget/compat.ts')> {
  await import('../upload-widget/define.ts')
  return import('../upload-widget/compat.ts')
}
