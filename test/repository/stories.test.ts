/**
 * Every story in a real browser: it renders, breaks nothing, asks no foreign host, and axe finds nothing against WCAG 2.2
 * AA; every element has stories; and a screen reader finds on each screen what its transcript says.
 *
 * Transcripts are written anew by `npx vitest run test/repository/stories.test.ts -t transcript -u`. Read what changed.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, type CDPSession, chromium, type Page, type Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { readAloud } from '../support/screen-reader.ts'
import { TRANSCRIPTS } from '../widgets/transcripts/transcripts.ts'

interface Entry {
  readonly id: string
  readonly type: 'story' | 'docs'
  readonly title: string
}

interface StoryWindow {
  readonly __STORYBOOK_ADDONS_CHANNEL__?: { last(event: string): unknown[] | undefined }
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Globals of the toolbar. The whole matrix is three themes in two directions, in an Arabic page when from right to left. */
const APPEARANCES = process.env.TINTYPE_LONG
  ? ['light', 'dark', 'purple'].flatMap((theme) =>
      ['ltr', 'rtl'].map((direction) => `theme:${theme};direction:${direction}`),
    )
  : ['theme:auto;direction:ltr', 'theme:dark;direction:rtl']
const PAGES_AT_ONCE = 3
// Virtual lists draw what fits, and dates are told in the zone of the reader.
const PAGE = { viewport: { width: 1000, height: 800 }, locale: 'en-US', timezoneId: 'UTC' }
const transcripts = join(root, 'test/widgets/transcripts')
/** Title of a docs page, as an id, to an event that its reference has. */
const REFERENCED = new Map([
  ['upload-widget', 'tintype-upload-success'],
  ['media-library', 'tintype-library-insert'],
])

