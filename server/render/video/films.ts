/**
 * Films of pictures and of films. Pictures are streamed to the encoder through a pipe, one at a time; of slides a second
 * program draws the frames, for one slide and its way into the next: two pictures are held, however many there are.
 */
import { open, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { Clip, FilmMaker, FilmOptions, FilmSettings, Slide } from '../../ports/film-maker.ts'
import { DEMUXERS } from './demuxers.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { fileParameters, pictureParameters, soundParameters, TO_PLANES } from './film-encoding.ts'
import type { Lane } from './lane.ts'
import { transcode } from './transcode.ts'

export interface FilmMakerOptions {
  readonly ffmpeg: Ffmpeg
  /** Where films lie while they are worked on; exists. */
  readonly folder: string
  readonly lane: Lane
  /** For a whole film. */
  readonly timeoutMs: number
  /** Pixels of a frame that is read. */
  readonly framePixels: number
}

const FILE_ONLY = ['-protocol_whitelist', 'file']
/** What sounds are brought to, so that they fit together. */
const SOUND = 'aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo'

export function createFilmMaker({ ffmpeg, lane, folder, timeoutMs, framePixels }: FilmMakerOptions): FilmMaker {
  return {
    ofFrames(settings, pictures, options) {
      const input = ['-protocol_whitelist', 'pipe', '-f', 'image2pipe', '-framerate', rateOf(settings), '-c:v', 'png']
      const feed = async (pipe: Writable) => {
        for await (const picture of pictures) await send(picture, pipe)
      }
      return make(settings, [...input, '-i', 'pipe:0', '-vf', TO_PLANES], { ...options, hasSound: false, feed })
    },
    ofSlides(settings, slides, options = {}) {
      const { width, height } = settings
      const planes = ['-protocol_whitelist', 'pipe', '-f', 'rawvideo', '-pix_fmt', 'yuv420p']
      const input = [...planes, '-video_size', `${width}x${height}`, '-framerate', rateOf(settings), '-i', 'pipe:0']
      const feed = async (pipe: Writable) => {
        for (const slide of slides) {
          const drain = (frames: NodeJS.ReadableStream) => pipeline(frames, pipe, { end: false })
          await ffmpeg.run({ parameters: slideParameters(slide, settings), timeoutMs, signal: options.signal, drain })
        }
      }
      return make(settings, input, { ...options, hasSound: false, feed })
    },
    ofClips(settings, clips, options) {
      const hasSound = clips.some((clip) => clip.hasSound)
      const inputs = clips.flatMap((clip) => clipInput(clip))
      const graph = clipGraph(clips, settings, hasSound)
      const mapped = ['-map', '[v]', ...(hasSound ? ['-map', '[a]'] : [])]
      return make(settings, [...inputs, '-filter_complex', graph, ...mapped], { ...options, hasSound })
    },
    transcode(transcoding, { signal } = {}) {
      const bounds = { ffmpeg, timeoutMs, framePixels, folder, ...(signal === undefined ? {} : { signal }) }
      return lane.run(() => transcode(transcoding, bounds), signal)
    },
  }

  interface Making extends FilmOptions {
    readonly hasSound: boolean
    readonly feed?: (pipe: Writable) => Promise<void>
  }

  async function make(settings: FilmSettings, input: readonly string[], { hasSound, signal, feed }: Making) {
    const { format, quality, target, mostBytes } = settings
    const sound = hasSound ? soundParameters(format) : ['-an']
    const written = [...pictureParameters({ format, quality }), ...sound, ...fileParameters(format)]
    const parameters = [...input, ...written, `file:${target}`]
    const output = { path: target, mostBytes }
    try {
      await lane.run(() => ffmpeg.run({ parameters, timeoutMs, signal, output, ...(feed ? { feed } : {}) }), signal)
    } catch (error) {
      await rm(target, { force: true })
      throw error
    }
  }

  function clipInput({ file: { path, facts } }: Clip): readonly string[] {
    const demuxer = DEMUXERS[facts.format]
    if (demuxer === undefined) {
      throw new UnsupportedFormatError(`Files of format ${facts.format} are not understood here`)
    }
    const bounds = ['-format_whitelist', demuxer, '-max_streams', '64', '-max_pixels', String(framePixels)]
    return [...FILE_ONLY, ...bounds, '-threads', '1', '-f', demuxer, '-i', `file:${path}`]
  }
}

/**
 * Opened before it is piped: a stream that opens its file by itself reports, with nobody listening any more, that the file
 * is gone when the encoder failed at once.
 */
async function send(picture: string, pipe: Writable): Promise<void> {
  const file = await open(picture)
  try {
    await pipeline(file.createReadStream({ autoClose: false }), pipe, { end: false })
  } finally {
    await file.close()
  }
}

/** The frames of a slide, as planes to a pipe. */
function slideParameters({ picture, alone, next, frames }: Slide, settings: FilmSettings): readonly string[] {
  const rate = rateOf(settings)
  const still = (input: number, name: string) =>
    `[${input}:v]${TO_PLANES},loop=loop=-1:size=1,setpts=N/(${rate}*TB),fps=${rate}[${name}]`
  const inputs = [picture, ...(next === null ? [] : [next.picture])]
  const graph =
    next === null
      ? still(0, 'out')
      : [still(0, 'one'), still(1, 'other'), `[one][other]${crossing(alone, next, settings)}[out]`].join(';')
  return [
    ...inputs.flatMap((path) => [...FILE_ONLY, '-f', 'png_pipe', '-i', `file:${path}`]),
    ...['-filter_complex', graph, '-map', '[out]', '-frames:v', String(frames)],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'],
  ]
}

function crossing(alone: number, next: NonNullable<Slide['next']>, { rate }: FilmSettings): string {
  const seconds = (frames: number) => ((frames * rate.milliseconds) / rate.frames / 1000).toFixed(6)
  return `xfade=transition=${next.transition}:duration=${seconds(next.frames)}:offset=${seconds(alone)}`
}

function clipGraph(clips: readonly Clip[], settings: FilmSettings, hasSound: boolean): string {
  const { width, height } = settings
  const fitted = [
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:out_color_matrix=bt709:out_range=tv`,
    `pad=${width}:${height}:-1:-1`,
    ...['setsar=1', `fps=${rateOf(settings)}`, 'format=yuv420p'],
  ].join(',')
  const parts = clips.flatMap(({ hasSound: isHeard, file: { facts } }, index) => [
    `[${index}:V:0]${fitted}[v${index}]`,
    ...(!hasSound ? [] : [isHeard ? `[${index}:a:0]${SOUND}[a${index}]` : `${silence(facts.duration)}[a${index}]`]),
  ])
  const pairs = clips.map((_clip, index) => (hasSound ? `[v${index}][a${index}]` : `[v${index}]`)).join('')
  const joined = `${pairs}concat=n=${clips.length}:v=1:a=${hasSound ? 1 : 0}[v]${hasSound ? '[a]' : ''}`
  return [...parts, joined].join(';')
}

function silence(seconds = 0): string {
  return `anullsrc=sample_rate=48000:channel_layout=stereo,atrim=duration=${seconds.toFixed(6)},${SOUND}`
}

/** As ffmpeg reads it: a fraction of frames in a second. */
function rateOf({ rate: { frames, milliseconds } }: FilmSettings): string {
  return `${frames * 1000}/${milliseconds}`
}
