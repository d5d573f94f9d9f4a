/**
 * The page at the end of a sign-in in a window of its own: posts the session to the page that has opened the window, and
 * to no other origin, then closes. Its script and style are allowed by their digests.
 */
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { html } from './html.ts'

export interface Handover {
  /** Of the page that has opened the window. */
  readonly origin: string
  /** Which that page made up. */
  readonly nonce: string
  readonly session: object
}

const SCRIPT = `
const page = document.getElementById('handover')
const { origin, nonce, session } = page.dataset
if (window.opener) {
  window.opener.postMessage({ type: 'tintype-library-session', nonce, session: JSON.parse(session) }, origin)
  window.close()
} else document.getElementById('lost').hidden = false
for (const name of ['origin', 'nonce', 'session']) delete page.dataset[name]
`
const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 2rem; box-sizing: border-box; font: 1rem/1.6 system-ui, sans-serif }
`
const digest = (text: string) => createHash('sha256').update(text).digest('base64')
const POLICY = `default-src 'none'; script-src 'sha256-${digest(SCRIPT)}'; style-src 'sha256-${digest(STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function sendHandover(response: ServerResponse, { origin, nonce, session }: Handover): void {
  const page = html`<main id="handover" data-origin="${origin}" data-nonce="${nonce}" data-session="${JSON.stringify(session)}"><h1>You are signed in</h1><p>Go back to the page that you came from.</p><p id="lost" hidden>That page was not told: the provider has cut the connection to it. Close this window and sign in there in another way.</p></main>`
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Signed in</title><style>${STYLE}</style></head><body>${page}<script>${SCRIPT}</script></body></html>`
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}
