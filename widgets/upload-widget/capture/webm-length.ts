/**
 * Writes the length into a WebM file that a browser has recorded. Browsers write the header before they know it, and leave
 * it out; without it players cannot seek, and servers do not know how long it is.
 *
 * EBML (RFC 8794): elements of an id, a size and a content; both numbers say by their leading zeros how long they are. The
 * length is a number in the segment's information (RFC 9559 §5.1.2); what follows moves by its eleven bytes, which is fine
 * where sizes are open and nothing points to places in the file, and only there it is done.
 */

const HEADER = 0x1a45dfa3
const SEGMENT = 0x18538067
const SEEK_HEAD = 0x114d9b74
const INFORMATION = 0x1549a966
const SCALE = 0x2ad7b1
const LENGTH = 0x4489
/** Information stands at the beginning. */
const READ_BYTES = 4096
const USUAL_SCALE_NS = 1_000_000

interface Element {
  readonly id: number
  readonly content: number
  /** Undefined when it is open: as long as the file goes on. */
  readonly end: number | undefined
}

/** The same file when it is no WebM file, has its length already, or is built in another way. */
export async function withLength(file: Blob, seconds: number): Promise<Blob> {
  const bytes = new Uint8Array(await file.slice(0, READ_BYTES).arrayBuffer())
  const header = elementAt(bytes, 0)
  const segment = header?.id === HEADER && header.end !== undefined ? elementAt(bytes, header.end) : undefined
  if (segment?.id !== SEGMENT || segment.end !== undefined) return file
  for (let at = segment.content; ; ) {
    const element = elementAt(bytes, at)
    if (!element || element.end === undefined || element.end > bytes.length || element.id === SEEK_HEAD) return file
    if (element.id === INFORMATION) {
      const information = informationWith(bytes.subarray(element.content, element.end), seconds)
      return information
        ? new Blob([bytes.subarray(0, at), information, file.slice(element.end)], { type: file.type })
        : file
    }
    at = element.end
  }
}

/** Undefined when the length is there already. */
function informationWith(content: Uint8Array<ArrayBuffer>, seconds: number): Uint8Array<ArrayBuffer> | undefined {
  let scaleNs = USUAL_SCALE_NS
  for (let at = 0; at < content.length; ) {
    const element = elementAt(content, at)
    if (element?.end === undefined || element.id === LENGTH) return undefined
    if (element.id === SCALE) {
      scaleNs = content.subarray(element.content, element.end).reduce((sum, byte) => sum * 256 + byte, 0)
    }
    at = element.end
  }
  const size = content.length + 11
  const whole = new Uint8Array(12 + size)
  const view = new DataView(whole.buffer)
  view.setUint32(0, INFORMATION)
  // A size of eight bytes: 0x01 and seven of the number.
  view.setUint8(4, 1)
  view.setUint32(8, size)
  whole.set(content, 12)
  view.setUint16(12 + content.length, LENGTH)
  view.setUint8(14 + content.length, 0x88)
  view.setFloat64(15 + content.length, (seconds * 1e9) / Math.max(1, scaleNs))
  return whole
}

function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const idBytes = numberBytes(bytes[at])
  const sizeAt = at + idBytes
  const sizeBytes = numberBytes(bytes[sizeAt])
  if (idBytes > 4 || sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) return undefined
  const read = (from: number, length: number, first: number): number =>
    bytes.subarray(from + 1, from + length).reduce((sum, byte) => sum * 256 + byte, first)
  const mask = 2 ** (8 - sizeBytes) - 1
  const size = read(sizeAt, sizeBytes, (bytes[sizeAt] ?? 0) & mask)
  const isOpen = size === 2 ** (7 * sizeBytes) - 1 || size > Number.MAX_SAFE_INTEGER
  const content = sizeAt + sizeBytes
  return { id: read(at, idBytes, bytes[at] ?? 0), content, end: isOpen ? undefined : content + size }
}

function numberBytes(first: number | undefined): number {
  return first === undefined || first === 0 ? 9 : Math.clz32(first) - 23
}
