/** Text of strangers in header fields: made safe, never refused. */

/** `attachment; filename="…"`, with the extended form beside it for what ASCII cannot say (RFC 6266, RFC 8187). */
export function contentDisposition(kind: 'attachment' | 'inline', filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const quoted = `${kind}; filename="${plain}"`
  return plain === filename ? quoted : `${quoted}; filename*=UTF-8''${extendedValue(filename)}`
}

/** The message of an error on one line of ASCII. What ASCII lacks is percent-encoded, so that it can be read back. */
export function errorHeader(message: string): string {
  const encoded = message.replace(/[^\x20-\x7e]+/g, (piece) => encodeURIComponent(piece.toWellFormed()))
  return encoded.length > MAX_ERROR_LENGTH ? `${encoded.slice(0, MAX_ERROR_LENGTH)}...` : encoded
}

const MAX_ERROR_LENGTH = 1024

/** For quoted strings inside other headers. */
export function quotedText(text: string): string {
  return `"${errorHeader(text).replace(/["\\]/g, "'")}"`
}

function extendedValue(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
