/** That the check of import boundaries sees what it is there for: each row plants one violation in a small tree. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBoundaries } from '../../.ci/boundaries.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A tree in which every arrow points down. */
const CLEAN: Readonly<Record<string, string>> = {
  'server/errors/base.ts': 'export class TintypeError extends Error {}',
  'server/transformation/index.ts': "import { TintypeError } from '../errors/base.ts'\nexport const t = TintypeError",
  'server/ports/storage.ts': "import type { Readable } from 'node:stream'\nexport type Storage = { get(): Readable }",
  'server/adapters/storage/fs.ts': "import type { Storage } from '../../ports/storage.ts'\nexport type Fs = Storage",
  'server/adapters/queue/memory.ts': 'export const queue = 1',
  'server/services/upload.ts': "import type { Storage } from '../ports/storage.ts'\nexport type U = Storage",
  'server/http/app.ts': "import express from 'express'\nexport const app = express",
  'server/cli/main.ts': "import { app } from '../http/app.ts'\nexport const main = app",
  'widgets/kit/theme.ts': "import { css } from 'lit'\nexport const theme = css",
  'widgets/upload-widget/store.ts': 'export const store = 1',
  'widgets/upload-widget/element.ts': "import { theme } from '../kit/theme.ts'\nexport const element = theme",
  'widgets/video-player/element.ts': 'export const player = 1',
}

const PLANTED = [
  ['a Node module in the language', 'server/transformation/x.ts', "import 'node:fs'", 'server-transformation-node'],
  ['a package in the language', 'server/transformation/x.ts', "import 'sharp'", 'server-transformation-packages'],
  [
    'a type of a port in the language',
    'server/transformation/x.ts',
    "import type { Storage } from '../ports/storage.ts'\nexport type X = Storage",
    'server-transformation-imports',
  ],
  [
    'an adapter in a port',
    'server/ports/x.ts',
    "import type { Fs } from '../adapters/storage/fs.ts'\nexport type X = Fs",
    'server-ports-imports',
  ],
  ['Express in a service', 'server/services/x.ts', "import 'express'", 'server-services-packages'],
  ['an adapter in a service', 'server/services/x.ts', "import '../adapters/storage/fs.ts'", 'server-services-imports'],
  ['an engine in HTTP', 'server/http/x.ts', "import 'sharp'", 'server-http-packages'],
  ['an adapter in HTTP', 'server/http/x.ts', "import '../adapters/queue/memory.ts'", 'server-http-imports'],
  ['an adapter in another adapter', 'server/adapters/storage/x.ts', "import '../queue/memory.ts'", 'adapter-folders'],
  ['the command line in HTTP', 'server/http/x.ts', "import '../cli/main.ts'", 'process-only-in-cli'],
  [
    'a port in a widget',
    'widgets/upload-widget/x.ts',
    "import type { Storage } from '../../server/ports/storage.ts'\nexport type X = Storage",
    'widgets-apart',
  ],
  ['a Node module in a widget', 'widgets/upload-widget/x.ts', "import 'node:path'", 'widgets-browser'],
  ['a widget in another', 'widgets/upload-widget/x.ts', "import '../video-player/element.ts'", 'widget-inner-files'],
  ['a widget in the kit', 'widgets/kit/x.ts', "import '../upload-widget/store.ts'", 'widgets-kit-imports'],
  ['templates in a store', 'widgets/upload-widget/api.ts', "import 'lit'", 'widget-state-without-view'],
  ['the server in a story', 'stories/x.stories.ts', "import '../server/http/app.ts'", 'stories-imports'],
  ['a file that does not exist', 'server/cli/x.ts', "import './missing.ts'", 'unresolvable'],
] as const

describe('import boundaries', () => {
  let tree: string
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'tintype-boundaries-'))
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
    for (const [path, text] of Object.entries(CLEAN)) plant(path, text)
  })
  afterEach(() => rmSync(tree, { recursive: true, force: true }))

  it('accept a tree whose arrows point down, having read all of it', async () => {
    const { violations, read, sources } = await checkBoundaries(tree)

    expect(violations).toEqual([])
    expect({ read, sources }).toEqual({ read: Object.keys(CLEAN).length, sources: Object.keys(CLEAN).length })
  })

  it.each(PLANTED)('report %s', async (_name, path, text, rule) => {
    plant(path, text)

    const { violations } = await checkBoundaries(tree)

    expect(violations.join('\n')).toContain(`(${rule}:`)
  })

  it('hold in this repository, every source being read', async () => {
    const { violations, read, sources } = await checkBoundaries(root)

    expect(violations).toEqual([])
    expect(read).toBe(sources)
  })

  function plant(path: string, text: string): void {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), `${text}\n`)
  }
})
