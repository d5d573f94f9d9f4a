/**
 * The records of a zip file (APPNOTE 6.3, sections 4.3.7 to 4.3.16), for entries whose checksum and sizes are known only
 * behind their bytes. Names are UTF-8. Beyond 4 GB or 65 534 entries a record takes its ZIP64 form.
 */
export interface ZipEntry {
  readonly name: Buffer
  readonly modifiedAt: number
  readonly isCompressed: boolean
  /** Sizes of eight bytes. */
  readonly isLarge: boolean
  /** Where its local header is. */
  readonly offset: number
}

export interface ZipSums {
  readonly crc: number
  readonly bytes: number
  readonly packedBytes: number
}

/** Sizes and a checksum follow the file; the name is UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
const VERSION_64 = 45
const UNIX = 3 << 8
/** A plain file that its owner may write and all may read. */
const ATTRIBUTES = (0o100644 << 16) >>> 0
const MAX_32 = 0xffffffff
const MAX_16 = 0xffff

export function localHeader(entry: ZipEntry): Buffer {
  const extra = entry.isLarge ? zip64Extra([0, 0]) : Buffer.alloc(0)
  const header = Buffer.alloc(30)
  const size = entry.isLarge ? MAX_32 : 0
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(entry.isLarge ? VERSION_64 : VERSION, 4)
  writeCommon(header, 6, entry, { crc: 0, packed: size, size })
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, entry.name, extra])
}

/** Behind the bytes of an entry. */
export function dataDescriptor({ isLarge }: ZipEntry, { crc, bytes, packedBytes }: ZipSums): Buffer {
  const descriptor = Buffer.alloc(isLarge ? 24 : 16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  if (isLarge) {
    descriptor.writeBigUInt64LE(BigInt(packedBytes), 8)
    descriptor.writeBigUInt64LE(BigInt(bytes), 16)
  } else {
    descriptor.writeUInt32LE(packedBytes, 8)
    descriptor.writeUInt32LE(bytes, 12)
  }
  return descriptor
}

/** Of the directory at the end of the file. */
export function directoryRecord(entry: ZipEntry, { crc, bytes, packedBytes }: ZipSums): Buffer {
  const isLarge = entry.isLarge || entry.offset >= MAX_32
  const extra = Buffer.concat([
    timeExtra(entry.modifiedAt),
    ...(isLarge ? [zip64Extra([bytes, packedBytes, entry.offset])] : []),
  ])
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(UNIX | VERSION_64, 4)
  record.writeUInt16LE(isLarge ? VERSION_64 : VERSION, 6)
  writeCommon(record, 8, entry, { crc, packed: isLarge ? MAX_32 : packedBytes, size: isLarge ? MAX_32 : bytes })
  record.writeUInt16LE(extra.length, 30)
  record.writeUInt32LE(ATTRIBUTES, 38)
  record.writeUInt32LE(isLarge ? MAX_32 : entry.offset, 42)
  return Buffer.concat([record, entry.name, extra])
}

export interface ZipDirectory {
  readonly entries: number
  readonly bytes: number
  readonly offset: number
}

/** The last bytes of the file. */
export function directoryEnd(directory: ZipDirectory, forceZip64: boolean): Buffer {
  const { entries, bytes, offset } = directory
  const isLarge = forceZip64 || entries >= MAX_16 || bytes >= MAX_32 || offset >= MAX_32
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(isLarge ? MAX_16 : entries, 8)
  end.writeUInt16LE(isLarge ? MAX_16 : entries, 10)
  end.writeUInt32LE(isLarge ? MAX_32 : bytes, 12)
  end.writeUInt32LE(isLarge ? MAX_32 : offset, 16)
  return isLarge ? Buffer.concat([directoryEnd64(directory), end]) : end
}

function directoryEnd64({ entries, bytes, offset }: ZipDirectory): Buffer {
  const end = Buffer.alloc(56 + 20)
  end.writeUInt32LE(0x06064b50, 0)
  // Of what follows this field.
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(UNIX | VERSION_64, 12)
  end.writeUInt16LE(VERSION_64, 14)
  end.writeBigUInt64LE(BigInt(entries), 24)
  end.writeBigUInt64LE(BigInt(entries), 32)
  end.writeBigUInt64LE(BigInt(bytes), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  // The locator: where that record is, on the only disk.
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(offset + bytes), 64)
  end.writeUInt32LE(1, 72)
  return end
}

/** What local header and directory record have alike, from the flags to the length of the name. */
function writeCommon(
  record: Buffer,
  at: number,
  { name, modifiedAt, isCompressed }: ZipEntry,
  { crc, packed, size }: { readonly crc: number; readonly packed: number; readonly size: number },
): void {
  const { date, time } = dosTime(modifiedAt)
  record.writeUInt16LE(FLAGS, at)
  record.writeUInt16LE(isCompressed ? DEFLATED : 0, at + 2)
  record.writeUInt16LE(time, at + 4)
  record.writeUInt16LE(date, at + 6)
  record.writeUInt32LE(crc, at + 8)
  record.writeUInt32LE(packed, at + 12)
  record.writeUInt32LE(size, at + 16)
  record.writeUInt16LE(name.length, at + 20)
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(values.length * 8, 2)
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  })
  return extra
}

/** Unix seconds, which have a time zone: the time of the classic fields has none. */
function timeExtra(modifiedAt: number): Buffer {
  const extra = Buffer.alloc(9)
  extra.writeUInt16LE(0x5455, 0)
  extra.writeUInt16LE(5, 2)
  extra.writeUInt8(1, 4)
  extra.writeInt32LE(Math.min(Math.max(Math.floor(modifiedAt / 1000), 0), 0x7fffffff), 5)
  return extra
}

/** Steps of two seconds, from 1980 to 2107. */
function dosTime(milliseconds: number): { readonly date: number; readonly time: number } {
  const at = new Date(milliseconds)
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107)
  return {
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  }
}
