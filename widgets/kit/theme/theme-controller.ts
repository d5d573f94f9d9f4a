/**
 * Applies a compat theme and `styles` object to one element: a constructable sheet of its own in the shadow root, filled
 * through the CSSOM, so that page values can neither break out of a declaration nor need `unsafe-inline`.
 *
 * What the browser does not accept as a colour is left out and reported. A palette under 4.5 to 1 is applied, because
 * the site's owner asked for it, and reported in the console.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { warnOnce } from '../log.ts'
import { contrastRatio, parseColor } from './contrast.ts'
import { PALETTE, schemeOf, THEMES, type ThemeName } from './themes.ts'

export interface CompatStyles {
  readonly palette?: Readonly<Record<string, unknown>>
  readonly fonts?: Readonly<Record<string, unknown>>
  readonly frame?: { readonly background?: unknown }
}

/** Text and ground that have to be told apart. */
const PAIRS = [
  ['--_text', '--_surface'],
  ['--_on-accent', '--_accent'],
  ['--_text-muted', '--_surface'],
] as const

export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  #sheet: CSSStyleSheet | undefined
  #applied = ''

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#adopt()
  }

  apply(theme: ThemeName, styles: CompatStyles | undefined): void {
    const key = JSON.stringify([theme, styles])
    if (key === this.#applied || !this.#host.shadowRoot) return
    this.#applied = key
    this.#adopt()
    const scheme = schemeOf(theme)
    if (scheme && this.#host.getAttribute('theme') === null)
      this.#declare('color-scheme', scheme === 'auto' ? 'light dark' : scheme)
    else this.#style?.removeProperty('color-scheme')
    const set: Record<string, string> = { ...(THEMES[theme as keyof typeof THEMES] ?? {}) }
    // Two keys can mean one token: the order of the table decides, not that of the page.
    const place = ([name]: [string, unknown]): number => Object.keys(PALETTE).indexOf(name)
    const palette = Object.entries(styles?.palette ?? {}).sort((one, other) => place(one) - place(other))
    for (const [name, value] of palette) {
      const token = PALETTE[name]
      if (!token) warnOnce(`styles.palette.${name} is not a known palette key`)
      else if (typeof value === 'string' && CSS.supports('color', value)) set[token] = value
      else warnOnce(`styles.palette.${name}: ${JSON.stringify(value)} is not a colour`)
    }
    if (set.progress === undefined && set.accent !== undefined) set.progress = set.accent
    for (const [token, value] of Object.entries(set)) this.#declare(`--_${token}`, value)
    const background = styles?.frame?.background
    if (typeof background === 'string' && CSS.supports('color', background)) this.#declare('--_backdrop', background)
    const family = fontFamily(styles?.fonts)
    if (family) this.#declare('--_font', family)
    if (styles?.palette) this.#reportContrast()
  }

  get #style(): CSSStyleDeclaration | undefined {
    return (this.#sheet?.cssRules[0] as CSSStyleRule | undefined)?.style
  }

  #declare(name: string, value: string): void {
    this.#style?.setProperty(name, value)
  }

  #adopt(): void {
    const root = this.#host.shadowRoot
    if (!root) return
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet()
      this.#sheet.insertRule(':host {}')
    }
    if (!root.adoptedStyleSheets.includes(this.#sheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet]
  }

  #reportContrast(): void {
    const computed = getComputedStyle(this.#host)
    for (const [text, ground] of PAIRS) {
      const one = parseColor(computed.getPropertyValue(text))
      const other = parseColor(computed.getPropertyValue(ground))
      if (!one || !other) continue
      const ratio = contrastRatio(one, other)
      if (ratio < 4.5) {
        const pair = `${text.slice(4)} on ${ground.slice(4)}`
        warnOnce(`styles.palette: contrast of ${pair} is ${ratio.toFixed(2)} to 1, below 4.5 to 1 (WCAG 1.4.3)`)
      }
    }
  }
}

/** `{ default: null, 'Family': { url, active } }` names the family to use. Nothing is loaded but what the page names. */
function fontFamily(fonts: CompatStyles['fonts']): string | undefined {
  const isChosen = ([name, about]: [string, unknown]): boolean =>
    name !== 'default' && (about as { active?: unknown } | null)?.active !== false
  const [name, about] = Object.entries(fonts ?? {}).find(isChosen) ?? []
  if (!name) return undefined
  const url = (about as { url?: unknown } | null)?.url ?? about
  if (typeof url === 'string' && url !== '') loadSheet(url)
  return /^['"]/.test(name) || name.includes(',') ? name : JSON.stringify(name)
}

/** A style sheet with `@font-face` counts only in the document, not in a shadow root; once for all widgets. */
function loadSheet(address: string): void {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    warnOnce(`styles.fonts: ${JSON.stringify(address)} is not the address of a style sheet`)
    return
  }
  if ([...document.querySelectorAll('link')].some(({ href }) => href === url.href)) return
  const link = document.createElement('link')
  Object.assign(link, { rel: 'stylesheet', href: url.href, referrerPolicy: 'no-referrer' })
  document.head.append(link)
}
