/**
 * From the question for a device to the photo or recording that people confirm, without saying how it looks. One source at
 * a time; whatever happens, a device that is not needed any more is off.
 */
import { type Devices, forgetDevices, listDevices, NO_DEVICES } from './devices.ts'
import { Recorder, type RecordingEnd } from './recorder.ts'
import { type RecordingFormat, recordingFormat } from './recording-format.ts'
import { type Capture, isMirrored, openCapture, type Wishes } from './streams.ts'

export type CaptureProblem = 'denied' | 'missing' | 'busy' | 'ended' | 'empty' | 'insecure' | 'unsupported'

/** What people look at before they confirm it. */
export interface Take {
  readonly kind: 'photo' | 'video' | 'audio'
  readonly blob: Blob
  readonly extension: string
  readonly seconds: number
  readonly end: RecordingEnd
}

interface On {
  readonly capture: Capture
  readonly isMirrored: boolean
}

export type CaptureState =
  | { readonly phase: 'off' }
  /** `isSwitching` from one device to another, when people have allowed one already. */
  | { readonly phase: 'asking'; readonly isSwitching: boolean }
  | ({ readonly phase: 'live' } & On)
  | ({ readonly phase: 'recording'; readonly recorder: Recorder } & On)
  | ({ readonly phase: 'finishing' } & On)
  | { readonly phase: 'review'; readonly take: Take }
  | { readonly phase: 'problem'; readonly problem: CaptureProblem }

export interface CaptureLimits {
  /** Formats that the page accepts; empty for all. */
  readonly accepted: readonly string[]
  readonly maxSeconds: number
  readonly maxBytes: number
}

const PHOTO_QUALITY = 0.92

export class CaptureSession {
  readonly #onChange: () => void
  #state: CaptureState = { phase: 'off' }
  #devices: Devices = NO_DEVICES
  /** Counts requests, so that a late answer to an abandoned one is dropped. */
  #attempt = 0
  #onLeft: ((take: Take) => void) | undefined

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): CaptureState {
    return this.#state
  }

  get devices(): Devices {
    return this.#devices
  }

  async start(wishes: Wishes): Promise<void> {
    if (this.#state.phase === 'asking') return
    const unable = whyNot(wishes)
    if (unable) return this.#become({ phase: 'problem', problem: unable })
    this.#attempt += 1
    const attempt = this.#attempt
    this.#become({ phase: 'asking', isSwitching: this.#state.phase === 'live' })
    try {
      const capture = await this.#open(wishes)
      if (attempt !== this.#attempt) return capture.stop()
      for (const track of capture.stream.getTracks())
        track.addEventListener('ended', () => this.#onEnded(attempt, wishes))
      this.#become({ phase: 'live', capture, isMirrored: isMirrored(capture.stream, wishes.source) })
      await this.refreshDevices()
    } catch (error) {
      if (attempt === this.#attempt) this.#become({ phase: 'problem', problem: problemOf(error) })
    }
  }

  /** Devices come and go; their names are known once one of them was allowed. */
  async refreshDevices(): Promise<void> {
    if (this.#state.phase !== 'live') return
    this.#devices = await listDevices().catch(() => NO_DEVICES)
    this.#onChange()
  }

  async takePhoto(video: HTMLVideoElement): Promise<void> {
    // Pressed before the first picture came: it is waited for.
    if (video.readyState < video.HAVE_CURRENT_DATA) {
      await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }))
    }
    if (this.#state.phase !== 'live' || video.videoWidth === 0) return
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', PHOTO_QUALITY))
    if (!blob || this.#state.phase !== 'live') return
    this.review({ kind: 'photo', blob, extension: 'jpg', seconds: 0, end: 'asked' })
  }

  record(kind: 'video' | 'audio', { accepted, maxSeconds, maxBytes }: CaptureLimits): void {
    if (this.#state.phase !== 'live') return
    const { capture, isMirrored } = this.#state
    const format = formatFor(kind, accepted)
    const attempt = this.#attempt
    try {
      if (!format) throw new Error('This browser records nothing that is accepted here')
      const recorder = new Recorder(capture.stream, {
        format,
        maxSeconds,
        maxBytes,
        onEnd: ({ blob, seconds, end }) => {
          const take: Take = { kind, blob, extension: format.extension, seconds, end }
          if (attempt !== this.#attempt) return this.#onLeft?.(take)
          if (blob.size === 0) this.#become({ phase: 'problem', problem: 'empty' })
          else this.review(take)
        },
      })
      this.#become({ phase: 'recording', capture, isMirrored, recorder })
    } catch {
      this.#become({ phase: 'problem', problem: 'unsupported' })
    }
  }

  pause(): void {
    if (this.#state.phase !== 'recording') return
    this.#state.recorder.pause()
    this.#onChange()
  }

  resume(): void {
    if (this.#state.phase !== 'recording') return
    this.#state.recorder.resume()
    this.#onChange()
  }

  finish(end: RecordingEnd = 'asked'): void {
    if (this.#state.phase !== 'recording') return
    const { recorder, capture, isMirrored } = this.#state
    this.#become({ phase: 'finishing', capture, isMirrored })
    recorder.stop(end)
  }

  /** Shows what was taken, now or before. */
  review(take: Take): void {
    this.#become({ phase: 'review', take })
  }

  /** Everything off; a recording that runs is handed over as soon as it is written. */
  leave(onTake: (take: Take) => void): void {
    this.#onLeft = onTake
    if (this.#state.phase === 'recording') this.#state.recorder.stopNow()
    this.stop()
  }

  /** Everything off, nothing kept. */
  stop(): void {
    this.#attempt += 1
    if (this.#state.phase !== 'off') this.#become({ phase: 'off' })
  }

  /** The device that was chosen before may be in another bag by now. */
  async #open(wishes: Wishes): Promise<Capture> {
    try {
      return await openCapture(wishes)
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'OverconstrainedError') throw error
      forgetDevices()
      return openCapture(wishes)
    }
  }

  /** By the browser's own bar, or because the device is gone. */
  #onEnded(attempt: number, { source }: Wishes): void {
    if (attempt !== this.#attempt) return
    if (this.#state.phase === 'recording') this.finish(source === 'screen' ? 'asked' : 'gone')
    else if (this.#state.phase === 'live') {
      if (source === 'screen') this.stop()
      else this.#become({ phase: 'problem', problem: 'ended' })
    }
  }

  #become(state: CaptureState): void {
    const before = this.#state
    this.#state = state
    if ('capture' in before && !('capture' in state && state.capture === before.capture)) before.capture.stop()
    this.#onChange()
  }
}

function whyNot({ source }: Wishes): CaptureProblem | undefined {
  const { mediaDevices } = navigator as { readonly mediaDevices?: Partial<MediaDevices> }
  const ask = source === 'screen' ? mediaDevices?.getDisplayMedia : mediaDevices?.getUserMedia
  const canRecord = source === 'camera' || typeof MediaRecorder !== 'undefined'
  if (ask && canRecord) return undefined
  return isSecureContext ? 'unsupported' : 'insecure'
}

export function formatFor(kind: 'video' | 'audio', accepted: readonly string[]): RecordingFormat | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined
  return recordingFormat(kind, accepted, (mimeType) => MediaRecorder.isTypeSupported(mimeType))
}

function problemOf(error: unknown): CaptureProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied'
}
