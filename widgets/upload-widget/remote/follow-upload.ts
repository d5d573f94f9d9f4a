/**
 * How an upload goes that the server makes: by a WebSocket, and where that cannot be opened or breaks, by lines of JSON.
 * The server begins when somebody follows; giving up cancels it there.
 */
import { ConnectionError, type FormAnswer } from '../../kit/api/send-form.ts'
import type { ElsewhereRequest } from '../../kit/upload/upload-file.ts'

interface Message {
  readonly action: string
  readonly payload: {
    readonly bytesUploaded?: number
    readonly bytesTotal?: number
    readonly response?: { readonly status: number; readonly responseText: string } | null
  }
}

/** @param base of the routes, `…/companion` */
export async function followUpload(base: string, token: string, request: ElsewhereRequest): Promise<FormAnswer> {
  const { signal } = request
  signal.throwIfAborted()
  const end = (await bySocket(base, token, request)) ?? (await byLines(base, token, request))
  const response = end.payload.response
  if (!response) throw new ConnectionError(base, 'unreachable')
  return { status: response.status, body: parsed(response.responseText), retryAfterMs: undefined }
}

/** Some proxies take the handshake of a WebSocket and never answer it. */
const OPEN_WITHIN_MS = 4000

/** Undefined when the socket did not get to the end. */
function bySocket(base: string, token: string, { signal, onProgress }: ElsewhereRequest): Promise<Message | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/api/${token}`)
    const limit = setTimeout(() => settle(() => resolve(undefined)), OPEN_WITHIN_MS)
    const onAbort = (): void => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ action: 'cancel' }))
      else cancel(base, token)
      settle(() => reject(signal.reason))
    }
    const settle = (act: () => void): void => {
      clearTimeout(limit)
      signal.removeEventListener('abort', onAbort)
      socket.onclose = null
      socket.onmessage = null
      socket.close()
      act()
    }
    signal.addEventListener('abort', onAbort)
    socket.onopen = () => clearTimeout(limit)
    socket.onclose = () => settle(() => resolve(undefined))
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const message = parsed(data) as Message
      if (isEnd(message)) settle(() => resolve(message))
      else tell(message, onProgress)
    }
  })
}

async function byLines(base: string, token: string, { signal, onProgress }: ElsewhereRequest): Promise<Message> {
  const address = `${base}/progress/${token}`
  const onAbort = (): void => cancel(base, token)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const response = await fetch(address, { signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; reader; ) {
      const { done, value = '' } = await reader.read()
      const lines = (text + value).split('\n')
      text = lines.pop() ?? ''
      for (const message of lines.map((line) => parsed(line) as Message)) {
        if (isEnd(message)) return message
        tell(message, onProgress)
      }
      if (done) break
    }
  } catch {
    signal.throwIfAborted()
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  throw new ConnectionError(address, 'unreachable')
}

function cancel(base: string, token: string): void {
  void fetch(`${base}/progress/${token}`, { method: 'DELETE', keepalive: true }).catch(() => undefined)
}

function isEnd({ action }: Message): boolean {
  return action === 'success' || action === 'error'
}

function tell({ payload }: Message, onProgress: ElsewhereRequest['onProgress']): void {
  if (typeof payload?.bytesUploaded === 'number') onProgress(payload.bytesUploaded)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
