/** The Media Library over many assets: frames while it is scrolled. */
import { createHash } from 'node:crypto'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { API_KEY, API_SECRET, CLOUD } from '../../support/upload-stack.ts'
import { blocking } from './blocking.ts'
import { opened, site } from './slow-page.ts'

const SECONDS = 10
/** Pixels a second: a quick hand on a wheel. */
const SPEED = 3000

export interface Scrolling {
  readonly slower: number
  /** Between two frames, in milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly longest: number
  /** Tiles in the document at most. */
  readonly tiles: number
  /** Rows of the page that were passed. */
  readonly passedPixels: number
}

/** Scrolls through all of a catalogue. The assets have no files: pictures are put into the place of their thumbnails. */
export async function measureScrolling(browser: Browser, base: string, slower: number): Promise<Scrolling> {
  const timestamp = Date.now()
  const signature = createHash('sha256')
    .update(`cloud_name=${CLOUD}&timestamp=${timestamp}&username=bench${API_SECRET}`)
    .digest('hex')
  const options = { cloud_name: CLOUD, api_key: API_KEY, username: 'bench', timestamp, signature }
  const host = await site(`<style>html, body, #library { margin: 0; block-size: 100% }</style><div id="library"></div>
<script src="${base}/widgets/media-library/latest/global/all.js"></script>
<script>cloudinary.openMediaLibrary({ ...${JSON.stringify(options)}, inline_container: '#library' })</script>`)
  const body = await thumbnail()
  const prepare = (page: Awaited<ReturnType<typeof opened>>) =>
    page.route(`${base}/${CLOUD}/**`, (route) => route.fulfill({ body, contentType: 'image/jpeg' }))
  const page = await opened(browser, host.address, { slower, width: 1280, height: 900, prepare })
  const library = page.locator('tintype-media-library')
  await library.locator('[data-public-id]').first().waitFor()
  await page.waitForTimeout(2000)
  await blocking(page)
  const { frames, tiles, passedPixels } = await library.evaluate(
    (element, { seconds, speed }) =>
      new Promise<{ frames: number[]; tiles: number; passedPixels: number }>((resolve) => {
        const root = element.shadowRoot as ShadowRoot
        const results = root.querySelector('.results') as HTMLElement
        const began = performance.now()
        const from = results.scrollTop
        const frames: number[] = []
        let before = began
        let tiles = 0
        const frame = (now: number): void => {
          frames.push(now - before)
          before = now
          if (frames.length % 15 === 0) tiles = Math.max(tiles, root.querySelectorAll('[data-public-id]').length)
          if (now - began > seconds * 1000) {
            resolve({ frames: frames.slice(1), tiles, passedPixels: results.scrollTop - from })
            return
          }
          results.scrollTop = from + ((now - began) / 1000) * speed
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    { seconds: SECONDS, speed: SPEED },
  )
  await page.context().close()
  host.close()
  const sorted = frames.toSorted((left, right) => left - right)
  return {
    slower,
    p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    longest: sorted.at(-1) ?? 0,
    tiles,
    passedPixels,
  }
}

function thumbnail(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#808080', noise } })
    .blur(3)
    .jpeg()
    .toBuffer()
}
