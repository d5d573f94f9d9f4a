import type { ArchiveWriter } from '../../ports/archive-writer.ts'
import { tgzStream } from './tgz.ts'
import { zipStream } from './zip.ts'

export function archiveWriter(): ArchiveWriter {
  return { write: (format, entries) => (format === 'zip' ? zipStream(entries) : tgzStream(entries)) }
}
