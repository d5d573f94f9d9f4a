/** `data:[<type>][;parameters][;base64],<content>`, decoded piece by piece. */
import { Readable } from 'node:stream'
import { InvalidParameterError } from '../../errors/request-errors.ts'

// Divisible by four, so that each piece of base64 stands alone.
const PIECE = 256 * 1024

/** @throws InvalidParameterError when the text is no data URI */
export function dataUriStream(text: string): Readable {
  const header = /^data:([^,]{0,1000}),/i.exec(text)
  if (header === null) throw new InvalidParameterError('Invalid data URI: expected data:<type>;base64,<content>')
  const content = text.slice(header[0].length)
  const isBase64 = /;\s*base64\s*$/i.test(header[1] ?? '')
  return Readable.from(isBase64 ? base64Pieces(content) : percentPieces(content))
}

function* base64Pieces(content: string): Iterable<Buffer> {
  // Forms turn `+` into a blank when a client forgot to escape it.
  const clean = content.replaceAll(' ', '+').replace(/[\r\n]/g, '')
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(clean))
    throw new InvalidParameterError('Invalid data URI: the content is not base64')
  for (let start = 0; start < clean.length; start += PIECE) {
    yield Buffer.from(clean.slice(start, start + PIECE), 'base64')
  }
}

function* percentPieces(content: string): Iterable<Buffer> {
  try {
    yield Buffer.from(decodeURIComponent(content), 'utf8')
  } catch {
    throw new InvalidParameterError('Invalid data URI: the content is not percent-encoded text')
  }
}
