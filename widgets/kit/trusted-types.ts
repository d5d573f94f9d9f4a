/**
 * The one Trusted Types policy of the widgets, called `tintype`. In the bundles Lit uses it too, so that a page has to
 * allow no other name; in the modules of the npm package Lit brings its own, `lit-html`.
 *
 * Scripts are trusted from the page's own host only: what else would be loaded as a worker is refused.
 */

interface Policy {
  createHTML(markup: string): unknown
  createScriptURL(address: string): unknown
}

interface PolicyFactory {
  createPolicy(name: string, rules: { [Rule in keyof Policy]: (input: string) => string }): Policy
}

let made: Policy | undefined

/** Undefined where the browser knows no Trusted Types. */
export function trustedTypesPolicy(): Policy | undefined {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
  made ??= factory?.createPolicy('tintype', {
    createHTML: (markup) => markup,
    createScriptURL: (address) => {
      if (new URL(address, document.baseURI).origin === location.origin) return address
      throw new TypeError('Workers are loaded from the own host of a page only')
    },
  })
  return made
}
