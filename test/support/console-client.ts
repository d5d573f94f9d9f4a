/** Calls of the Console API, as its own pages make them: with its header, and a cookie once somebody is signed in. */
import { normalEmail } from '../../server/domain/user.ts'
import type { Answer } from './api-client.ts'

export const CONSOLE_HEADER = { 'x-tintype-console': '1' }
export const PASSWORD = 'correct horse battery'

export interface Browser {
  call(method: string, path: string, body?: Readonly<Record<string, unknown>>): Promise<Answer>
  /** What it would send as `Cookie`. */
  cookies(): string
}

/** @param address under which the server is asked to see it; needs `trustProxy` */
export function browser(url: string, address?: string): Browser {
  const jar = new Map<string, string>()
  return {
    cookies: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    async call(method, path, body) {
      const response = await fetch(`${url}/console/api/v1${path}`, {
        method,
        headers: {
          ...CONSOLE_HEADER,
          cookie: this.cookies(),
          ...(address === undefined ? {} : { 'x-forwarded-for': address }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
    },
  }
}

/** An e-mail that nobody else has. */
export function newEmail(): string {
  return normalEmail(`user-${crypto.randomUUID()}@example.com`)
}
