/** Facts of video and audio from what ffprobe found. */
import { stat } from 'node:fs/promises'
import { CorruptMediaError } from '../errors/media-errors.ts'
import type { Description, VideoFacts } from '../ports/describer.ts'
import type { Probe, ProbeResult, ProbeStream } from './ffprobe.ts'
import { matroskaEnd } from './matroska-end.ts'

/** As EXIF numbers the same turns, by degrees clockwise: players turn a film as viewers turn a picture. */
const ORIENTATIONS: Readonly<Record<number, number>> = { 90: 6, 180: 3, 270: 8 }

const MATROSKA = new Set(['webm', 'mkv'])
const MOST_BELIEVED_RATE = 480

/** @throws CorruptMediaError when there is neither picture nor sound in it. */
export async function describeVideo(
  path: string,
  format: string,
  { probe, signal }: { readonly probe: Probe; readonly signal?: AbortSignal },
): Promise<Description> {
  const [{ size }, result] = await Promise.all([stat(path), probe(path, format, signal)])
  const streams = result.streams ?? []
  // A cover picture inside a sound file is a video stream to ffprobe.
  const picture = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
  const sound = streams.find((stream) => stream.codec_type === 'audio')
  if (picture === undefined && sound === undefined) {
    throw new CorruptMediaError('The file has neither a video nor an audio stream')
  }
  const told = videoFacts(result, picture, sound)
  const video = MATROSKA.has(format) ? await completed(told, { path, size, result, signal }) : told
  return {
    facts: {
      resourceType: 'video',
      format,
      width: number(picture?.width) ?? 0,
      height: number(picture?.height) ?? 0,
      orientation: ORIENTATIONS[video.rotation] ?? 1,
      hasAlpha: /^(yuva|rgba|bgra|argb|abgr|gbrap|ya)/.test(text(picture?.pix_fmt) ?? ''),
      pages: 1,
      animated: false,
      bytes: size,
      fullFrameDecode: false,
      duration: video.duration,
    },
    video,
  }
}

/** A recording whose header was never completed: its last blocks tell what the header does not. */
async function completed(
  video: VideoFacts,
  { path, size, result, signal }: { path: string; size: number; result: ProbeResult; signal: AbortSignal | undefined },
): Promise<VideoFacts> {
  const lacksRate = !video.isAudio && video.frameRate === null
  if (video.duration > 0 && !lacksRate) return video
  const end = await matroskaEnd(path, { signal })
  if (!end) return video
  const start = Math.max(0, number(result.format?.start_time) ?? 0)
  const duration = video.duration || Math.max(0, Math.round((end.endSeconds - start) * 1e6) / 1e6)
  const bitRate = video.bitRate ?? (duration > 0 ? Math.round((size * 8) / duration) : null)
  return { ...video, duration, bitRate, frameRate: lacksRate ? end.frameRate : video.frameRate }
}

function videoFacts(
  { format = {} }: ProbeResult,
  picture: ProbeStream | undefined,
  sound: ProbeStream | undefined,
): VideoFacts {
  return {
    frameRate: picture === undefined ? null : frameRateOf(picture),
    bitRate: number(format.bit_rate),
    duration: number(format.duration) ?? number(picture?.duration) ?? number(sound?.duration) ?? 0,
    rotation: picture === undefined ? 0 : rotationOf(picture),
    frames: number(picture?.nb_frames),
    isAudio: picture === undefined,
    video: picture === undefined ? null : pictureFacts(picture),
    audio: sound === undefined ? null : soundFacts(sound),
  }
}

function pictureFacts(stream: ProbeStream): Record<string, string | number> {
  return known({
    pix_format: text(stream.pix_fmt),
    codec: text(stream.codec_name),
    level: number(stream.level),
    profile: text(stream.profile),
    bit_rate: text(stream.bit_rate),
    dar: text(stream.display_aspect_ratio),
    time_base: text(stream.time_base),
  })
}

function soundFacts(stream: ProbeStream): Record<string, string | number> {
  return known({
    codec: text(stream.codec_name),
    bit_rate: text(stream.bit_rate),
    frequency: number(stream.sample_rate),
    channels: number(stream.channels),
    channel_layout: text(stream.channel_layout),
  })
}

/** Where nobody said a rate, ffprobe guesses one from the ticks of the file's clock: a thousand a second. */
function frameRateOf(picture: ProbeStream): number | null {
  const guessed = ratio(picture.r_frame_rate)
  return ratio(picture.avg_frame_rate) || (guessed <= MOST_BELIEVED_RATE ? guessed : 0) || null
}

/** Degrees clockwise, 0, 90, 180 or 270; ffprobe's matrix counts the other way round. */
function rotationOf({ side_data_list: sideData = [], tags }: ProbeStream): number {
  const matrix = sideData.map((entry) => number(entry.rotation)).find((rotation) => rotation !== null)
  const tagged = number((tags as Record<string, unknown> | undefined)?.rotate)
  const clockwise = matrix === undefined || matrix === null ? (tagged ?? 0) : -matrix
  return ((Math.round(clockwise) % 360) + 360) % 360
}

function known(values: Readonly<Record<string, string | number | null>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== null),
  )
}

function number(value: unknown): number | null {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value !== 'unknown' ? value : null
}

/** `30000/1001` */
function ratio(value: unknown): number {
  const [above, below] = (text(value) ?? '').split('/').map(Number)
  if (above === undefined || !below) return 0
  return Math.round((above / below) * 1000) / 1000
}
