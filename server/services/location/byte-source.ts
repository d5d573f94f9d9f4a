/** Reads parts of a file by their place. */
import { open } from 'node:fs/promises'

export interface ByteSource {
  readonly size: number
  /** Fewer bytes than asked for at the end of the file. */
  read(position: number, length: number): Promise<Buffer>
}

/** Bytes that take the place of as many others: nothing in the file moves. */
export interface Patch {
  readonly position: number
  readonly bytes: Buffer
}

export async function withByteSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return await use({
      size,
      async read(position, length) {
        // Places come from the file: they may be far outside of it, or no whole number that a file system knows.
        const wanted = Math.max(0, Math.min(length, size - position))
        if (!(wanted > 0)) return Buffer.alloc(0)
        const bytes = Buffer.alloc(wanted)
        const { bytesRead } = await file.read(bytes, 0, wanted, position)
        return bytes.subarray(0, bytesRead)
      },
    })
  } finally {
    await file.close()
  }
}
