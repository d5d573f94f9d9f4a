/** Which language a widget speaks when nobody tells it. */

/** The `lang` of the nearest ancestor, through shadow roots; else the browser's. */
export function nearestLanguage(element: Element): string {
  let node: Element | undefined = element
  while (node) {
    const holder: Element | null = node.closest('[lang]')
    const language = holder?.getAttribute('lang')
    if (language) return language
    const root = node.getRootNode()
    node = root instanceof ShadowRoot ? root.host : undefined
  }
  return typeof navigator === 'undefined' ? 'en' : navigator.language
}
