import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFromLoopback } from '../../../server/http/loopback.ts'

describe('a request', () => {
  const server = createServer((incoming, response) => response.end(String(isFromLoopback(incoming))))
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it.each([
    ['that names the loopback address', { host: '127.0.0.1:8080' }, 'true'],
    ['that names localhost', { host: 'localhost' }, 'true'],
    ['that names the IPv6 loopback address', { host: '[::1]:8080' }, 'true'],
    ['from a page of this machine', { host: 'localhost', origin: 'http://localhost:5173' }, 'true'],
    ['from a foreign page', { host: 'localhost', origin: 'https://evil.example' }, 'false'],
    ['from a sandboxed page', { host: 'localhost', origin: 'null' }, 'false'],
    ['whose host name was pointed at this machine', { host: 'evil.example' }, 'false'],
    ['whose host only begins like the loopback address', { host: '127.0.0.1.evil.example' }, 'false'],
    ['that a proxy passed on', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }, 'false'],
    ['that a proxy passed on by the standard header', { host: 'localhost', forwarded: 'for=203.0.113.9' }, 'false'],
  ])('%s', async (_name, headers, expected) => {
    expect(await send(headers)).toBe(expected)
  })

  function send(headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      const call = request({ port, host: '127.0.0.1', headers }, (response) => {
        let body = ''
        response.on('data', (part) => {
          body += part
        })
        response.on('end', () => resolve(body))
      })
      call.once('error', reject).end()
    })
  }
})
