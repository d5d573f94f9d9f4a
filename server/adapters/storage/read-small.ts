/**
 * Small files that lie in the page cache. Four trips to the thread pool cost ten times as much as reading them, and a
 * stream's chunks of full size keep the garbage collector busy.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Readable } from 'node:stream'

const SMALL_BYTES = 256 * 1024

/** The bytes; null when there is no such file, or it is not small: let the other way find out. */
export function readSmall(path: string): Buffer | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    const { size } = fstatSync(file)
    if (size > SMALL_BYTES) return null
    const bytes = Buffer.allocUnsafeSlow(size)
    return readSync(file, bytes, 0, size, 0) === size ? bytes : null
  } finally {
    closeSync(file)
  }
}

export function inOnePiece(bytes: Buffer): Readable {
  return new Readable({
    read() {
      if (bytes.length > 0) this.push(bytes)
      this.push(null)
    },
  })
}
