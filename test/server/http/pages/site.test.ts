import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorPage } from '../../../../server/http/pages/error-page.ts'
import { sendReadiness } from '../../../../server/http/pages/health.ts'
import { html } from '../../../../server/http/pages/html.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

describe('the pages of a server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  it('offers uploads to somebody at this machine, and no secret', async () => {
    const { status, body, headers } = await get('/')

    expect(status).toBe(200)
    expect(body).toContain('data-upload-preset="getting_started"')
    expect(body).not.toContain(server.apiSecret)
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
  })

  it.each([
    ['through a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['by a host name from elsewhere', { host: 'evil.example' }],
  ])('shows only code to somebody %s', async (_name, headers) => {
    const { body } = await get('/', headers)

    expect(body).toContain('This server is running.')
    expect(body).not.toContain('getting_started')
    expect(body).not.toContain('<script')
  })

  it('has no inline script or style in it', async () => {
    const { body } = await get('/')

    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/)
  })

  it('gives its files with a tag, and not again to who has them', async () => {
    const first = await get('/assets/page.css')
    const again = await get('/assets/page.css', { 'if-none-match': String(first.headers.etag) })

    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' } })
    expect(again).toMatchObject({ status: 304, body: '' })
  })

  it.each(['/assets/../package.json', '/assets/%2e%2e/package.json', '/assets/constructor', '/assets/'])(
    'has nothing at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it('answers a browser that lost its way with a page, and a program with a line', async () => {
    const path = '/demo/image/upload/nothing.jpg'
    const page = await get(path, { 'sec-fetch-dest': 'document', accept: 'text/html' })
    const line = await get(path, { 'sec-fetch-dest': 'image', accept: 'image/*' })

    expect(page.status).toBe(404)
    expect(page.body).toContain('<h1>Nothing here</h1>')
    expect(page.headers['cache-control']).toBe('private, no-store')
    expect(page.body).toContain(String(page.headers['x-request-id']))
    expect(line.status).toBe(404)
    expect(line.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(page.headers['x-cld-error']).toBe(line.headers['x-cld-error'])
  })

  it('works under a path of a foreign application', async () => {
    const application = express().use('/media', server.tintype.router)
    const host = createServer(application)
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const { port } = host.address() as AddressInfo

    const without = await get('/media', {}, port)
    const page = await get('/media/', {}, port)
    const style = await get('/media/assets/page.css', {}, port)

    host.close()
    expect(without).toMatchObject({ status: 308, headers: { location: '/media/' } })
    expect(page.body).toContain(`data-base-url="http://127.0.0.1:${port}/media"`)
    expect(style.status).toBe(200)
  })

  it('tells that it is alive and ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' })
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' })
  })

  interface Answer {
    readonly status: number
    readonly body: string
    readonly headers: Readonly<Record<string, string | string[] | undefined>>
  }

  function get(path: string, headers: Record<string, string> = {}, port = server.port): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = send({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          body += part
        })
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
      })
      call.once('error', reject).end()
    })
  }
})

describe('readiness', () => {
  it.each([
    [
      'a part fails',
      { disk: async () => Promise.reject(new Error('/secret/path')) },
      false,
      { status: 'not ready', failed: ['disk'] },
    ],
    ['it stops', {}, true, { status: 'stopping' }],
  ])('is 503 when %s, and says no more than the name', async (_name, checks, stopping, expected) => {
    const failures: unknown[] = []
    const server = createServer((_request, response) => {
      void sendReadiness(response, {
        checks: { database: async () => undefined, ...checks },
        degraded: () => [],
        isStopping: () => stopping,
        onFailure: (_part, error) => failures.push(error),
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)

    server.close()
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual(expected)
    expect(failures.length).toBe(stopping ? 0 : 1)
  })

  it('is 200 when a part does its work in part only, and names it', async () => {
    const server = createServer((_request, response) => {
      void sendReadiness(response, {
        checks: { database: async () => undefined },
        degraded: () => ['storage'],
        isStopping: () => false,
        onFailure: () => {},
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)

    server.close()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'degraded', degraded: ['storage'] })
  })
})

describe('markup', () => {
  it('escapes what is put into it, in text and attributes', () => {
    const hostile = `"><script>alert('1')</script>&`

    expect(html`<a title="${hostile}">${hostile}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</a>',
    )
  })

  it('of an error escapes the message', () => {
    expect(errorPage({ status: 400, message: '<img src=x>', requestId: 'a' })).toContain('<p>&lt;img src=x&gt;</p>')
  })
})
