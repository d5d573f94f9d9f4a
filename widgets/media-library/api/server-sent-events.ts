/**
 * Reads a stream of server-sent events as the HTML standard writes it, from `fetch`: `EventSource` cannot send a header,
 * and a token does not belong into an address. Any line end, any cut between chunks, comments and unknown fields.
 */

export interface ServerSentEvent {
  /** `message` when the server named none. */
  readonly type: string
  readonly data: string
  /** The last id that the server gave so far. */
  readonly id: string
}

/** More in one event is a fault of the server. */
const MAX_EVENT_CHARACTERS = 1_000_000

export interface EventParser {
  /** Events that this piece of text completes. @throws RangeError for an event without end */
  push(text: string): readonly ServerSentEvent[]
  /** Milliseconds that the server wants between connections; undefined when it said nothing. */
  readonly retryMs: number | undefined
}

export function createEventParser(lastId = ''): EventParser {
  let rest = ''
  let endedWithReturn = false
  let isFirst = true
  let type = ''
  let data: string[] = []
  let size = 0
  let id = lastId
  let retryMs: number | undefined

  const takeLine = (line: string): ServerSentEvent | undefined => {
    if (line === '') {
      const event = data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n'), id }
      type = ''
      data = []
      size = 0
      return event
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'data') {
      data.push(value)
      size += value.length
      if (size > MAX_EVENT_CHARACTERS) throw new RangeError('An event of the server is too long')
    } else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) id = value
    else if (name === 'retry' && /^\d{1,9}$/.test(value)) retryMs = Number(value)
    return undefined
  }

  return {
    get retryMs() {
      return retryMs
    },
    push(text) {
      let piece = isFirst ? text.replace(/^\uFEFF/, '') : text
      if (text !== '') isFirst = false
      // A line end may be cut in two.
      if (endedWithReturn && piece.startsWith('\n')) piece = piece.slice(1)
      if (text !== '') endedWithReturn = text.endsWith('\r')
      const lines = `${rest}${piece}`.split(/\r\n|\r|\n/)
      rest = lines.pop() ?? ''
      if (rest.length > MAX_EVENT_CHARACTERS) throw new RangeError('An event of the server is too long')
      return lines.flatMap((line) => takeLine(line) ?? [])
    },
  }
}
