/**
 * Percent-decoding as delivery URLs need it: once and strictly for the path, once more and leniently for text and
 * strings inside it, and to the end for signatures that were made over unescaped text. `+` is always a plus.
 */
import { TransformationError } from '../../errors/transformation-error.ts'

/** One strict pass. @throws TransformationError `bad_encoding` for a broken escape or bytes that are not UTF-8. */
export function decodeOnce(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new TransformationError({
      fault: 'bad_encoding',
      message: 'Invalid percent-encoding in the URL: expected % and two hexadecimal digits that form UTF-8',
      received: text,
    })
  }
}

/** One pass that leaves alone what is no escape: `50%` stays, `50%25` becomes `50%`, `%2C` becomes a comma. */
export function decodeLeniently(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun)
}

/** Passes until nothing changes any more, at most ten, as the signers do that sign unescaped text. */
export function decodeFully(text: string): string {
  let current = text
  for (let pass = 0; pass < 10; pass++) {
    const next = decodeLeniently(current)
    if (next === current) break
    current = next
  }
  return current
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}

/** Characters below U+0020, among them NUL. Line breaks and tabs are let through where text is allowed to have them. */
export function hasControlCharacter(text: string, allow: 'none' | 'line-breaks' = 'none'): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x20) continue
    if (allow === 'line-breaks' && (code === 0x09 || code === 0x0a || code === 0x0d)) continue
    return true
  }
  return false
}
