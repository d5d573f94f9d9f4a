/**
 * Videos and sounds made of videos: a part of their time (`so_ eo_ du_`), another size, other codecs and formats. The
 * chain is walked as for a picture, and of what it comes to that goes on which every frame can be done by filters; the
 * rest is refused by name.
 */
import type { ParameterValues, Time } from '../ast.ts'
import { mediaOfFormat } from '../grammar/formats.ts'
import { FILM_CODECS, isMovingFormat, type MovingFormat } from './film-formats.ts'
import { FILM_OPERATIONS, type FilmOperation, type MovingSettings, type VideoPlan } from './film-types.ts'
import { momentOf } from './moment.ts'
import type { Operation } from './operations.ts'
import type { Picture } from './picture.ts'
import type { PlanFacts, SourceFacts } from './plan-types.ts'
import { notEnabled, notSupportedYet, overLimit, refused } from './refusals.ts'
import type { Session } from './session.ts'
import type { OutputSettings } from './settings.ts'

/** 4096 x 2304, of level 5.1 of H.264. */
const MOST_PIXELS = 9_437_184
const MOST_SIDE = 8192
/** Frames in a second. */
const LEAST_RATE = 0.1
const MOST_RATE = 120
/** Further plays after the first. */
const MOST_LOOPS = 5
const AUTOMATIC_QUALITY = { best: 80, good: 70, eco: 60, low: 50 } as const
const CODEC = /^([a-z0-9]+)(?::([a-z][a-z0-9]*))?(?::(auto|\d(?:\.\d)?))?(?::bframes_(\w+))?$/
const PROFILES: ReadonlySet<string> = new Set(['baseline', 'main', 'high'])

/** Our name of the format that is wanted; `f_auto` is what every browser plays. @throws TransformationError */
export function movingFormat(
  { format }: OutputSettings,
  { source, extension }: PlanFacts,
  wanted: string,
): MovingFormat {
  const isSound = source.width === 0
  const name = format?.kind === 'auto' ? (isSound ? 'mp3' : 'mp4') : wanted
  if (!isMovingFormat(name)) throw notSupportedYet(`delivering ${isSound ? 'sound' : 'video'} as ${extension ?? name}`)
  if (isSound && mediaOfFormat(name) === 'video') {
    throw refused(`Invalid format in transformation: ${name} of a file without pictures`)
  }
  return name
}

/** @throws TransformationError for what cannot be done to a video, or not yet */
export function filmPlan(picture: Picture, session: Session, format: MovingFormat): VideoPlan {
  const { settings, facts } = session
  refuseSettings(settings)
  const span = spanOf(settings, facts.source)
  const hasPictures = mediaOfFormat(format) === 'video' && settings.moving.vc !== 'none'
  if (mediaOfFormat(format) === 'video' && !hasPictures) throw notSupportedYet('parameter vc with none')
  const operations = hasPictures ? picture.operations.filter(changesFrames).map(asFilmOperation) : []
  const times = timesOf(picture.operations)
  const plays = playsOf(settings)
  const size = hasPictures ? filmSize(picture) : { width: 0, height: 0 }
  const lasting = (span.end ?? facts.source.duration ?? 0) - span.start
  if (times.fadeOut > 0 && lasting <= 0) {
    throw refused('Invalid effect fade in transformation: nobody knows where this file ends')
  }
  return {
    media: 'video',
    ...span,
    ...times,
    plays,
    operations,
    ...size,
    framesPerSecond: rateOf(settings.framesPerSecond),
    encoding: {
      format,
      hasPictures,
      hasSound: settings.moving.ac !== 'none',
      quality: qualityOf(settings),
      ...codecOf(settings.moving, format),
    },
    duration: Math.max(0, (lasting / times.speed) * plays),
  }
}

function refuseSettings({ page, delay, sampling }: OutputSettings): void {
  if (page !== null) throw refused('Invalid parameter pg in transformation: a video has no pages')
  if (delay !== null) throw refused('Invalid parameter dl in transformation: it is for animations, not for a video')
  if (sampling !== null) throw refused('Invalid parameter vs in transformation: it is for animations, not for a video')
}

