/** The Upload Widget: how soon it can be used, and how long its page stands still with many files. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { blocking } from './blocking.ts'
import { opened } from './slow-page.ts'

const TELEPHONE = { width: 412, height: 915 }

export interface Start {
  readonly interactiveMs: number
  readonly blockingMs: number
}

export async function measureStart(browser: Browser, address: string, slower: number): Promise<Start> {
  const page = await opened(browser, address, { slower, ...TELEPHONE })
  const interactiveMs = await page.evaluate(async () => {
    await customElements.whenDefined('tintype-upload-widget')
    const widget = document.querySelector('tintype-upload-widget') as HTMLElement & { updateComplete: Promise<unknown> }
    while (!widget.shadowRoot?.querySelector('input[type=file]')) await widget.updateComplete
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now()
  })
  const { totalMs } = await blocking(page)
  await page.context().close()
  return { interactiveMs, blockingMs: totalMs }
}

export interface Queue {
  readonly files: number
  /** From the first file that was taken to the start of the queue. */
  readonly queuedMs: number
  /** From the first file that was taken to the last that the server has. */
  readonly endedMs: number
  readonly blockingMs: number
  readonly longestTaskMs: number
  readonly longestFrameMs: number
}

export async function measureQueue(
  browser: Browser,
  address: string,
  { slower, paths }: { readonly slower: number; readonly paths: readonly string[] },
): Promise<Queue> {
  const page = await opened(browser, address, { slower, ...TELEPHONE })
  const input = page.locator('tintype-upload-widget input[type=file]').first()
  await input.waitFor({ state: 'attached' })
  const ended = page.evaluate(
    () =>
      new Promise<{ queuedMs: number; endedMs: number; failed: number }>((resolve) => {
        const widget = document.querySelector('tintype-upload-widget') as HTMLElement
        let began = 0
        let queuedMs = 0
        widget.addEventListener('tintype-upload-added', () => {
          began ||= performance.now()
        })
        widget.addEventListener('tintype-upload-queue-start', () => {
          queuedMs = performance.now() - began
        })
        widget.addEventListener('tintype-upload-queue-end', (event) => {
          const { files } = (event as CustomEvent<{ files: { failed: boolean }[] }>).detail
          const failed = files.filter((file) => file.failed).length
          resolve({ queuedMs, endedMs: performance.now() - began, failed })
        })
      }),
  )
  await blocking(page)
  await input.setInputFiles(paths)
  const { queuedMs, endedMs, failed } = await ended
  if (failed > 0) throw new Error(`${failed} of ${paths.length} files were not uploaded`)
  const { totalMs, longestTaskMs, longestFrameMs } = await blocking(page)
  await page.context().close()
  return { files: paths.length, queuedMs, endedMs, blockingMs: totalMs, longestTaskMs, longestFrameMs }
}

/** Of one megapixel, each with bytes of its own. */
export async function photographs(folder: string, count: number): Promise<readonly string[]> {
  mkdirSync(folder)
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#808080', noise } })
    .blur(4)
    .jpeg({ quality: 80 })
    .toBuffer()
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `photo-${index + 1}.jpg`)
    writeFileSync(path, Buffer.concat([picture, randomBytes(8)]))
    return path
  })
}
