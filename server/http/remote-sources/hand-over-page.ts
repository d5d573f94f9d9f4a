/**
 * The page that ends signing in at a provider: it gives the token to the page that opened it - to that origin only, with
 * the nonce that page sent - and closes. Style and script are inside and allowed by their digests; what is said stands in
 * an attribute.
 */
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { html } from '../pages/html.ts'

/** Of the page that began to sign in. */
export interface Flow {
  readonly origin: string
  readonly nonce: string
}

export interface HandOver {
  readonly provider: string
  /** As people know it. */
  readonly title: string
  /** Null when the provider gave none. */
  readonly token: string | null
}

const STYLE = `
:root { color-scheme: light dark; --paper: #f6f2ea; --ink: #221d18; --muted: #655c50 }
@media (prefers-color-scheme: dark) { :root { --paper: #171411; --ink: #efe8dc; --muted: #a99e8e } }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 2rem; box-sizing: border-box; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 30rem }
h1 { margin: 0 0 0.75rem; font: 600 1.8rem/1.2 Georgia, serif; letter-spacing: -0.01em }
p { margin: 0; color: var(--muted) }
`
const SCRIPT = `
const { message, origin } = JSON.parse(document.querySelector('meta[name=hand-over]').content)
if (window.opener && origin) {
  window.opener.postMessage(message, origin)
  window.close()
}
`
const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const POLICY = `default-src 'none'; style-src ${digestOf(STYLE)}; script-src ${digestOf(SCRIPT)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** @param flow null when nobody can be told: too late, or begun elsewhere */
export function sendHandOver(response: ServerResponse, flow: Flow | null, { provider, title, token }: HandOver): void {
  const message = {
    type: 'tintype-remote-source',
    provider,
    nonce: flow?.nonce,
    ...(token === null ? { error: true } : { token }),
  }
  const body = handOverPage(
    title,
    token !== null && flow !== null,
    JSON.stringify({ message, origin: flow?.origin ?? null }),
  )
  response.writeHead(token === null || flow === null ? 400 : 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': POLICY,
    // The opener is another page, often of another origin: it has to stay reachable.
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  response.end(body)
}

function handOverPage(title: string, isDone: boolean, message: string): string {
  const heading = isDone ? `Connected to ${title}` : `${title} is not connected`
  const text = isDone
    ? 'You can close this window and go on where you came from.'
    : 'Close this window and try to connect again.'
  return [
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="hand-over" content="${message}">
<title>${heading}</title>
<style>`.text,
    STYLE,
    html`</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${text}</p>
</main>
<script>`.text,
    SCRIPT,
    html`</script>
</body>
</html>
`.text,
  ].join('')
}
