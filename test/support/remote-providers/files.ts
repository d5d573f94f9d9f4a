/** Hosts from which providers give files and thumbnails to whoever has the address. */
import type { Answers } from './provider-state.ts'

export const fileAnswers: Answers = ({ url = '/' }, _body, { files }) => {
  const { pathname } = new URL(url, 'http://localhost')
  const file = files.find(({ name }) => pathname === filePath(name))
  return file === undefined ? null : { type: file.type, body: file.bytes }
}

export function filePath(name: string): string {
  return `/files/${encodeURIComponent(name)}`
}
