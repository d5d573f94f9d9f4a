/** Gzipped tar archives in the POSIX format: long names and those beyond ASCII, and large sizes, are in extended headers. */
import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createGzip } from 'node:zlib'
import { createTarPacker, type TarPackController } from 'modern-tar'
import type { ArchiveEntry } from '../../ports/archive-writer.ts'

/** Most of what is archived is compressed already: more effort costs time and saves nothing. */
const LEVEL = 1

export function tgzStream(entries: AsyncIterable<ArchiveEntry>): Readable {
  const { readable, controller } = createTarPacker()
  const archive = createGzip({ level: LEVEL })
  // Its errors are those of the archive, which it destroys.
  pipeline(Readable.fromWeb(readable as ReadableStream), archive, () => {})
  void pack(entries, controller, archive)
  return archive
}

/** Failures become those of the archive. */
async function pack(
  entries: AsyncIterable<ArchiveEntry>,
  controller: TarPackController,
  archive: Readable,
): Promise<void> {
  let open: Readable | null = null
  // Reading stops at once, also where a source gives nothing for long.
  archive.once('close', () => open?.destroy())
  try {
    for await (const entry of entries) {
      open = entry.body
      // What fails before the body is read is thrown when it is.
      open.on('error', () => {})
      if (archive.destroyed) break
      await addEntry(controller, entry)
    }
    if (!archive.destroyed) controller.finalize()
  } catch (error) {
    if (!archive.destroyed) archive.destroy(error as Error)
  } finally {
    open?.destroy()
  }
}

async function addEntry(controller: TarPackController, { name, bytes, modifiedAt, body }: ArchiveEntry): Promise<void> {
  const header = { name, size: bytes, mtime: new Date(modifiedAt), mode: 0o644, type: 'file' } as const
  const file = controller.add(header).getWriter()
  // Told where it is waited for, below.
  file.closed.catch(() => {})
  for await (const chunk of body) await file.write(chunk)
  await file.close()
}
