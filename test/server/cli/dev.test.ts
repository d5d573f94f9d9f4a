/** `tintype dev` in a source tree of its own, which is changed under it. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fetch } from 'undici'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTintype, type TintypeProcess } from '../../support/tintype-process.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
let dev: TintypeProcess

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tintype-dev-'))
  cpSync(join(root, 'server'), join(folder, 'server'), {
    recursive: true,
    filter: (path) => !/\/(dist|docs|decisions|node_modules)$/.test(path),
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})
afterEach(async () => {
  dev.child.kill('SIGTERM')
  await dev.finished
  rmSync(folder, { recursive: true, force: true })
})

function start(): TintypeProcess {
  dev = startTintype(['dev', '--port', '0', '--data', join(folder, 'data')], {
    launcher: join(folder, 'server/bin/tintype.mjs'),
    directory: folder,
  })
  return dev
}

/** The address that was printed for the n-th start. */
async function address(starts: number): Promise<string> {
  const [text] = await dev.saw(new RegExp(`(Open this page\\s+(http:\\S+)/.*){${starts}}`, 's'))
  return [...text.matchAll(/Open this page\s+(http:\S+)\//g)].at(-1)?.[1] ?? ''
}

it('starts again when a source changes, with what was changed', async () => {
  start()
  const first = await address(1)
  expect(await (await fetch(`${first}/healthz`)).json()).toEqual({ status: 'ok' })
  const source = join(folder, 'server/http/pages/health.ts')
  const changed = readFileSync(source, 'utf8').replace("{ status: 'ok' }", "{ status: 'changed' }")

  writeFileSync(source, changed)

  await dev.saw(/sources changed, starting again/)
  expect(await (await fetch(`${await address(2)}/healthz`)).json()).toEqual({ status: 'changed' })
})

it('starts again when the configuration changes, and waits for the next change when that was wrong', async () => {
  const config = join(folder, 'tintype.config.yaml')
  writeFileSync(config, 'cloudName: one\n')
  start()
  await dev.saw(/CLOUDINARY_URL=\S+@one/)

  writeFileSync(config, 'cloudName: 1\nnonsense: true\n')
  await dev.saw(/configuration changed, starting again.*the server ended \(status 1\)/s)
  // As editors do it.
  writeFileSync(`${config}.new`, 'logLevel: warn\n')
  renameSync(`${config}.new`, config)

  expect((await fetch(`${await address(2)}/readyz`)).status).toBe(200)
})
