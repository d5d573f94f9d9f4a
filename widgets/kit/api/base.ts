/**
 * Where the server is. The bundle's own address tells: everything before `/widgets/` of
 * `https://media.example/tintype/widgets/upload-widget/latest/global/all.js` is the base of the API and of deliveries.
 * `data-api-base`, `data-delivery-base` on the script tag, and `cloudinary.tintype.configure()`, say otherwise.
 * Installed from npm there is no script tag of ours: then `apiBase` has to be given, else the page's own origin is used.
 */

export interface Bases {
  readonly apiBase: string
  readonly deliveryBase: string
}

/** What the script tag says; read while it runs, because `currentScript` is gone afterwards. */
export function basesOfScript(script: ScriptTag | null): Partial<Bases> {
  if (!script) return {}
  const own = baseOfBundle(script.dataset.tintypeBase ?? script.src)
  const apiBase = script.dataset.apiBase ?? own
  const deliveryBase = script.dataset.deliveryBase ?? script.dataset.apiBase ?? own
  return {
    ...(apiBase === undefined ? {} : { apiBase: withoutTrailingSlash(apiBase) }),
    ...(deliveryBase === undefined ? {} : { deliveryBase: withoutTrailingSlash(deliveryBase) }),
  }
}

/**
 * The tag of the widget's script, asked while that runs. Modules have no current script: `all.mjs` knows its own address,
 * and `all.js` looks for its tag. From npm it is part of the page's own script, which says nothing about the server.
 *
 * @param address `import.meta.url`; empty in a classic script
 */
export function scriptOf(widget: 'upload-widget' | 'media-library', address: string): ScriptTag | null {
  if (document.currentScript) return document.currentScript as HTMLScriptElement
  // Scripts of both may be on the page, both called `all.js`; only that of the library lies in a folder of its own always.
  const isOurs = (src: string): boolean =>
    /\/widgets\/(?:.*\/)?global\/all\.m?js$/.test(src) &&
    src.includes('/media-library/') === (widget === 'media-library')
  const tag = [...document.scripts].find(({ src }) => (address ? src === address : isOurs(src)))
  return tag && isOurs(tag.src) ? tag : isOurs(address) ? { src: address, dataset: {} } : null
}

/** The parts of a `<script>` that count here. */
export interface ScriptTag {
  readonly src: string
  readonly dataset: Readonly<Record<string, string | undefined>>
}

/** Origin and path prefix of the server that a bundle came from; undefined for an address without `/widgets`. */
export function baseOfBundle(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { origin, pathname } = new URL(address)
  const at = pathname.lastIndexOf('/widgets/')
  return at < 0 ? undefined : origin + pathname.slice(0, at)
}

let configured: Partial<Bases> = {}

/** Sets the bases for every widget of this page that does not name its own. */
export function configureBases(bases: Partial<Bases>): void {
  configured = { ...configured, ...bases }
}

/** The bases of one widget: its own options, then the page's configuration, then the page's origin. */
export function resolveBases(own: { apiBase?: string | undefined; deliveryBase?: string | undefined }): Bases {
  const page = typeof location === 'undefined' ? '' : location.origin
  const apiBase = own.apiBase ?? configured.apiBase ?? page
  const deliveryBase = own.deliveryBase ?? own.apiBase ?? configured.deliveryBase ?? apiBase
  return { apiBase: withoutTrailingSlash(apiBase), deliveryBase: withoutTrailingSlash(deliveryBase) }
}

function withoutTrailingSlash(address: string): string {
  return address.replace(/\/+$/, '')
}
