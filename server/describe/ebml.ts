/**
 * Elements of EBML (RFC 8794), which Matroska and WebM are written in: an id, a size, a content. Both numbers say by their
 * leading zeros how many bytes they have.
 */

export interface EbmlElement {
  /** As it stands in the file, with its marker bit. */
  readonly id: number
  /** Where its content begins. */
  readonly content: number
  /** Where it ends; undefined when it is open: as long as the file goes on. */
  readonly end: number | undefined
}

/** Bytes that the beginning of an element has at most. */
export const MOST_HEAD_BYTES = 12

/** Undefined where no element begins, and where the bytes end before its content does. @param base place of the bytes */
export function elementAt(bytes: Uint8Array, at: number, base = 0): EbmlElement | undefined {
  const idBytes = numberBytes(bytes[at])
  const sizeAt = at + idBytes
  const sizeBytes = numberBytes(bytes[sizeAt])
  if (idBytes > 4 || sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) return undefined
  const size = numberAt(bytes, sizeAt)
  const isOpen = size === 2 ** (7 * sizeBytes) - 1 || size > Number.MAX_SAFE_INTEGER
  const content = base + sizeAt + sizeBytes
  return { id: unsigned(bytes.subarray(at, sizeAt)), content, end: isOpen ? undefined : content + size }
}

/** A number that says its own length, without its marker bit. */
export function numberAt(bytes: Uint8Array, at: number): number {
  const length = numberBytes(bytes[at])
  const [first = 0, ...rest] = bytes.subarray(at, at + length)
  return rest.reduce((sum, byte) => sum * 256 + byte, first & (2 ** (8 - length) - 1))
}

/** 1 to 8; 9 where no number begins. */
export function numberBytes(first: number | undefined): number {
  return first === undefined || first === 0 ? 9 : Math.clz32(first) - 23
}

/** An integer without sign, most significant byte first. */
export function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}
