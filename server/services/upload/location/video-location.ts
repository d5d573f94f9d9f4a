/**
 * Overwrites where a film was taken, in the header (`moov`) of MP4 and QuickTime files, in place:
 *
 *   ©xyz, loci                               boxes of the user data; become `free`
 *   com.apple.quicktime.location.ISO6709     its key is renamed, and coordinates of that form become spaces
 *
 * Tracks of measured positions, as action cameras write them, are media and stay. Other containers are left alone.
 */
import type { FileHandle } from 'node:fs/promises'
import { LimitExceededError } from '../../../errors/media-errors.ts'

const MOST_HEADER_BYTES = 64 * 1024 ** 2
const MOST_BOXES = 10_000
const KEY = 'com.apple.quicktime.location.ISO6709'
const NO_KEY = 'com.apple.quicktime.nothing'.padEnd(KEY.length, '.')
const COORDINATES = /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS[\w.:/-]*)?\//g

/** Changes the file; gives whether there was anything to change. @throws LimitExceededError for a header of 64 MB */
export async function eraseVideoLocation(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  let isChanged = false
  let at = 0
  for (let count = 0; count < MOST_BOXES && at + 8 <= size; count += 1) {
    const head = Buffer.alloc(16)
    await file.read(head, 0, 16, at)
    const length = boxLength(head, size - at)
    if (length < 8) break
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (length > MOST_HEADER_BYTES) {
        throw new LimitExceededError(`The header of this file has ${length} bytes: its location cannot be removed`)
      }
      const header = Buffer.alloc(Math.min(length, size - at))
      await file.read(header, 0, header.length, at)
      if (eraseFromHeader(header)) {
        await file.write(header, 0, header.length, at)
        isChanged = true
      }
    }
    at += length
  }
  return isChanged
}

/** 0: to the end of the file; 1: in the next eight bytes. */
function boxLength(head: Buffer, rest: number): number {
  const length = head.readUInt32BE(0)
  if (length === 0) return rest
  return length === 1 ? Number(head.readBigUInt64BE(8)) : length
}

function eraseFromHeader(header: Buffer): boolean {
  let changes = 0
  for (const name of ['\xa9xyz', 'loci']) {
    for (let at = header.indexOf(name, 4, 'latin1'); at !== -1; at = header.indexOf(name, at + 4, 'latin1')) {
      const end = at - 4 + header.readUInt32BE(at - 4)
      if (end <= at + 4 || end > header.length) continue
      header.write('free', at, 'latin1')
      header.fill(0, at + 4, end)
      changes += 1
    }
  }
  const key = header.indexOf(KEY, 0, 'latin1')
  if (key === -1) return changes > 0
  header.write(NO_KEY, key, 'latin1')
  for (const { index, 0: text } of header.toString('latin1').matchAll(COORDINATES)) {
    header.fill(0x20, index, index + text.length)
  }
  return true
}
