/**
 * One recording of a stream, with its limits: stopped by itself before it is longer or larger than may be uploaded.
 *
 * Pauses do not count as time. The size is known four times a second, so it stops when two more pieces like the largest so
 * far would be too much. Whatever ends it, what was recorded until then is handed over, once.
 */
import type { RecordingFormat } from './recording-format.ts'
import { withLength } from './webm-length.ts'

export type RecordingEnd = 'asked' | 'time' | 'size' | 'gone'

export interface Recording {
  readonly blob: Blob
  readonly seconds: number
  readonly end: RecordingEnd
}

export interface RecorderOptions {
  readonly format: RecordingFormat
  readonly maxSeconds: number
  readonly maxBytes: number
  readonly onEnd: (recording: Recording) => void
}

const CHUNK_MS = 250
const PATIENCE_MS = 4000
/** Headers, and the last chunk. */
const RESERVED_BYTES = 64_000

export class Recorder {
  readonly #options: RecorderOptions
  readonly #recorder: MediaRecorder
  readonly #chunks: Blob[] = []
  #bytes = 0
  #largest = 0
  #recordedMs = 0
  #since: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #end: RecordingEnd = 'gone'
  #isEnding = false

  /** Begins at once. @throws DOMException when the browser cannot record this stream */
  constructor(stream: MediaStream, options: RecorderOptions) {
    this.#options = options
    this.#recorder = new MediaRecorder(stream, { mimeType: options.format.mimeType })
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#take(data))
    this.#recorder.addEventListener('stop', () => void this.#finish(), { once: true })
    this.#recorder.start(CHUNK_MS)
    this.#run()
  }

  get seconds(): number {
    return (this.#recordedMs + (this.#since === undefined ? 0 : performance.now() - this.#since)) / 1000
  }

  get isPaused(): boolean {
    return this.#recorder.state === 'paused'
  }

  pause(): void {
    if (this.#recorder.state !== 'recording') return
    this.#recorder.pause()
    this.#halt()
  }

  resume(): void {
    if (this.#recorder.state !== 'paused') return
    this.#recorder.resume()
    this.#run()
  }

  /**
   * What was recorded follows by `onEnd`. A busy machine may not have written anything yet, and would throw away what it
   * has begun: then it goes on for a moment.
   */
  stop(end: RecordingEnd = 'asked'): void {
    this.#end = end
    this.#isEnding = true
    clearTimeout(this.#timer)
    if (this.#bytes > 0 || this.isPaused) this.stopNow(end)
    else this.#timer = setTimeout(() => this.stopNow(end), PATIENCE_MS)
  }

  /** The same, for when the device has to go off now. */
  stopNow(end: RecordingEnd = 'asked'): void {
    if (this.#recorder.state === 'inactive') return
    this.#end = end
    this.#recorder.stop()
    this.#halt()
  }

  #run(): void {
    this.#since = performance.now()
    const leftMs = this.#options.maxSeconds * 1000 - this.#recordedMs
    // Timers cannot wait for longer than 2^31 ms.
    if (leftMs < 2 ** 31) this.#timer = setTimeout(() => this.stop('time'), Math.max(0, leftMs))
  }

  #halt(): void {
    clearTimeout(this.#timer)
    this.#recordedMs = this.seconds * 1000
    this.#since = undefined
  }

  #take(data: Blob): void {
    this.#chunks.push(data)
    this.#bytes += data.size
    this.#largest = Math.max(this.#largest, data.size)
    if (this.#isEnding && this.#bytes > 0) this.stopNow(this.#end)
    if (this.#bytes + 2 * this.#largest + RESERVED_BYTES > this.#options.maxBytes) this.stop('size')
  }

  async #finish(): Promise<void> {
    this.#halt()
    const { format, onEnd } = this.#options
    const seconds = this.#recordedMs / 1000
    const blob = new Blob(this.#chunks, { type: format.type })
    onEnd({ blob: format.type.endsWith('/webm') ? await withLength(blob, seconds) : blob, seconds, end: this.#end })
  }
}
