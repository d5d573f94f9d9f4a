import type { CSSResult } from 'lit'

/** Adds the styles of a part that was loaded later to those of its widget; once, however often it is asked. */
export function adoptStyles(root: ShadowRoot | Document, styles: CSSResult): void {
  const { styleSheet } = styles
  if (styleSheet) {
    if (!root.adoptedStyleSheets.includes(styleSheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet]
    return
  }
  // Browsers without constructable sheets: as Lit does it there.
  const place = 'head' in root ? root.head : root
  if ([...place.querySelectorAll('style')].some(({ textContent }) => textContent === styles.cssText)) return
  const element = document.createElement('style')
  const { litNonce } = globalThis as { litNonce?: string | undefined }
  if (litNonce !== undefined) element.setAttribute('nonce', litNonce)
  element.textContent = styles.cssText
  place.append(element)
}
