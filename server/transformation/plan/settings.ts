/**
 * Output settings: parameters that do not work on the picture where they stand but on the whole result. They are
 * collected over the chain; the last one wins, flags are united.
 */
import type { ClosedValues, FormatChoice, PageSelection, ParameterValues, Quality, Rgba } from '../ast.ts'
import type { MovingSettings } from './film-types.ts'

export interface OutputSettings {
  readonly format: FormatChoice | null
  readonly quality: Quality | null
  readonly dpr: number | 'auto'
  readonly density: number | null
  readonly page: PageSelection | null
  readonly colourSpace: string | null
  /** Milliseconds between frames. */
  readonly delay: number | null
  readonly framesPerSecond: ParameterValues['fps'] | null
  readonly sampling: ParameterValues['vs'] | null
  readonly defaultImage: ParameterValues['d'] | null
  /** `so_`: where a video begins, or the frame that a still is made of. */
  readonly startOffset: ParameterValues['so'] | null
  /** Of videos that stay videos. */
  readonly moving: MovingSettings
  readonly ignoreOrientation: boolean
  /** The last colour of `b_`: goes under what is transparent in formats without alpha. */
  readonly background: Rgba | null
  /** Iterations of an animation; 0 = for ever. */
  readonly loop: number | null
  /** Argument by name; null when written without. */
  readonly flags: ReadonlyMap<string, string | null>
}

export const NO_SETTINGS: OutputSettings = {
  format: null,
  quality: null,
  dpr: 1,
  density: null,
  page: null,
  colourSpace: null,
  delay: null,
  framesPerSecond: null,
  sampling: null,
  defaultImage: null,
  startOffset: null,
  moving: {},
  ignoreOrientation: false,
  background: null,
  loop: null,
  flags: new Map(),
}

/** The settings after a component. Inside a named transformation the automatic values do not count (they are ignored). */
export function collected(settings: OutputSettings, values: ClosedValues, insideNamed: boolean): OutputSettings {
  const format = insideNamed && values.f?.kind === 'auto' ? undefined : values.f
  const dpr = insideNamed && values.dpr === 'auto' ? undefined : values.dpr
  return {
    format: format ?? settings.format,
    quality: values.q ?? settings.quality,
    dpr: dpr ?? settings.dpr,
    density: values.dn === 'idn' ? null : (values.dn ?? settings.density),
    page: values.pg ?? settings.page,
    colourSpace: values.cs ?? settings.colourSpace,
    delay: values.dl ?? settings.delay,
    framesPerSecond: values.fps ?? settings.framesPerSecond,
    sampling: values.vs ?? settings.sampling,
    defaultImage: values.d ?? settings.defaultImage,
    startOffset: values.so ?? settings.startOffset,
    moving: movingSettings(settings.moving, values),
    ignoreOrientation: settings.ignoreOrientation || values.a?.ignoreOrientation === true,
    background: values.b?.kind === 'colour' ? values.b.colour : settings.background,
    loop: settings.loop,
    flags: withFlags(settings.flags, values),
  }
}

function movingSettings(settings: MovingSettings, { eo, du, vc, ac }: ClosedValues): MovingSettings {
  return {
    ...settings,
    ...(eo === undefined ? {} : { eo }),
    ...(du === undefined ? {} : { du }),
    ...(vc === undefined ? {} : { vc }),
    ...(ac === undefined ? {} : { ac }),
  }
}

function withFlags(flags: OutputSettings['flags'], { fl }: ClosedValues): OutputSettings['flags'] {
  if (fl === undefined) return flags
  return new Map([...flags, ...fl.map(({ name, argument }) => [name, argument] as const)])
}
