/**
 * `/widgets/...`: the bundles for script tags, under the vendor's own paths, so that a page changes nothing but the host.
 *
 *   /widgets/upload-widget/latest/global/all.js   changes with each release: 1 hour, then asked for again
 *   /widgets/media-library/global/all.js          the same
 *   /widgets/<version>/<the same path>            that release for ever: immutable
 *   /widgets/<beside a bundle>/<part>-<digest>.js loaded by the bundle when it is needed: immutable
 *   /widgets/integrity.json                       digests of all of them, for `integrity` attributes
 *
 * Any page may load them (`Access-Control-Allow-Origin: *`), compressed once at the build.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface WidgetFilesOptions {
  /** `dist` of the widgets' package. */
  readonly folder: string
  /** Release of the widgets, for the pinned paths. */
  readonly version: string
}

/** Where a path below `/widgets` leads: a file below `dist`, and whether its content can ever change. */
export interface WidgetFile {
  readonly path: string
  readonly immutable: boolean
}

/** Answers a request below `/widgets`; `path` begins with a slash. Resolves to false when there is no such file. */
export type WidgetFiles = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}
/** The folder in which the upload widget alone was also at home. */
const ALIAS = /^(?:v2\.0\/|latest\/)?global\//
/** The library was at home beside it, without a release in its path. */
const LIBRARY_ALIAS = /^media-library\/global\//
const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/

export function widgetFiles({ folder, version }: WidgetFilesOptions): WidgetFiles {
  const etags = new Map<string, { readonly stamp: string; readonly etag: string }>()

  return async (request, response, path) => {
    const file = findWidgetFile(path, version)
    if (file === null) return false
    const chosen = await chooseEncoding(join(folder, file.path), request.headers['accept-encoding'])
    if (chosen === null) return false
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(request.method === 'OPTIONS' ? 204 : 405, { Allow: 'GET, HEAD, OPTIONS' }).end()
      return true
    }
    const etag = await etagOf(chosen)
    response.setHeader('Vary', 'Accept-Encoding')
    response.setHeader('ETag', etag)
    response.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    if (matches(request.headers['if-none-match'], etag)) {
      response.writeHead(304).end()
      return true
    }
    response.setHeader('Content-Type', TYPES[extname(file.path)] ?? 'application/octet-stream')
    if (chosen.encoding !== null) response.setHeader('Content-Encoding', chosen.encoding)
    response.setHeader('Content-Length', chosen.size)
    if (request.method === 'HEAD') response.end()
    else await send(chosen.path, response)
    return true
  }

  /** Digest of the bytes, computed once for each state of the file: a rebuild under a running server is noticed. */
  async function etagOf({ path, stamp }: ChosenFile): Promise<string> {
    const known = etags.get(path)
    if (known?.stamp === stamp) return known.etag
    const etag = `"${createHash('sha256')
      .update(await readFile(path))
      .digest('base64url')
      .slice(0, 27)}"`
    etags.set(path, { stamp, etag })
    return etag
  }
}

/** Pure: which file a path means, if any. Knows no folder but the ones named here, and never leaves them. */
export function findWidgetFile(path: string, version: string): WidgetFile | null {
  const name = path.replace(/^\//, '')
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(name) || name.split('/').some((part) => part.startsWith('.'))) return null
  if (name === 'integrity.json' || name === 'custom-elements.json') return { path: name, immutable: false }
  if (!(extname(name) in TYPES)) return null
  const segments = name.split('/')
  const pinned = segments.indexOf(version)
  if (pinned === 0) return { path: `bundles/${target(segments.slice(1).join('/'))}`, immutable: true }
  if (pinned === 1) {
    return { path: `bundles/${target([segments[0], 'latest', ...segments.slice(2)].join('/'))}`, immutable: true }
  }
  return { path: `bundles/${target(name)}`, immutable: HASHED.test(name) }
}

function target(name: string): string {
  return name.replace(LIBRARY_ALIAS, 'media-library/latest/global/').replace(ALIAS, 'upload-widget/latest/global/')
}

interface ChosenFile {
  readonly path: string
  readonly encoding: 'br' | 'gzip' | null
  readonly size: number
  readonly stamp: string
}

async function chooseEncoding(path: string, accepted: string | string[] | undefined): Promise<ChosenFile | null> {
  const offers = String(accepted ?? '')
  const candidates = [
    ...(accepts(offers, 'br') ? [{ path: `${path}.br`, encoding: 'br' as const }] : []),
    ...(accepts(offers, 'gzip') ? [{ path: `${path}.gz`, encoding: 'gzip' as const }] : []),
    { path, encoding: null },
  ]
  for (const candidate of candidates) {
    const entry = await stat(candidate.path).catch(() => null)
    if (entry?.isFile()) return { ...candidate, size: entry.size, stamp: `${entry.mtimeMs}-${entry.size}` }
  }
  return null
}

function accepts(header: string, encoding: string): boolean {
  const [, quality = '1'] = new RegExp(`(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=([\\d.]+))?\\s*(?:,|$)`).exec(header) ?? [
    '',
    '0',
  ]
  return Number(quality) > 0
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

async function send(path: string, response: ServerResponse): Promise<void> {
  try {
    await pipeline(createReadStream(path), response)
  } catch (error) {
    // The reader went away; there is nobody left to tell.
    if (!response.destroyed) throw error
  }
}