function spanOf({ startOffset, moving }: OutputSettings, source: SourceFacts): Pick<VideoPlan, 'start' | 'end'> {
  if (startOffset?.kind === 'auto') throw refused('Invalid so in transformation: auto is for stills of videos')
  const moment = momentOf(startOffset, source)
  const start = moment?.kind === 'at' ? moment.seconds : 0
  const { duration = 0 } = source
  const ends = [
    ...(moving.eo === undefined ? [] : [secondsOf(moving.eo, duration)]),
    ...(moving.du === undefined ? [] : [start + secondsOf(moving.du, duration)]),
  ]
  const end = ends.length === 0 ? null : Math.min(...ends, duration > 0 ? duration : Number.POSITIVE_INFINITY)
  if ((end ?? duration) <= start && (end !== null || duration > 0)) {
    throw refused(`Invalid offsets in transformation: nothing is left between ${start} and ${end ?? duration} seconds`)
  }
  return { start, end }
}

function secondsOf(time: Time, duration: number): number {
  if (time.kind === 'seconds') return time.seconds
  if (time.kind === 'percent') return (duration * time.percent) / 100
  throw refused('Invalid offset in transformation: auto is for stills of videos')
}

function changesFrames({ op }: Operation): boolean {
  // A frame of a video is opaque.
  return op !== 'frames' && op !== 'flatten'
}

function asFilmOperation(operation: Operation): FilmOperation {
  const { op } = operation
  const isRegion = op === 'blur' && operation.region !== undefined
  if (isRegion || !(FILM_OPERATIONS as readonly string[]).includes(op)) {
    const what = op === 'composite' ? 'a layer' : `an effect that needs ${op}`
    throw notSupportedYet(`${what} on a video`)
  }
  return operation as FilmOperation
}

/** What changes the time of animations, on a video. */
function timesOf(operations: readonly Operation[]): Pick<VideoPlan, 'speed' | 'fadeIn' | 'fadeOut'> {
  let times = { speed: 1, fadeIn: 0, fadeOut: 0 }
  for (const operation of operations) {
    if (operation.op !== 'frames') continue
    const { selection } = operation
    if (selection.kind === 'speed') times = { ...times, speed: times.speed * selection.factor }
    else if (selection.kind === 'fade') {
      const seconds = selection.milliseconds / 1000
      times = selection.direction === 'in' ? { ...times, fadeIn: seconds } : { ...times, fadeOut: seconds }
    } else throw notSupportedYet(`effect ${selection.kind} on a video`)
  }
  return times
}

/** `loop`: plays in all, 0 = without end. */
function playsOf({ loop }: OutputSettings): number {
  if (loop === null) return 1
  if (loop === 0 || loop > MOST_LOOPS + 1) {
    throw refused(`Invalid effect loop in transformation: a video can be repeated up to ${MOST_LOOPS} times`)
  }
  return loop
}

/** Both sides even, as 4:2:0 needs them: rounded down. */
function filmSize({ width, height }: Picture): Pick<VideoPlan, 'width' | 'height'> {
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) {
    throw overLimit(`Invalid size in transformation: a video of ${width} x ${height} pixels is too large`)
  }
  return { width: Math.max(2, width - (width % 2)), height: Math.max(2, height - (height % 2)) }
}

function rateOf(rate: ParameterValues['fps'] | null): number | null {
  if (rate === null) return null
  if (rate.isRange) throw notSupportedYet('parameter fps with a range on a video')
  if (rate.min > MOST_RATE || rate.min < LEAST_RATE) {
    throw refused(`Invalid fps in transformation: ${rate.min}, expected ${LEAST_RATE} to ${MOST_RATE}`)
  }
  return rate.min
}

function qualityOf({ quality }: OutputSettings): number | null {
  if (quality === null) return null
  if (quality.kind === 'fixed') return quality.value
  if (quality.kind === 'auto') return AUTOMATIC_QUALITY[quality.level]
  throw notEnabled('q_jpegmini')
}

/** @throws TransformationError for codecs that the format does not hold, or that are not written here */
function codecOf({ vc = 'auto', ac }: MovingSettings, format: MovingFormat) {
  const { pictures, sound } = FILM_CODECS[format]
  const [, codec = '', profile = 'auto', level = 'auto', bFrames = ''] = CODEC.exec(vc) ?? []
  if (codec !== 'auto' && codec !== 'none' && !(pictures as readonly string[]).includes(codec)) {
    throw notSupportedYet(`codec ${codec} in ${format}`)
  }
  if (profile !== 'auto' && !PROFILES.has(profile)) throw notSupportedYet(`profile ${profile} of ${codec}`)
  if (ac !== undefined && ac !== 'none' && !(sound as readonly string[]).includes(ac)) {
    throw notSupportedYet(`codec ${ac} in ${format}`)
  }
  return {
    profile: profile === 'auto' ? null : profile,
    level: level === 'auto' ? null : level,
    bFrames: bFrames !== 'no',
  }
}
