/** `/docs`, `/docs/errors` and `/docs/openapi.json`: made once, when first asked for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { openApi } from '../../../contract/openapi.ts'
import { OPERATIONS } from '../../../contract/operations.ts'
import { REMOTE_OPERATIONS } from '../../../contract/remote-sources.ts'
import { errorsPage } from './errors-page.ts'
import { referencePage } from './reference-page.ts'

const DOCUMENTED = [...OPERATIONS, ...REMOTE_OPERATIONS]

export interface ReferenceOptions {
  readonly cloudName: string
  readonly version: string
  /** `Content-Security-Policy` of the page. */
  readonly policy: string
}

/** Answers a GET or HEAD of `path`, which begins with `/docs`; resolves to false for what is not there. */
export type Reference = (request: IncomingMessage, response: ServerResponse, path: string) => boolean

export function reference({ cloudName, version, policy }: ReferenceOptions): Reference {
  let page: Buffer | null = null
  let json: Buffer | null = null
  let errors: Buffer | null = null
  return (request, response, path) => {
    if (path === '/docs/openapi.json') {
      json ??= Buffer.from(JSON.stringify(openApi(DOCUMENTED, { version, server: '..' })))
      send(request, response, json, {
        'Content-Type': 'application/json; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
      })
      return true
    }
    if (path === '/docs/errors') {
      errors ??= Buffer.from(errorsPage(version))
      send(request, response, errors, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy })
      return true
    }
    if (path === '/docs/') {
      // The addresses in the page are relative to the folder that it lies in.
      response.writeHead(308, { Location: '../docs' }).end()
      return true
    }
    if (path !== '/docs') return false
    page ??= Buffer.from(
      referencePage({ document: openApi(DOCUMENTED, { version, server: '..' }), cloudName, version }),
    )
    send(request, response, page, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy })
    return true
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(200, {
    ...headers,
    'Content-Length': body.length,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
