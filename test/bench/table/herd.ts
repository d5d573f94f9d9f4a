/** Two hundred requests at once for one picture that is not there yet. */
import { measureHerd } from '../delivery.bench.ts'
import type { BenchOptions } from './options.ts'
import { atMost, type Section } from './report.ts'
import { median } from './statistics.ts'

const METHOD = `Two hundred requests at the same moment, over two hundred connections, for one thumb of a 6 megapixel jpeg that nobody
has asked for before. One render is the median time of such a request alone. Medians of the herds.`

export async function measureHerdSection({ rounds }: BenchOptions): Promise<Section> {
  const herds = []
  for (let round = 0; round < rounds; round += 1) herds.push(await measureHerd())
  const renders = median(herds.map((herd) => herd.renders))
  const failed = herds.reduce((sum, herd) => sum + herd.failed, 0)
  const inRenders = median(herds.map(({ p99Ms, oneRenderMs }) => p99Ms / oneRenderMs))
  return {
    title: 'Herd: 200 requests at once for one missing picture',
    method: METHOD,
    columns: ['herds', 'renders', 'failed', 'one render ms', 'p99 ms', 'p99 in renders'],
    rows: herds.map((herd, index) => [
      String(index + 1),
      String(herd.renders),
      String(herd.failed),
      herd.oneRenderMs.toFixed(0),
      herd.p99Ms.toFixed(0),
      (herd.p99Ms / herd.oneRenderMs).toFixed(1),
    ]),
    verdicts: [
      atMost('herd: renders', renders, 1.5, '', 1),
      atMost('herd: failed', failed, 0, '', 0),
      atMost('herd: p99 in renders', inRenders, 3, '', 1),
    ],
  }
}
