/** Cached files against nginx, or a bare Node server where there is no nginx. */
import { type HitMeasurement, measureHits } from '../delivery.bench.ts'
import type { BenchOptions } from './options.ts'
import { atLeast, atMost, type Section } from './report.ts'

const METHOD = `One finished picture of about 30 KB over 16 kept-alive connections. Every server answers from one process, nginx from two
workers. CPU is that of the server alone.`
const NO_NGINX =
  'nginx is not installed here: the comparison is with a bare Node server that holds the file in memory, to which the bars do not apply.'

export async function measureHitSection({ rounds, hitSeconds }: BenchOptions): Promise<Section> {
  const all = await measureHits({ rounds, seconds: hitSeconds })
  const find = (name: string) => all.find(({ server }) => server === name)
  const [ours, revalidated, nginx] = [find('tintype'), find('tintype, 304'), find('nginx')]
  const reference = nginx ?? all.at(-1)
  if (ours === undefined || revalidated === undefined || reference === undefined) throw new Error('A server is missing')
  const row = (one: HitMeasurement) => [
    one.server,
    one.perSecond.toFixed(0),
    (one.perSecond / reference.perSecond).toFixed(2),
    one.cpuMicroseconds.toFixed(1),
    (one.cpuMicroseconds / reference.cpuMicroseconds).toFixed(2),
    one.p99Ms.toFixed(1),
  ]
  return {
    title: `Cached hits, to ${reference.server}`,
    method: nginx === undefined ? `${METHOD}\n${NO_NGINX}` : METHOD,
    columns: ['', 'requests/s', `to ${reference.server}`, 'CPU us', `to ${reference.server}`, 'p99 ms'],
    rows: all.map(row),
    verdicts: [
      ...(nginx === undefined
        ? []
        : [
            atMost('cached hit: CPU to nginx', ours.cpuMicroseconds / nginx.cpuMicroseconds, 3),
            atLeast('cached hit: requests/s to nginx', ours.perSecond / nginx.perSecond, 0.35),
          ]),
      atMost('304: CPU to a 200', revalidated.cpuMicroseconds / ours.cpuMicroseconds, 1),
    ],
  }
}
