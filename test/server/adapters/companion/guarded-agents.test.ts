/** What the process of the remote sources may connect to. */
import http from 'node:http'
import https from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardOutgoing } from '../../../../server/adapters/companion/guarded-agents.ts'

describe('agents of the process of remote sources', () => {
  const before = { http: http.globalAgent, https: https.globalAgent }
  beforeAll(() => guardOutgoing({ uploadSocketPath: '/nowhere/at/all', standIns: {} }))
  afterAll(() => {
    http.globalAgent = before.http
    https.globalAgent = before.https
  })

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://2130706433/',
    'https://localhost/',
    'https://example.com:8443/',
    'http://example.com/',
    'http://127.0.0.1:80/',
  ])('refuse %s', async (url) => {
    await expect(asked(url)).rejects.toThrow(/not allowed|not a public address/)
  })

  it('reach the socket where files go by its name only', async () => {
    await expect(asked('http://upload.tintype.invalid/ticket')).rejects.toThrow('ENOENT')
  })
})

function asked(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { get } = url.startsWith('https:') ? https : http
    get(url, resolve).on('error', reject)
  })
}
