/**
 * EXIF, IPTC and XMP of a file, by the names that the tools use, values as text. Everything the file says about
 * itself, location included: it is the owner's own record and never leaves with derived files.
 */
import { open } from 'node:fs/promises'
import ExifReader from 'exifreader'

/** Metadata lies at the front of files; of a larger file only this much is read. */
const READ_BYTES = 16 * 1_048_576
const LONGEST_VALUE = 4000
const MOST_ENTRIES = 1000

/** Previews and vendors' binary blobs say nothing as text. */
const SKIPPED = /^(Thumbnail|Images|MakerNote|UserComment\.bytes|Padding|OffsetSchema|JFIF Thumbnail|ImageSourceData)$/i

export async function readMediaMetadata(path: string): Promise<Readonly<Record<string, string>>> {
  const bytes = await firstBytes(path)
  const found: Record<string, string> = {}
  let tags: object
  try {
    tags = ExifReader.load(bytes, { length: READ_BYTES })
  } catch {
    // Nothing that the reader understands: the file says nothing about itself.
    return found
  }
  for (const [name, tag] of Object.entries(tags)) {
    if (Object.keys(found).length >= MOST_ENTRIES) break
    const text = SKIPPED.test(name) ? '' : textOf(tag)
    if (text !== '') found[name.replace(/\s+/g, '')] = text.slice(0, LONGEST_VALUE)
  }
  return found
}

function textOf(tag: unknown): string {
  if (Array.isArray(tag)) return tag.map(textOf).filter(Boolean).join(', ')
  if (typeof tag !== 'object' || tag === null) return ''
  const { description, value } = tag as { description?: unknown; value?: unknown }
  const described = plain(description)
  const text = described === '' ? plain(value) : described
  // biome-ignore lint/suspicious/noControlCharactersInRegex: texts of cameras are padded with zeros
  return text.replace(/[\u0000-\u0008\u000b-\u001f]/g, '').trim()
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, READ_BYTES))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
