/** Plans of videos as the filters of ffmpeg: one chain for the frames, one for the sound. */
import type { FilmOperation, VideoPlan } from '../../transformation/plan/film-types.ts'
import type { OperationName, OperationOf } from '../../transformation/plan/operations.ts'
import { TO_PLANES } from './film-encoding.ts'

type Filters = {
  readonly [N in FilmOperation['op'] & OperationName]: (operation: OperationOf<N>) => readonly string[]
}

const QUARTERS = { 1: ['transpose=1'], 2: ['hflip', 'vflip'], 3: ['transpose=2'] } as const
const MATRIX_ROWS = ['r', 'g', 'b'] as const

const FILTERS: Filters = {
  resize: ({ width, height }) => [`scale=${width}:${height}`],
  extract: ({ left, top, width, height }) => [`crop=${width}:${height}:${left}:${top}:exact=1`],
  extend: ({ left, top, right, bottom, background: { red, green, blue } }) => [
    `pad=iw+${left + right}:ih+${top + bottom}:${left}:${top}:color=0x${Buffer.from([red, green, blue]).toString('hex')}`,
  ],
  turn: ({ quarters }) => QUARTERS[quarters],
  flip: ({ axis }) => [axis === 'horizontal' ? 'hflip' : 'vflip'],
  blur: ({ sigma }) => [`gblur=sigma=${decimal(sigma)}`],
  recombine: ({ matrix }) => {
    const factors = MATRIX_ROWS.flatMap((row, at) =>
      MATRIX_ROWS.map(
        (column, from) => `${row}${column}=${Math.max(-2, Math.min(2, matrix[at]?.[from] ?? 0)).toFixed(6)}`,
      ),
    )
    return ['format=gbrp', `colorchannelmixer=${factors.join(':')}`]
  },
}

/** Planes without subsampling in between: a cut at an odd place is exact, and nothing is averaged twice. */
const WHOLE_COLOURS = 'format=yuv444p'

export function pictureFilters(plan: VideoPlan): string {
  const { operations, width, height, speed, framesPerSecond, fadeIn, fadeOut, duration, plays } = plan
  const work = operations.flatMap(filtersOf)
  const lasting = duration / plays
  return [
    ...(work.length === 0 ? [] : [WHOLE_COLOURS, ...work]),
    `crop=${width}:${height}:0:0`,
    'setsar=1',
    ...(speed === 1 ? [] : [`setpts=PTS/${decimal(speed)}`]),
    ...(framesPerSecond === null ? [] : [`fps=${decimal(framesPerSecond)}`]),
    ...fades('fade', { fadeIn, fadeOut, lasting }),
    TO_PLANES,
  ].join(',')
}

function filtersOf(operation: FilmOperation): readonly string[] {
  return (FILTERS[operation.op] as (one: FilmOperation) => readonly string[])(operation)
}

/** Empty when nothing is done to it. */
export function soundFilters({ speed, fadeIn, fadeOut, duration, plays }: VideoPlan): string {
  const tempo = speed === 1 ? [] : [`atempo=${decimal(speed)}`]
  return [...tempo, ...fades('afade', { fadeIn, fadeOut, lasting: duration / plays })].join(',')
}

/** Never with an exponent, which filters do not read. */
function decimal(value: number): string {
  return value.toFixed(6)
}

interface Fades {
  readonly fadeIn: number
  readonly fadeOut: number
  /** Seconds of one play. */
  readonly lasting: number
}

function fades(filter: 'fade' | 'afade', { fadeIn, fadeOut, lasting }: Fades): readonly string[] {
  const out = Math.min(fadeOut, lasting)
  return [
    ...(fadeIn === 0 ? [] : [`${filter}=t=in:st=0:d=${decimal(fadeIn)}`]),
    ...(out === 0 ? [] : [`${filter}=t=out:st=${decimal(lasting - out)}:d=${decimal(out)}`]),
  ]
}
