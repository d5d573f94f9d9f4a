/** The page of the benchmark of the widgets. */
import { machine } from '../machine.ts'
import { table } from '../table/report.ts'

export interface WidgetFigures {
  /** How many times the processor is slowed down. */
  readonly slower: number
  readonly starts: readonly { readonly interactiveMs: number; readonly blockingMs: number }[]
  readonly queue: {
    readonly files: number
    /** From the first file that was taken to the start of the queue. */
    readonly queuedMs: number
    /** From the first file that was taken to the last that the server has. */
    readonly endedMs: number
    readonly blockingMs: number
    readonly longestTaskMs: number
    readonly longestFrameMs: number
  }
}

export function widgetPage({ slower, starts, queue }: WidgetFigures): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  return `# Benchmark of the widgets

<!-- Written by "npm run bench -- --widgets". -->

${machine()}

Chromium with its processor slowed down ${slower} times, a window of 412 × 915 pixels, a page with a script tag and one inline
Upload Widget, a compiled server on the same machine. Blocking is Total Blocking Time: what tasks of the main thread take over 50
ms each.

${table(
  ['', 'median', 'worst'],
  [
    [
      `until the Upload Widget can be used, nothing in the cache (${starts.length} visits)`,
      ...spread(starts.map(({ interactiveMs }) => interactiveMs)),
    ],
    ['blocking until then', ...spread(starts.map(({ blockingMs }) => blockingMs))],
  ],
)}

${table(
  [`${queue.files} photographs of one megapixel picked together`, ''],
  [
    ['until all are in the queue', seconds(queue.queuedMs)],
    ['until all are uploaded', seconds(queue.endedMs)],
    ['blocking in all', seconds(queue.blockingMs)],
    ['longest task', `${queue.longestTaskMs.toFixed(0)} ms`],
    ['longest time between two frames', `${queue.longestFrameMs.toFixed(0)} ms`],
  ],
)}
`
}

function spread(values: readonly number[]): readonly string[] {
  const sorted = values.toSorted((left, right) => left - right)
  return [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => `${(value ?? 0).toFixed(0)} ms`)
}
