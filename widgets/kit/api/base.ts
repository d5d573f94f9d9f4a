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
