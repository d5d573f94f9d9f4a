/** Requests to the upload API as plain HTTP, signed like any client's. */
import { signParameters } from '../../server/security/api-signature.ts'
import { API_KEY, API_SECRET } from './upload-stack.ts'

export type Fields = Readonly<Record<string, string>>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Answers are compared with what is expected of them, field by field.
  // biome-ignore lint/suspicious/noExplicitAny: bodies have many shapes
  readonly body: any
}

export function signed(fields: Fields, options: { readonly algorithm?: 'sha1' | 'sha256' } = {}): Fields {
  const all = { timestamp: String(Math.floor(Date.now() / 1000)), ...fields }
  const signature = signParameters(all, API_SECRET, { algorithm: options.algorithm ?? 'sha1', version: 2 })
  return { ...all, api_key: API_KEY, signature }
}

export function form(fields: Fields, file?: { readonly bytes: Buffer | string; readonly name?: string }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (file !== undefined)
    data.append('file', new Blob([new Uint8Array(Buffer.from(file.bytes))]), file.name ?? 'file.jpg')
  return data
}

export async function post(url: string, body: RequestInit['body'], headers: Fields = {}): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: body ?? null, headers })
  return answerOf(response)
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

export function basic(key = API_KEY, secret = API_SECRET): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
}
