/** What is published, as somebody gets it: compiled files in `node_modules`, no sources beside them. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../widgets/support/current-build.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

describe('the published server', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-package-'))
  const installed = join(folder, 'node_modules/@tintype/server')

  beforeAll(async () => {
    await run(process.execPath, [join(root, '.ci/build.mjs'), 'server'], { cwd: root })
    const { files } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8')) as { files: string[] }
    mkdirSync(installed, { recursive: true })
    for (const name of [...files, 'package.json']) {
      cpSync(join(root, 'server', name), join(installed, name), { recursive: true })
    }
    for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '@tintype')) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    }
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds no TypeScript but declarations', () => {
    const sources = readdirSync(installed, { recursive: true })
      .map(String)
      .filter((file) => /(?<!\.d)\.ts$/.test(file))

    expect(sources).toEqual([])
    expect(existsSync(join(installed, 'dist/index.d.ts'))).toBe(true)
  })

  it('brings the licences of what is built into it', () => {
    const licences = readFileSync(join(installed, 'dist/third-party-licenses.txt'), 'utf8')

    expect(licences).toMatch(/^kysely [\d.]+\n\n.*MIT License/m)
    expect(licences).toMatch(/^express [\d.]+$/m)
  })

  it('uploads and renders by its compiled files, decoding in compiled children', async () => {
    const script = `
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { createTintype } from '@tintype/server'
const tintype = await createTintype({ data: ${JSON.stringify(join(folder, 'data'))}, logLevel: 'silent' })
const server = createServer(tintype.handler).listen(0, '127.0.0.1', async () => {
  const base = 'http://127.0.0.1:' + server.address().port
  const form = new FormData()
  form.set('upload_preset', 'getting_started')
  form.set('file', new Blob([await readFile(${JSON.stringify(join(installed, 'assets/pages/sample.jpg'))})]), 'a.jpg')
  const { public_id } = await (await fetch(base + '/v1_1/demo/image/upload', { method: 'POST', body: form })).json()
  const picture = await fetch(base + '/demo/image/upload/c_fill,h_40,w_60/l_text:Arimo_20:Hi/' + public_id + '.png')
  console.log(picture.status, picture.headers.get('content-type'))
  server.close()
  server.closeAllConnections()
  await tintype.close()
})`
    const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script]

    const { stdout } = await run(process.execPath, options, { cwd: folder })

    expect(stdout).toBe('200 image/png\n')
  })

  it('runs scripts and searches in compiled threads', async () => {
    const script = `
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { createTintype } from '@tintype/server'
const data = ${JSON.stringify(join(folder, 'data-threads'))}
const tintype = await createTintype({ data, cloudName: 'demo', apiKey: '1', apiSecret: 'secret', logLevel: 'silent' })
const server = createServer(tintype.handler).listen(0, '127.0.0.1', async () => {
  const base = 'http://127.0.0.1:' + server.address().port + '/v1_1/demo'
  const signed = { eval: 'upload_options.tags = ["scripted"]', timestamp: String(Math.floor(Date.now() / 1000)) }
  const text = Object.entries(signed).map((pair) => pair.join('=')).join('&')
  const form = new FormData()
  for (const [name, value] of Object.entries(signed)) form.set(name, value)
  form.set('api_key', '1')
  form.set('signature', createHash('sha1').update(text + 'secret').digest('hex'))
  form.set('file', new Blob(['some text']), 'a.txt')
  const { tags } = await (await fetch(base + '/raw/upload', { method: 'POST', body: form })).json()
  const headers = { authorization: 'Basic ' + btoa('1:secret'), 'content-type': 'application/json' }
  const body = JSON.stringify({ expression: 'tags=scripted' })
  const found = await (await fetch(base + '/resources/search', { method: 'POST', headers, body })).json()
  console.log(tags, found.total_count)
  server.close()
  server.closeAllConnections()
  await tintype.close()
})`
    const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script]

    const { stdout } = await run(process.execPath, options, { cwd: folder })

    expect(stdout).toBe("[ 'scripted' ] 1\n")
  })

  it('has a launcher that finds the compiled program', async () => {
    const { stdout } = await run(process.execPath, [join(installed, 'bin/tintype.mjs'), '--help'], { cwd: folder })

    expect(stdout).toContain('Usage: tintype <command>')
  })
})

describe('the published widgets', { timeout: 180_000 }, () => {
  interface Entry {
    readonly types?: string
    readonly default?: string
  }
  const widgets = join(root, 'widgets')
  const { exports } = JSON.parse(readFileSync(join(widgets, 'package.json'), 'utf8')) as {
    exports: Readonly<Record<string, string | Entry>>
  }
  const filesOf = (entry: string | Entry): readonly string[] =>
    typeof entry === 'string' ? [entry] : [entry.types, entry.default].flatMap((file) => file ?? [])

  // Not anew when they are there: other tests open pages with them at the same time.
  beforeAll(() => buildWhenStale(), 180_000)

  it('have a file for everything that can be imported', () => {
    const missing = Object.values(exports)
      .flatMap(filesOf)
      .filter((file) => !file.includes('*') && !existsSync(join(widgets, file)))

    expect(missing).toEqual([])
  })

  it('tell Next.js that the React components belong into the browser', () => {
    const modules = readdirSync(join(widgets, 'dist/esm/react')).map((name) => `react/${name}`)
    const without = ['react.js', ...modules.filter((name) => name.endsWith('.js'))].filter(
      (name) => !/^["']use client["']/.test(readFileSync(join(widgets, 'dist/esm', name), 'utf8')),
    )

    expect(without).toEqual([])
  })

  it.each(['upload-widget', 'media-library'])('have the languages of the %s by themselves', async (widget) => {
    const patterns = filesOf(exports[`./locales/${widget}/*`] ?? '')
    const languages = readdirSync(join(widgets, widget, 'messages')).flatMap(
      (file) => /^([a-z]{2})\.ts$/.exec(file)?.[1] ?? [],
    )

    for (const pattern of patterns) {
      const missing = languages.filter((language) => !existsSync(join(widgets, pattern.replace('*', language))))
      expect(missing, pattern).toEqual([])
    }
    const { de } = (await import(join(widgets, 'dist/esm/locales', widget, 'de.js'))) as { de: { trigger: string } }
    expect(de.trigger).toMatch(/\S/)
    expect(patterns.length).toBe(2)
    expect(languages.length).toBe(15)
  })
})
