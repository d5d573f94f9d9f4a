/**
 * A remote body with its bounds: bytes after decompression, total time, and a least rate, so that a sender cannot hold
 * a request open by trickling. The body fails with an error that is safe to show.
 */
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { RemoteTooLargeError, RemoteUnreachableError } from '../../errors/remote-errors.ts'

export interface BodyBounds {
  readonly url: string
  readonly maxBytes: number
  /** Bytes per second, measured over every `RATE_WINDOW_MS`; 0 switches it off. */
  readonly minBytesPerSecond: number
  readonly contentEncoding: string
}

const RATE_WINDOW_MS = 3_000

/** @throws RemoteUnreachableError for an encoding that is not understood. */
export function boundedBody(source: Readable, bounds: BodyBounds): Readable {
  const decoder = decoderOf(bounds.contentEncoding)
  if (decoder === 'unknown') {
    source.on('error', () => {}).destroy()
    throw new RemoteUnreachableError(bounds.url, 'the answer is compressed in a way that is not understood')
  }
  const guard = new BoundedBody(bounds)
  // The reader may come later than the failure; it finds it in the destroyed stream, not as an uncaught event.
  guard.on('error', () => {})
  // `pipeline` hands the first error of any part to the last one, which is what the caller reads.
  if (decoder === null) pipeline(source, guard, () => {})
  else pipeline(source, decoder, guard, () => {})
  return guard
}

class BoundedBody extends Transform {
  readonly #bounds: BodyBounds
  readonly #timer: NodeJS.Timeout | undefined
  #received = 0
  #receivedBefore = 0

  constructor(bounds: BodyBounds) {
    super()
    this.#bounds = bounds
    if (bounds.minBytesPerSecond > 0) {
      this.#timer = setInterval(() => this.#checkRate(), RATE_WINDOW_MS)
      this.#timer.unref()
    }
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#received += chunk.length
    if (this.#received > this.#bounds.maxBytes) done(tooLarge(this.#bounds.url, this.#bounds.maxBytes))
    else done(null, chunk)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#timer)
    done(error === null ? null : readableReason(error, this.#bounds.url))
  }

  #checkRate(): void {
    // A reader that does not take what is here is slow itself: that is not the sender's fault.
    const isReaderSlow = this.readableLength >= this.readableHighWaterMark
    const rate = ((this.#received - this.#receivedBefore) * 1000) / RATE_WINDOW_MS
    this.#receivedBefore = this.#received
    if (!isReaderSlow && rate < this.#bounds.minBytesPerSecond) {
      this.destroy(new RemoteUnreachableError(this.#bounds.url, 'the answer comes too slowly'))
    }
  }
}

export function tooLarge(url: string, maxBytes: number): RemoteTooLargeError {
  return new RemoteTooLargeError(`Error in loading ${url} - the file is larger than ${maxBytes} bytes`)
}

function readableReason(error: Error, url: string): Error {
  if (error instanceof RemoteTooLargeError || error instanceof RemoteUnreachableError) return error
  const reason = error.name === 'TimeoutError' ? 'no complete answer in time' : 'the answer broke off'
  return new RemoteUnreachableError(url, reason, { cause: error })
}

function decoderOf(encoding: string): Transform | null | 'unknown' {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return 'unknown'
  }
}
