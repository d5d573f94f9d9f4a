/** References inside SVG: to a fragment of the same file, or to a raster picture in the text. Nothing is ever fetched. */

const EMBEDDED_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/
const FRAGMENT = /^#[^\s"'<>()\\]{1,200}$/

export function isFragment(value: string): boolean {
  return FRAGMENT.test(value.trim())
}

export function isEmbeddedPicture(value: string): boolean {
  return EMBEDDED_PICTURE.test(value.trim())
}

/**
 * CSS that neither loads nor runs anything: every `url()` is a fragment, no imports, no escapes (they can spell
 * anything). Null when it cannot be kept.
 */
export function safeCss(css: string): string | null {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, ' ')
  if (
    /[\\<]|@(?!media\b|font-face\b|keyframes\b|-webkit-keyframes\b|page\b|charset\b)|expression\s*\(|javascript:|behavior\s*:|-moz-binding/i.test(
      bare,
    )
  ) {
    return null
  }
  if (/(?:image-set|image|src|cross-fade)\s*\(/i.test(bare)) return null
  return bare.replace(/url\s*\(\s*(["']?)([^)]*?)\1\s*\)/gi, (whole, _quote, target: string) =>
    isFragment(target) ? whole : 'none',
  )
}

/** The same for one attribute's value; only `url()` can refer to anything there. */
export function safeValue(value: string): string | null {
  if (/(?:javascript|vbscript|data)\s*:/i.test(value)) return null
  return /url\s*\(|@import|expression\s*\(|[\\]/i.test(value) ? safeCss(value) : value
}
