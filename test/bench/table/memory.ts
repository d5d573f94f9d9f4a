/** Memory of the server and its render children: under a burst of large sources, and over thousands of small renders. */
import { join } from 'node:path'
import { LARGE_THUMB, SMALL_THUMB, sizeOf } from './cold-cases.ts'
import { inLanes } from './lanes.ts'
import type { BenchOptions } from './options.ts'
import { treeMegabytes, watchPeak } from './process-tree.ts'
import { atMost, type Section } from './report.ts'
import { slope } from './statistics.ts'
import { startTintype, type TintypeServer } from './tintype-server.ts'

const AT_ONCE = 32
const BURST = 64
const SAMPLES = 20
/** Full after the first fifth of the small renders. */
const CACHE_BYTES = 8_000_000
const METHOD = `Resident memory of the server and its render children together (pages that they share count once for each). The
growth is the highest of a burst of ${BURST} renders of a 24 megapixel jpeg, ${AT_ONCE} at once, over what it was before, warmed up with
two. The slope is that of the straight line through ${SAMPLES} looks at the memory during small renders, 8 at once, the first fifth
left out. The cache of finished pictures in memory is set to 8 MB here: with its usual 128 MB the memory grows until that
is full, by about 20 KB a picture, which would hide what this looks for.`

interface Burst {
  readonly before: number
  readonly peak: number
  readonly failed: number
}

export async function measureMemory({ memoryRenders }: BenchOptions, folder: string): Promise<Section> {
  const tintype = await startTintype(join(folder, 'data-memory'), { TINTYPE_MEMORY_CACHE_BYTES: String(CACHE_BYTES) })
  try {
    await tintype.upload('photo-1', join(folder, 'photo-1.jpg'))
    await tintype.upload('photo-24', join(folder, 'photo-24.jpg'))
    const { before, peak, failed } = await burst(tintype)
    const looks = await manySmall(tintype, memoryRenders)
    const perThousand = slope(looks.slice(SAMPLES / 5)) * 1_000
    const [first, last] = [looks[0]?.[1] ?? Number.NaN, looks.at(-1)?.[1] ?? Number.NaN]
    const megabytes = (value: number) => `${Math.round(value)} MB`
    return {
      title: 'Memory',
      method: METHOD,
      columns: ['', 'before', 'highest or last', 'growth', 'failed'],
      rows: [
        [
          `${BURST} x 24 MP, ${AT_ONCE} at once`,
          megabytes(before),
          megabytes(peak),
          megabytes(peak - before),
          String(failed),
        ],
        [
          `${memoryRenders} small renders`,
          megabytes(first),
          megabytes(last),
          `${perThousand.toFixed(1)} MB per 1,000`,
          '0',
        ],
      ],
      verdicts: [
        atMost('growth under 32 x 24 MP', peak - before, 200, ' MB', 0),
        atMost('failures under 32 x 24 MP', failed, 0, '', 0),
        atMost('slope over small renders', perThousand, 6, ' MB per 1,000', 1),
      ],
    }
  } finally {
    await tintype.stop()
  }
}

async function burst(tintype: TintypeServer): Promise<Burst> {
  const render = (index: number) => tintype.get(LARGE_THUMB.path(sizeOf(LARGE_THUMB, index), ''))
  await Promise.all([render(0), render(1)])
  const before = treeMegabytes(tintype.pid)
  const watched = watchPeak(tintype.pid)
  let failed = 0
  await inLanes({ lanes: AT_ONCE, count: BURST }, async (index) => {
    await render(index + 2).catch(() => {
      failed += 1
    })
  })
  return { before, peak: watched.stop(), failed }
}

async function manySmall(tintype: TintypeServer, renders: number): Promise<[number, number][]> {
  const looks: [number, number][] = []
  const every = Math.ceil(renders / SAMPLES)
  await inLanes({ lanes: 8, count: renders }, async (index) => {
    await tintype.get(SMALL_THUMB.path(sizeOf(SMALL_THUMB, index), ''))
    if (index % every === 0) looks.push([index, treeMegabytes(tintype.pid)])
  })
  return looks
}
