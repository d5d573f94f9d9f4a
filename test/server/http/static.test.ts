import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { fetch } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findWidgetFile, widgetFiles } from '../../../server/http/static.ts'

const ENTRY = '/upload-widget/latest/global/all.js'
const SCRIPT = 'window.cloudinary = {} // ünïcode'

describe('the path of a bundle', () => {
  it.each([
    [ENTRY, 'bundles/upload-widget/latest/global/all.js', false],
    ['/v2.0/global/all.js', 'bundles/upload-widget/latest/global/all.js', false],
    ['/latest/global/all.js', 'bundles/upload-widget/latest/global/all.js', false],
    ['/global/all.js', 'bundles/upload-widget/latest/global/all.js', false],
    ['/1.2.3/upload-widget/latest/global/all.js', 'bundles/upload-widget/latest/global/all.js', true],
    ['/1.2.3/global/all.js', 'bundles/upload-widget/latest/global/all.js', true],
    ['/upload-widget/1.2.3/global/all.js', 'bundles/upload-widget/latest/global/all.js', true],
    ['/upload-widget/chunks/hls-Ab12_xYz.js', 'bundles/upload-widget/chunks/hls-Ab12_xYz.js', true],
    ['/global/crop-Ab12xYz0.js', 'bundles/upload-widget/latest/global/crop-Ab12xYz0.js', true],
    ['/v2.0/global/crop-Ab12xYz0.js', 'bundles/upload-widget/latest/global/crop-Ab12xYz0.js', true],
    ['/media-library/latest/global/all.js', 'bundles/media-library/latest/global/all.js', false],
    ['/media-library/global/all.js', 'bundles/media-library/latest/global/all.js', false],
    ['/media-library/global/grid-Ab12xYz0.js', 'bundles/media-library/latest/global/grid-Ab12xYz0.js', true],
    ['/media-library/1.2.3/global/all.js', 'bundles/media-library/latest/global/all.js', true],
    ['/1.2.3/media-library/global/all.js', 'bundles/media-library/latest/global/all.js', true],
    ['/integrity.json', 'integrity.json', false],
  ])('%s', (path, file, immutable) => {
    expect(findWidgetFile(path, '1.2.3')).toEqual({ path: file, immutable })
  })

  it.each([
    '/../package.json',
    '/x/../../all.js',
    '/.hidden/all.js',
    '/a%2f..%2fall.js',
    '//all.js',
    '/',
    '/all.js.br',
    '/x.ts',
  ])('is nothing for %s', (path) => {
    expect(findWidgetFile(path, '1.2.3')).toBeNull()
  })

  it('is not pinned by a version of another release', () => {
    expect(findWidgetFile('/1.2.2/global/all.js', '1.2.3')).toEqual({
      path: 'bundles/1.2.2/global/all.js',
      immutable: false,
    })
  })
})

describe('widget files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-widgets-'))
  const files = widgetFiles({ folder, version: '1.2.3' })
  const server = createServer(async (request, response) => {
    if (!(await files(request, response, request.url ?? ''))) response.writeHead(404).end()
  })
  let base: string

  beforeAll(async () => {
    const file = join(folder, 'bundles', ENTRY)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, SCRIPT)
    writeFileSync(`${file}.br`, brotliCompressSync(SCRIPT))
    writeFileSync(`${file}.gz`, gzipSync(SCRIPT))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })

  it('may be loaded by any page, for an hour', async () => {
    const response = await fetch(base + ENTRY)

    expect(await response.text()).toBe(SCRIPT)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    })
  })

  it('are the same for ever under a pinned path', async () => {
    const response = await fetch(`${base}/1.2.3${ENTRY}`)

    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(
      createHash('sha384')
        .update(await response.text())
        .digest('hex'),
    ).toBe(createHash('sha384').update(SCRIPT).digest('hex'))
  })

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ])('come as %s to a client that accepts %s', async (encoding, accepted, decompress) => {
    const { headers, body } = await raw(accepted)

    expect(headers['content-encoding']).toBe(encoding)
    expect(decompress(body).toString()).toBe(SCRIPT)
  })

  it('are not sent again to who has them', async () => {
    const first = await fetch(base + ENTRY)
    const etag = first.headers.get('etag') ?? ''

    const second = await fetch(base + ENTRY, { headers: { 'if-none-match': etag } })

    expect(etag).toMatch(/^"[\w-]{27}"$/)
    expect(second.status).toBe(304)
  })

  it('change their tag when they are built again', async () => {
    const path = `${base}/upload-widget/latest/global/other.js`
    const file = join(folder, 'bundles/upload-widget/latest/global/other.js')
    writeFileSync(file, 'one')
    const first = await fetch(path)
    writeFileSync(file, 'two!')

    const second = await fetch(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })

    expect(await second.text()).toBe('two!')
  })

  it('refuse to be written', async () => {
    expect((await fetch(base + ENTRY, { method: 'POST' })).status).toBe(405)
  })

  async function raw(accepted: string) {
    const { request } = await import('node:http')
    return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const call = request(base + ENTRY, { headers: { 'accept-encoding': accepted } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }))
      })
      call.once('error', reject).end()
    })
  }
})
