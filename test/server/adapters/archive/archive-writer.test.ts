/** Archives as they are written: unpacked again, cut off, and fed with what fails. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { archiveWriter } from '../../../../server/adapters/archive/archive-writer.ts'
import { zipStream } from '../../../../server/adapters/archive/zip.ts'
import { ARCHIVE_FORMATS, type ArchiveEntry } from '../../../../server/ports/archive-writer.ts'
import { fc } from '../../../support/properties.ts'
import { listedByTar, namesIn, unpack } from '../../../support/unpack-archive.ts'

const { write } = archiveWriter()
const MODIFIED = Date.UTC(2026, 10, 23, 12)

function entry(name: string, content: Buffer | string, more: Partial<ArchiveEntry> = {}): ArchiveEntry {
  const bytes = Buffer.from(content)
  return {
    name,
    bytes: bytes.length,
    modifiedAt: MODIFIED,
    isCompressible: false,
    body: Readable.from(bytes.length === 0 ? [] : [bytes], { objectMode: false }),
    ...more,
  }
}

async function* listed(...entries: ArchiveEntry[]): AsyncGenerator<ArchiveEntry> {
  yield* entries
}

describe.each(ARCHIVE_FORMATS)('an archive as %s', (format) => {
  it('holds names of any script, empty files, and what is compressed or not, in their order', async () => {
    const contents = {
      'shop/été 漢字 🥾.txt': 'a'.repeat(100_000),
      'empty.bin': '',
      [`${'deep/'.repeat(40)}${'long-'.repeat(40)}.txt`]: 'long',
    }
    const entries = Object.entries(contents).map(([name, content], index) =>
      entry(name, content, { isCompressible: index === 0 }),
    )

    const archive = await buffer(write(format, listed(...entries)))

    expect([...(await unpack(archive, format))].map(([name, content]) => [name, String(content)])).toEqual(
      Object.entries(contents),
    )
    expect(archive.length).toBeLessThan(20_000)
  })

  it('may be empty', async () => {
    const archive = await buffer(write(format, listed()))

    expect([...(await unpack(archive, format))]).toEqual([])
  })

  it('gives back every content', async () => {
    const contents = fc.array(fc.tuple(fc.uint8Array({ maxLength: 3000 }), fc.boolean()), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(contents, async (files) => {
        const entries = files.map(([content, isCompressible], index) =>
          entry(`${index}`, Buffer.from(content), { isCompressible }),
        )

        const unpacked = await unpack(await buffer(write(format, listed(...entries))), format)

        expect([...unpacked.values()]).toEqual(files.map(([content]) => Buffer.from(content)))
      }),
      { numRuns: 30 },
    )
  })

  it('is read no further than it is taken, and closes what is open when it is destroyed', async () => {
    const endless = new Readable({ read() {} })
    const produced = { bytes: 0, entries: 0 }
    endless._read = () => {
      produced.bytes += 65_536
      // Random, so that compressing does not swallow it.
      endless.push(Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))))
    }
    const archive = write(
      format,
      (async function* () {
        try {
          produced.entries += 1
          yield entry('endless', '', { bytes: 8_000_000_000, body: endless })
          produced.entries += 1
        } finally {
          produced.entries += 10
        }
      })(),
    )

    await new Promise((resolve) => archive.once('readable', resolve))
    for (let turns = 0; turns < 2000; turns++) await turn()
    const held = produced.bytes
    archive.destroy()

    await expect.poll(() => endless.destroyed).toBe(true)
    await expect.poll(() => produced.entries).toBe(11)
    expect(held).toBeLessThan(16_000_000)
  })

  it('of thousands of files takes little memory', async () => {
    const content = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
    const [files, pieces] = [2000, 4]
    const archive = write(
      format,
      (async function* () {
        for (let index = 0; index < files; index++) {
          const body = Readable.from(Array.from({ length: pieces }, () => Buffer.from(content)))
          yield entry(`${index}`, '', { bytes: content.length * pieces, body })
        }
      })(),
    )
    const before = process.memoryUsage().rss
    let [most, bytes] = [0, 0]
    for await (const piece of archive) {
      bytes += piece.length
      most = Math.max(most, process.memoryUsage.rss() - before)
    }

    expect(bytes).toBeGreaterThan(files * pieces * content.length)
    expect(most / bytes).toBeLessThan(0.5)
  }, 120_000)

  it('fails with the error of an entry, and takes no further one', async () => {
    const later = entry('later', 'x')
    const broken = entry('broken', '', { bytes: 5, body: new Readable({ read() {} }).destroy(new Error('gone')) })
    let taken = 0
    const archive = write(
      format,
      (async function* () {
        taken += 1
        yield broken
        taken += 1
        yield later
      })(),
    )

    await expect(buffer(archive)).rejects.toThrow('gone')
    expect(taken).toBe(1)
  })

  it('fails when an entry has another length than was said', async () => {
    await expect(buffer(write(format, listed(entry('short', 'abc', { bytes: 4 }), entry('b', 'b'))))).rejects.toThrow()
    await expect(buffer(write(format, listed(entry('long', 'abcde', { bytes: 4 }), entry('b', 'b'))))).rejects.toThrow()
  })

  it('fails when its entries cannot be listed any more', async () => {
    const archive = write(
      format,
      (async function* () {
        yield entry('a', 'a')
        throw new Error('no more')
      })(),
    )

    await expect(buffer(archive)).rejects.toThrow('no more')
  })
})

describe('a zip', () => {
  it('holds more entries than the classic format can count', async () => {
    const many = 66_000
    const archive = await buffer(
      zipStream(
        (async function* () {
          for (let index = 0; index < many; index++) yield entry(`${index}`, '')
        })(),
      ),
    )

    const names = await namesIn(archive)

    expect([names.length, names[0], names.at(-1)]).toEqual([many, '0', `${many - 1}`])
  })

  it('in the form for sizes beyond 4 GB is read as any other', async () => {
    const archive = await buffer(
      zipStream(listed(entry('a', 'stored'), entry('b', 'packed', { isCompressible: true })), { forceZip64: true }),
    )

    expect([...(await unpack(archive))].map(([name, content]) => [name, String(content)])).toEqual([
      ['a', 'stored'],
      ['b', 'packed'],
    ])
    expect(archive.includes(Buffer.from([0x50, 0x4b, 0x06, 0x06]))).toBe(true)
  })
})

describe('a tgz', () => {
  it('is read by the tar of this machine', async ({ skip }) => {
    const names = ['a/b.txt', 'ü.txt', `${'x'.repeat(99)}/${'y'.repeat(150)}.txt`]
    const archive = await buffer(write('tgz', listed(...names.map((name) => entry(name, name)))))

    const listing = await listedByTar(archive)
    if (listing === null) return skip('there is no tar here')

    expect(listing).toEqual(names)
  })
})
