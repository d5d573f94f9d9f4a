/** Reads server-sent events of a widget's session, as pages do: by fetch, with the token in a header. */
export interface ServerEvent {
  readonly id: string
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: compared field by field
  readonly body: any
}

export interface EventStream {
  readonly status: number
  readonly headers: Headers
  /** All so far. */
  readonly events: readonly ServerEvent[]
  /** Everything that came. */
  text(): string
  /** Resolves when there are that many events. */
  until(count: number): Promise<readonly ServerEvent[]>
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>
  close(): void
}

export async function openEvents(
  url: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const abort = new AbortController()
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: abort.signal,
  })
  const events: ServerEvent[] = []
  let text = ''
  let rest = ''
  let notice = () => {}
  const ended = (async () => {
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? []) {
      const added = decoder.decode(piece, { stream: true })
      text += added
      const end = (rest + added).lastIndexOf('\n\n') + 2
      if (end > 1) events.push(...parsed((rest + added).slice(0, end)))
      rest = end > 1 ? (rest + added).slice(end) : rest + added
      notice()
    }
  })().catch(() => {})
  return {
    status: response.status,
    headers: response.headers,
    events,
    text: () => text,
    async until(count) {
      while (events.length < count) {
        await new Promise<void>((resolve, reject) => {
          notice = resolve
          void ended.then(() =>
            reject(new Error(`The stream ended after ${events.length} of ${count} events: ${text.slice(0, 500)}`)),
          )
        })
      }
      return events
    },
    ended,
    close: () => abort.abort(),
  }
}

function parsed(text: string): readonly ServerEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    return fields.data === undefined
      ? []
      : [{ id: fields.id ?? '', type: fields.event ?? '', body: JSON.parse(fields.data) }]
  })
}
