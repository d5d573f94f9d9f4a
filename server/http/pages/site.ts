/**
 * What the server shows besides its API and its pictures: the first page and its files, the reference of the API, the
 * widgets' bundles, health.
 * Plain Node, so that it can stand before or inside Express.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isFromLoopback } from '../loopback.ts'
import { type WidgetFiles, widgetFiles } from '../static.ts'
import { firstPage } from './first-page.ts'
import { type Readiness, sendHealth, sendReadiness } from './health.ts'
import { pageAssets } from './page-assets.ts'
import { reference } from './reference/reference.ts'

export interface SiteOptions {
  readonly cloudName: string
  readonly version: string
  /** Unsigned preset for readers on this machine. */
  readonly uploadPreset: string
  /** Folder with the files of the pages. */
  readonly assetsFolder: string
  /** `dist` of the widgets' package; null when that is not installed. */
  readonly widgetsFolder: string | null
  /** Address that this client uses, with the path prefix, without a slash at the end. */
  readonly baseUrlOf: (request: IncomingMessage) => string
  readonly readiness: Readiness
}

/** Answers what it knows; resolves to false for everything else. `path`: decoded or not, without the query. */
export type Site = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function site(options: SiteOptions): Site {
  const assets = pageAssets(options.assetsFolder)
  const docs = reference({ ...options, policy: PAGE_POLICY })
  const widgets: WidgetFiles =
    options.widgetsFolder === null
      ? async () => false
      : widgetFiles({ folder: options.widgetsFolder, version: options.version })

  return async (request, response, path) => {
    if (path.startsWith('/widgets/')) return widgets(request, response, path.slice('/widgets'.length))
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (path === '/' || path === '') {
      sendFirstPage(request, response, options)
      return true
    }
    if (path === '/healthz') {
      sendHealth(response)
      return true
    }
    if (path === '/readyz') {
      await sendReadiness(response, options.readiness)
      return true
    }
    if (path === '/docs' || path.startsWith('/docs/')) return docs(request, response, path)
    return path.startsWith('/assets/') ? assets(request, response, path.slice('/assets/'.length)) : false
  }
}

function sendFirstPage(request: IncomingMessage, response: ServerResponse, options: SiteOptions): void {
  const baseUrl = options.baseUrlOf(request)
  const prefix = new URL(baseUrl).pathname
  const asked = new URL((request as { originalUrl?: string }).originalUrl ?? request.url ?? '/', 'http://host').pathname
  if (!asked.endsWith('/')) {
    // The addresses in the page are relative to its folder.
    response.writeHead(308, { Location: `${prefix.replace(/\/$/, '')}/` }).end()
    return
  }
  const body = firstPage({
    baseUrl,
    cloudName: options.cloudName,
    version: options.version,
    uploadPreset: isFromLoopback(request) ? options.uploadPreset : null,
    hasWidgets: options.widgetsFolder !== null,
  })
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    Vary: 'Host, X-Forwarded-For',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
