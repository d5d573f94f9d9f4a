import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CLIENTS, type ClientName, clientOf, cloudinaryUrl } from '../../../server/cli/client-environment.ts'

const account = { accountId: 'abc', provisioningApiKey: '456', provisioningApiSecret: 'Pro-vi_sioning' }
const HTTP = { url: 'http://127.0.0.1:8080', cloudName: 'demo', apiKey: '123', apiSecret: 'Se_cr-et', account }
const HTTPS = { ...HTTP, url: 'https://media.example:8443/files' }
const root = fileURLToPath(new URL('../../..', import.meta.url))

describe('the environment for a client', () => {
  it.each(Object.keys(CLIENTS) as ClientName[])('%s', (name) => {
    expect([clientOf(name).variables(HTTP), clientOf(name).variables(HTTPS)]).toMatchSnapshot()
  })

  it('never gives the secret to a browser', () => {
    const publicVariables = (Object.keys(CLIENTS) as ClientName[])
      .flatMap((name) => clientOf(name).variables(HTTP))
      .filter(({ name }) => /^(VITE|NEXT_PUBLIC)_/.test(name))

    expect(publicVariables.length).toBeGreaterThan(3)
    for (const { value } of publicVariables) {
      expect(value).not.toContain(HTTP.apiSecret)
      expect(value).not.toContain(account.provisioningApiSecret)
    }
  })

  it.each([
    ['plain HTTP', HTTP, { secure: false }, 'http://127.0.0.1:8080/demo/image/upload/c_fill,w_10/v1/a/b'],
    ['HTTPS', HTTPS, {}, 'https://media.example:8443/files/demo/image/upload/c_fill,w_10/v1/a/b'],
  ])('lets the Node SDK build addresses of this server over %s', async (_name, server, options, expected) => {
    const script = `import { v2 } from 'cloudinary'; const { api_secret, upload_prefix } = v2.config(); console.log(JSON.stringify({ api_secret, upload_prefix, url: v2.url('a/b', { width: 10, crop: 'fill', urlAnalytics: false, ...${JSON.stringify(options)} }) }))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: { ...process.env, CLOUDINARY_URL: cloudinaryUrl(server) },
    })

    expect(JSON.parse(stdout)).toEqual({ api_secret: server.apiSecret, upload_prefix: server.url, url: expected })
  })
})
