/**
 * The page that a person sees instead of a bare line when something is not there. Programs get the same answer as ever:
 * `wantsPage` is true only for a browser that navigates. Its one style sheet is inside and allowed by its digest.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { html } from './html.ts'

export interface ErrorPageModel {
  readonly status: number
  /** What was wrong and what was expected; may be read by anybody. */
  readonly message: string
  readonly requestId: string
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'That request makes no sense here',
  401: 'This needs a signature',
  403: 'Not allowed',
  404: 'Nothing here',
  405: 'Not like that',
  420: 'Too many requests',
  429: 'Too many requests',
  503: 'Busy just now',
}

const STYLE = `
:root { color-scheme: light dark; --paper: #f6f2ea; --ink: #221d18; --muted: #655c50; --line: #d9d0c0; --accent: #8f4a1d }
@media (prefers-color-scheme: dark) { :root { --paper: #171411; --ink: #efe8dc; --muted: #a99e8e; --line: #3a332b; --accent: #e09a66 } }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 2rem; box-sizing: border-box; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 34rem }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
h1 { margin: 0 0 1rem; font: 600 clamp(1.8rem, 6vw, 2.6rem)/1.15 Georgia, serif; letter-spacing: -0.01em }
.status { color: var(--accent); font-weight: 600; font-variant-numeric: tabular-nums }
.id { color: var(--muted); font-size: 0.875rem; border-top: 1px solid var(--line); padding-top: 1rem }
a { color: var(--accent) }
`
const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64')

export const ERROR_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** True for a browser that was sent to this address, false for programs, pictures in pages and scripts. */
export function wantsPage(request: IncomingMessage): boolean {
  const { headers } = request
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined) return destination === 'document'
  return (headers.accept ?? '').includes('text/html')
}

export function sendErrorPage(request: IncomingMessage, response: ServerResponse, model: ErrorPageModel): void {
  const body = errorPage(model)
  response.statusCode = model.status
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', ERROR_PAGE_POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.end(request.method === 'HEAD' ? undefined : body)
}

export function errorPage({ status, message, requestId }: ErrorPageModel): string {
  const title = TITLES[status] ?? (status >= 500 ? 'Something broke on our side' : 'That did not work')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${status} ${title}</title>
<style>`.text.concat(
    STYLE,
    html`</style>
</head>
<body>
<main>
<p class="status">${status}</p>
<h1>${title}</h1>
<p>${message}</p>
<p class="id">Request ${requestId}</p>
</main>
</body>
</html>
`.text,
  )
}