describe('the stories', { timeout: 900_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-stories-'))
  let host: Server
  let url: string
  let browser: Browser
  let entries: readonly Entry[]
  /** Story to what a screen reader says about it. */
  const heard = new Map<string, string>()

  beforeAll(async () => {
    const storybook = join(root, 'node_modules/storybook/dist/bin/dispatcher.js')
    const options = ['-c', 'stories/.storybook', '-o', folder, '--quiet', '--disable-telemetry']
    await promisify(execFile)(process.execPath, [storybook, 'build', ...options], { cwd: root })
    host = await serve(folder)
    url = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { entries: Record<string, Entry> }
    entries = Object.values(index.entries)
    browser = await chromium.launch(await browserLaunchOptions())
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    host?.close()
    host?.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(APPEARANCES)('render, play, ask no foreign host and pass axe: %s', async (appearance) => {
    const isFirst = appearance === APPEARANCES[0]
    // Flows end in states that other stories show: once is enough, where there are two appearances only.
    const stories = entries.filter(
      ({ type, title }) => type === 'story' && (isFirst || process.env.TINTYPE_LONG || !title.endsWith('/Flows')),
    )
    const problems = await visitAll(
      stories.map(({ id }) => id),
      appearance,
    )

    expect(stories.length).toBeGreaterThan(0)
    expect(problems).toEqual([])
  })

  it('are read aloud as their transcripts say', async () => {
    const ids = Object.values(TRANSCRIPTS)
    const [first = ''] = APPEARANCES
    await visitAll(
      [...new Set(ids)].filter((id) => !heard.has(id)),
      first,
    )

    for (const [file, id] of Object.entries(TRANSCRIPTS)) {
      await expect
        .soft(heard.get(id) ?? `There is no story ${id}`)
        .toMatchFileSnapshot(join(transcripts, `${file}.txt`))
    }
    const files = readdirSync(transcripts, { recursive: true, encoding: 'utf8' })
    const obsolete = files.filter((name) => name.endsWith('.txt') && !(name.replace(/\.txt$/, '') in TRANSCRIPTS))
    expect(obsolete).toEqual([])
  })

  it('come with a reference that has options, events and parts', async () => {
    const docs = entries.filter(({ type }) => type === 'docs')
    const page = await browser.newPage()
    for (const { id } of docs) {
      const [, event] = [...REFERENCED].find(([title]) => id.startsWith(title)) ?? []
      await page.goto(`${url}/iframe.html?id=${id}&viewMode=docs`)
      for (const text of ['cloudName', event ?? `an event of ${id}`, 'backdrop']) {
        await page.getByText(text, { exact: true }).first().waitFor({ state: 'attached' })
      }
    }
    await page.close()

    expect(docs.map(({ id }) => id.split('--')[0]).sort()).toEqual([...REFERENCED.keys()].sort())
  })

  /** What is wrong with them. What is said in the first appearance is kept for the transcripts. */
  async function visitAll(ids: readonly string[], appearance: string): Promise<string[]> {
    const problems: string[] = []
    const waiting = [...ids]
    await Promise.all(
      Array.from({ length: PAGES_AT_ONCE }, async () => {
        const context = await browser.newContext({ ...PAGE, reducedMotion: 'reduce' })
        const page = await context.newPage()
        const devtools = await context.newCDPSession(page)
        for (let id = waiting.shift(); id; id = waiting.shift()) {
          const found = await visit(page, id, appearance)
          problems.push(...found.map((problem) => `${id}: ${problem}`))
          if (appearance === APPEARANCES[0]) await listen(page, devtools, id)
          // Scripts stay compiled in the process; what a story kept in the browser goes.
          await page.goto('about:blank')
          await devtools.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'indexeddb,local_storage' })
        }
        await context.close()
      }),
    )
    return problems
  }

  async function listen(page: Page, devtools: CDPSession, id: string): Promise<void> {
    if (Object.values(TRANSCRIPTS).includes(id)) heard.set(id, await readAloud(page, devtools))
  }

  async function visit(page: Page, id: string, appearance: string): Promise<string[]> {
    const problems: string[] = []
    const onError = (error: Error): number => problems.push(error.message)
    const onRequest = (request: Request): void => {
      // stories.invalid is the server that the stories replay: its host cannot exist, and nobody is asked.
      if (!request.url().startsWith(url) && !/^(data:|blob:|http:\/\/stories\.invalid\/)/.test(request.url()))
        problems.push(`asks ${request.url()}`)
    }
    page.on('pageerror', onError).on('request', onRequest)
    // The add-on would run axe too, by itself; two runs at once are one too many.
    await page.goto(`${url}/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true;${appearance}`)
    await page.waitForSelector('#storybook-root > *', { state: 'attached' })
    // A play function that throws ends the story with an error; one that waits for ever does not end it.
    const end = await page
      .waitForFunction(() => {
        const channel = (window as unknown as StoryWindow).__STORYBOOK_ADDONS_CHANNEL__
        return channel?.last('storyFinished')?.[0]
      })
      .then((handle) => handle.jsonValue() as Promise<{ status?: string }>)
      .catch(() => ({ status: 'does not end' }))
    if (end.status !== 'success') {
      problems.push(`its play function failed (${end.status}): ${await page.evaluate(failureOfPlaying)}`)
    }
    await page.waitForTimeout(300)
    await page.evaluate(axe)
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: {
          run(
            context: unknown,
            options: object,
          ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
        }
      }
      const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
      const result = await axe.run('#storybook-root', { runOnly })
      return result.violations.map(
        ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
    })
    const regions = await page.evaluate(otherLiveRegions)
    page.off('pageerror', onError).off('request', onRequest)
    return [...problems, ...violations, ...regions.map((region) => `speaks at the same time: ${region}`)]
  }
})

/** In the page of the story: regions that speak beside the one polite and the one assertive of a widget. */
function otherLiveRegions(): string[] {
  const widgets = document.querySelectorAll('tintype-upload-widget, tintype-media-library')
  return [...widgets].flatMap(({ shadowRoot }) => {
    const speaking = shadowRoot?.querySelectorAll(
      '[aria-live]:not([aria-live=off]), [role=status], [role=alert], output',
    )
    const others = [...(speaking ?? [])].filter((region) => !region.matches('[part^=live-]'))
    const twice = (speaking?.length ?? 0) - others.length > 2 ? ['more than two regions'] : []
    return [...others.map(({ className, tagName }) => `${tagName}.${className}`), ...twice]
  })
}

/** In the page of the story. */
function failureOfPlaying(): string {
  const channel = (window as unknown as StoryWindow).__STORYBOOK_ADDONS_CHANNEL__
  const [error] = channel?.last('playFunctionThrewException') ?? []
  return String((error as Partial<Error> | undefined)?.message ?? 'no reason was given')
}

async function serve(folder: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    try {
      const body = await readFile(join(folder, decodeURIComponent(pathname)))
      const headers = { 'Content-Type': TYPES[extname(pathname)] ?? 'application/octet-stream' }
      response.writeHead(200, { ...headers, 'Cache-Control': 'max-age=3600' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
