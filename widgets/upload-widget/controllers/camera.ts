/**
 * The camera of the photo screen: off until it is asked for, live, a photo taken, or an error with its reason. The
 * stream stops, and the camera's light goes out, as soon as the screen is left or the widget removed.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export type CameraError = 'denied' | 'missing' | 'busy' | 'insecure'

export type CameraState =
  | { readonly phase: 'off' }
  | { readonly phase: 'asking' }
  | { readonly phase: 'live'; readonly stream: MediaStream; readonly canSwitch: boolean }
  | { readonly phase: 'photo'; readonly blob: Blob; readonly url: string }
  | { readonly phase: 'error'; readonly error: CameraError }

const QUALITY = 0.92

export class Camera implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #state: CameraState = { phase: 'off' }
  #deviceId: string | undefined
  /** Counts requests, so that a late answer to an abandoned one is dropped. */
  #attempt = 0

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  get state(): CameraState {
    return this.#state
  }

  hostDisconnected(): void {
    this.stop()
  }

  async start(): Promise<void> {
    if (this.#state.phase === 'asking') return
    if (!navigator.mediaDevices?.getUserMedia) return this.#become({ phase: 'error', error: 'insecure' })
    this.#attempt += 1
    const attempt = this.#attempt
    this.#become({ phase: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: {
          ...(this.#deviceId ? { deviceId: { exact: this.#deviceId } } : { facingMode: 'environment' }),
          width: { ideal: 4096 },
          height: { ideal: 2160 },
        },
      })
      if (attempt !== this.#attempt) return stopTracks(stream)
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput')
      if (attempt !== this.#attempt) return stopTracks(stream)
      this.#deviceId = stream.getVideoTracks()[0]?.getSettings().deviceId
      stream.getVideoTracks()[0]?.addEventListener('ended', () => {
        if (attempt === this.#attempt) this.#become({ phase: 'error', error: 'busy' })
      })
      this.#become({ phase: 'live', stream, canSwitch: cameras.length > 1 })
    } catch (error) {
      if (attempt === this.#attempt) this.#become({ phase: 'error', error: reasonOf(error) })
    }
  }

  /** The next camera of the device. */
  async switchCamera(): Promise<void> {
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput')
    const at = cameras.findIndex(({ deviceId }) => deviceId === this.#deviceId)
    this.stop()
    this.#deviceId = cameras[(at + 1) % cameras.length]?.deviceId
    await this.start()
  }

  async capture(video: HTMLVideoElement): Promise<void> {
    if (this.#state.phase !== 'live' || video.videoWidth === 0) return
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    if (!blob || this.#state.phase !== 'live') return
    this.#become({ phase: 'photo', blob, url: URL.createObjectURL(blob) })
  }

  stop(): void {
    this.#attempt += 1
    if (this.#state.phase !== 'off') this.#become({ phase: 'off' })
  }

  #become(state: CameraState): void {
    if (this.#state.phase === 'live') stopTracks(this.#state.stream)
    if (this.#state.phase === 'photo') URL.revokeObjectURL(this.#state.url)
    this.#state = state
    this.#host.requestUpdate()
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function reasonOf(error: unknown): CameraError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'denied'
}
