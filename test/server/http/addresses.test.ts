import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { addresses, noteMountPath } from '../../../server/http/addresses.ts'

interface Sent {
  readonly headers?: Record<string, string>
  readonly remoteAddress?: string
  readonly encrypted?: boolean
  readonly baseUrl?: string
}

function request({ headers = {}, remoteAddress = '203.0.113.9', encrypted = false, baseUrl }: Sent): IncomingMessage {
  const made = { headers, socket: { remoteAddress, encrypted }, baseUrl } as unknown as IncomingMessage
  if (baseUrl !== undefined) noteMountPath(made)
  return made
}

const own = { host: '127.0.0.1', port: 8080 }

describe('the address of the server', () => {
  it.each<[string, Sent, string]>([
    ['is that of the Host header', { headers: { host: 'media.test:8080' } }, 'http://media.test:8080'],
    ['is https on an encrypted connection', { headers: { host: 'media.test' }, encrypted: true }, 'https://media.test'],
    ['has the path of the mount', { headers: { host: 'a.test' }, baseUrl: '/media' }, 'http://a.test/media'],
    ['may be an IPv6 literal', { headers: { host: '[::1]:8080' } }, 'http://[::1]:8080'],
    ['is never made of a hostile Host header', { headers: { host: 'a.test/"><script>' } }, 'http://localhost'],
    [
      'is not taken from a proxy that nobody trusts',
      { headers: { host: 'inner', 'x-forwarded-host': 'outer.test', 'x-forwarded-proto': 'https' } },
      'http://inner',
    ],
  ])('%s', (_, sent, expected) => {
    expect(addresses({ trustProxy: false, ...own }).baseUrl(request(sent))).toBe(expected)
  })

  it('is what a trusted proxy says', () => {
    const headers = { host: 'inner', 'x-forwarded-host': 'outer.test, other', 'x-forwarded-proto': 'https' }

    expect(addresses({ trustProxy: true, ...own }).baseUrl(request({ headers }))).toBe('https://outer.test')
  })

  it('is the configured one, whatever the request says', () => {
    const { serverAddress } = addresses({ publicUrl: 'https://cdn.test:444/files', trustProxy: true, ...own })

    const found = serverAddress(request({ headers: { host: 'inner', 'x-forwarded-host': 'outer' } }))

    expect(found).toEqual({ scheme: 'https', authority: 'cdn.test:444', prefix: '/files' })
  })
})
