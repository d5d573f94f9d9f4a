/**
 * Registers an element once. Two copies of a widget on a page are common (two bundles, hot reload): the first stays,
 * the second says so when its version differs. Outside of a browser it does nothing.
 */
import { warnOnce } from './log.ts'
import { WIDGETS_VERSION } from './version.ts'

interface Versioned {
  readonly tintypeVersion?: string
}

export function define(name: `tintype-${string}`, elementClass: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return
  const present = customElements.get(name) as (CustomElementConstructor & Versioned) | undefined
  if (!present) {
    Object.defineProperty(elementClass, 'tintypeVersion', { value: WIDGETS_VERSION, configurable: true })
    customElements.define(name, elementClass)
    return
  }
  if (present !== elementClass && present.tintypeVersion !== WIDGETS_VERSION) {
    warnOnce(
      `<${name}> is already registered (version ${present.tintypeVersion ?? 'unknown'}); version ${WIDGETS_VERSION} is not used`,
    )
  }
}
