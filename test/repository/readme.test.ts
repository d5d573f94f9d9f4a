/** Runs what the README tells its readers to paste, against a server started by its command. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserLaunchOptions } from '../../.ci/browser.mjs'
import { startTintype, type TintypeProcess } from '../support/tintype-process.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const run = promisify(execFile)

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-readme-'))
  let server: TintypeProcess
  let url: string
  let cloudinaryUrl: string

  beforeAll(async () => {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    copyFileSync(join(root, 'server/assets/pages/sample.jpg'), join(folder, 'picture.jpg'))
    server = startTintype(['serve', '--port', '0', '--data', join(folder, 'data')])
    ;[, url = ''] = await server.saw(/Open this page\s+(http:\S+)\//)
    ;[, cloudinaryUrl = ''] = await server.saw(/CLOUDINARY_URL=(\S+)/)
  }, 120_000)
  afterAll(async () => {
    server.child.kill('SIGTERM')
    await server.finished
    rmSync(folder, { recursive: true, force: true })
  })

  it('has a snippet for Node that uploads and gives the address of a thumbnail', async () => {
    const output = await runSnippet('cloudinary.uploader', { CLOUDINARY_URL: cloudinaryUrl })

    const [original = '', thumbnail = ''] = output.trim().split(' ')
    expect((await fetch(original)).status).toBe(200)
    const answer = await fetch(thumbnail)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.status).toBe(200)
  })

  it('has a snippet that mounts the server in an application', async () => {
    const check = `
const listener = app.listen(0, '127.0.0.1', async () => {
  const answer = await fetch('http://127.0.0.1:' + listener.address().port + '/media/healthz')
  console.log(answer.status)
  listener.close()
  await tintype.close()
})`

    expect((await runSnippet('createTintype', {}, check)).trim().split('\n')).toContain('200')
  })

  it('has a snippet for pages that opens the widget', async () => {
    const page = snippet('html', 'createUploadWidget').replaceAll('http://127.0.0.1:8080', url)
    const host = await serve(`<!doctype html><title>A page</title><body>${page}`)
    const browser = await chromium.launch(await browserLaunchOptions())
    try {
      const opened = await browser.newPage()
      await opened.goto(`http://localhost:${(host.address() as AddressInfo).port}/`)
      await opened.click('#upload')

      await opened.waitForSelector('tintype-upload-widget [part~="dropzone"]')
    } finally {
      await browser.close()
      host.close()
      host.closeAllConnections()
    }
  })

  async function runSnippet(mark: string, env: Record<string, string>, more = ''): Promise<string> {
    const file = join(folder, 'snippet.mjs')
    writeFileSync(file, snippet('js', mark) + more)
    const options = ['--conditions=tintype-source', '--disable-warning=ExperimentalWarning']
    const { stdout } = await run(process.execPath, [...options, file], { cwd: folder, env: { ...process.env, ...env } })
    return stdout
  }
})

function snippet(language: string, mark: string): string {
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
  const found = blocks.find(([, name, text]) => name === language && text?.includes(mark))
  if (found?.[2] === undefined) throw new Error(`The README has no ${language} snippet with ${mark}`)
  return found[2]
}

async function serve(body: string): Promise<Server> {
  const host = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(body)
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  return host
}
