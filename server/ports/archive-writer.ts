import type { Readable } from 'node:stream'

export const ARCHIVE_FORMATS = ['zip', 'tgz'] as const
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number]

export interface ArchiveEntry {
  /** Relative, `/` between folders, safe to unpack anywhere, and given once. */
  readonly name: string
  /** Exactly as many bytes as the body has. */
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** False for what is compressed already. */
  readonly isCompressible: boolean
  /** Belongs to the writer, which reads it to its end or destroys it. */
  readonly body: Readable
}

/**
 * Archives as streams: an entry is taken when the one before is written, and read only as fast as the archive is. When
 * an entry fails, or the archive is destroyed, nothing stays open and no further entry is taken.
 */
export interface ArchiveWriter {
  write(format: ArchiveFormat, entries: AsyncIterable<ArchiveEntry>): Readable
}
