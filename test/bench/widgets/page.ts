/** The page of the benchmark of the widgets. */
import { machine } from '../machine.ts'
import { table } from '../table/report.ts'
import type { Scrolling } from './media-library.ts'
import type { Queue, Start } from './upload-widget.ts'

export interface WidgetFigures {
  /** How many times the processor is slowed down. */
  readonly slower: number
  readonly starts: readonly Start[]
  readonly queue: Queue
  readonly assets: number
  readonly scrolls: readonly Scrolling[]
}

export function widgetPage({ slower, starts, queue, assets, scrolls }: WidgetFigures): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  return `# Benchmark of the widgets

<!-- Written by "npm run bench -- --widgets". -->

${machine()}

Chromium without a graphics card, with its processor slowed down as said, beside a compiled server on the same machine. Blocking
is Total Blocking Time: what tasks of the main thread take over 50 ms each.

## Upload Widget

A page with a script tag and one inline widget, a window of 412 × 915 pixels, the processor slowed down ${slower} times.

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

## Media Library

${assets} assets, a window of 1280 × 900 pixels, scrolled by ${(scrolls[0]?.passedPixels ?? 0).toFixed(0)} pixels in ten seconds while further pages are asked
for. Milliseconds between two frames; 16.7 are 60 frames a second.

${table(
  ['processor', 'p50', 'p95', 'longest', 'tiles in the document at most'],
  scrolls.map(({ slower: times, p50, p95, longest, tiles }) => [
    times === 1 ? 'as it is' : `${times} times slower`,
    ...[p50, p95, longest].map((ms) => ms.toFixed(1)),
    String(tiles),
  ]),
)}
`
}

function spread(values: readonly number[]): readonly string[] {
  const sorted = values.toSorted((left, right) => left - right)
  return [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => `${(value ?? 0).toFixed(0)} ms`)
}
