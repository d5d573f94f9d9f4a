/** From the start of the compiled server, without its launcher, to the first 200 and to the first derived picture. */
import { join } from 'node:path'
import { SMALL_THUMB, sizeOf } from './cold-cases.ts'
import type { BenchOptions } from './options.ts'
import { atMost, type Section } from './report.ts'
import { median } from './statistics.ts'
import { startTintype } from './tintype-server.ts'

const BAR_MS = 350
const METHOD = `Milliseconds from the start of the process on an existing data folder; the port is asked every two milliseconds. The
first derived is a thumb of a 1 megapixel jpeg that was not made before. The files of the program are in the system's
cache after the first start, which is not counted.`

export async function measureColdStart({ starts }: BenchOptions, folder: string): Promise<Section> {
  const data = join(folder, 'data-start')
  const first = await startTintype(data)
  await first.upload('photo-1', join(folder, 'photo-1.jpg')).finally(() => first.stop())
  const [ready, derived]: [number[], number[]] = [[], []]
  for (let start = 0; start < starts; start += 1) {
    const tintype = await startTintype(data)
    try {
      await tintype.get(SMALL_THUMB.path(sizeOf(SMALL_THUMB, start), ''))
      ready.push(tintype.readyMs)
      derived.push(performance.now() - tintype.startedAt)
    } finally {
      await tintype.stop()
    }
  }
  const row = (name: string, times: readonly number[]) => [
    name,
    ...[Math.min(...times), median(times), Math.max(...times)].map((time) => time.toFixed(0)),
  ]
  return {
    title: 'Cold start',
    method: METHOD,
    columns: [`${starts} starts`, 'least ms', 'median ms', 'most ms'],
    rows: [row('to the first 200', ready), row('to the first derived', derived)],
    verdicts: [atMost('cold start to the first derived, median', median(derived), BAR_MS, ' ms', 0)],
  }
}
