/** The style sheets, scripts and pictures of the pages: a fixed list, read once. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const FILES = {
  'theme.css': 'text/css; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'reference.css': 'text/css; charset=utf-8',
  'reference.js': 'text/javascript; charset=utf-8',
  'journey.js': 'text/javascript; charset=utf-8',
  'variants.js': 'text/javascript; charset=utf-8',
  'snippets.js': 'text/javascript; charset=utf-8',
  'tabs.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'sample.jpg': 'image/jpeg',
  'gelasio-600.ttf': 'font/ttf',
} as const

type AssetName = keyof typeof FILES

/** The headings' font is not copied but read from its package. */
const FROM_PACKAGES: Readonly<Record<string, string>> = {
  'gelasio-600.ttf': '@expo-google-fonts/gelasio/600SemiBold/Gelasio_600SemiBold.ttf',
}

/** Answers for one file of `/assets/`; resolves to false when there is none of that name. */
export function pageAssets(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, name: string) => Promise<boolean> {
  const read = new Map<AssetName, Promise<{ readonly body: Buffer; readonly etag: string }>>()

  return async (request, response, name) => {
    if (!Object.hasOwn(FILES, name)) return false
    const known = name as AssetName
    const loading = read.get(known) ?? load(pathOf(folder, known))
    read.set(known, loading)
    const { body, etag } = await loading
    response.setHeader('ETag', etag)
    response.setHeader('Cache-Control', 'no-cache')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return true
    }
    response.writeHead(200, { 'Content-Type': FILES[known], 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

function pathOf(folder: string, name: AssetName): string {
  const inPackage = FROM_PACKAGES[name]
  return inPackage === undefined ? join(folder, name) : createRequire(import.meta.url).resolve(inPackage)
}

async function load(path: string): Promise<{ readonly body: Buffer; readonly etag: string }> {
  const body = await readFile(path)
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}
