/**
 * Every exported method of the genuine Node SDK is covered by a `describeMethod`, whose types ask for a success and a
 * failure, or for a documented refusal.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportedMethods, isNotCounted, NOT_COUNTED, typedUtils } from './exported-methods.ts'

const FOLDER = import.meta.dirname

describe('the exported methods of the SDK', () => {
  const exported = exportedMethods()
  const described = describedMethods()

  it('are found', () => {
    const counts = (group: string) => exported.filter((name) => name.startsWith(`${group}.`)).length

    expect(counts('uploader')).toBeGreaterThanOrEqual(31)
    expect(counts('api')).toBeGreaterThanOrEqual(77)
    expect(counts('provisioning')).toBeGreaterThanOrEqual(23)
    expect(exported).toEqual(expect.arrayContaining(['search.to_url', 'search_folders.execute', 'PreloadedFile']))
    expect(typedUtils().length).toBeGreaterThanOrEqual(15)
  })

  it('are all covered, with a success and a failure or a documented refusal', () => {
    const missing = exported.filter((name) => !described.has(name) && !isNotCounted(name))

    expect(missing, 'each needs a `describeMethod`, see sdk.ts').toEqual([])
  })

  it('are what is covered: nothing that the SDK has not', () => {
    const unknown = [...described].filter((name) => !exported.includes(name))

    expect(unknown).toEqual([])
  })

  it('are left out by name and reason only where they exist, and are not covered after all', () => {
    const stale = Object.keys(NOT_COUNTED).filter((name) =>
      name.endsWith('.*')
        ? !exported.some((method) => method.startsWith(name.slice(0, -1)))
        : !exported.includes(name) || described.has(name),
    )

    expect(stale).toEqual([])
  })

  it('are not left out where the types of the SDK offer them', () => {
    expect(typedUtils().filter(isNotCounted)).toEqual([])
  })
})

/** What the calls of `describeMethod` in this folder name, by a literal or over the keys of a table. */
function describedMethods(): ReadonlySet<string> {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.test.ts') && file !== 'coverage.test.ts')
    .flatMap((file) => namesIn(readFileSync(`${FOLDER}/${file}`, 'utf8'), file))
  return new Set(names)
}

function namesIn(source: string, file: string): readonly string[] {
  const calls = [...source.matchAll(/\bdescribeMethod\(\s*/g)]
  return calls.flatMap((call) => {
    const rest = source.slice(call.index + call[0].length)
    const literal = /^'([\w.]+)'/.exec(rest)?.[1]
    if (literal !== undefined) return [literal]
    const prefix = /^`([\w.]+)\$\{\w+\}`/.exec(rest)?.[1]
    const keys = keysOf(
      source,
      [...source.slice(0, call.index).matchAll(/^ *for \(const .* of (.*)\) \{$/gm)].at(-1)?.[1],
    )
    if (prefix === undefined || keys.length === 0) {
      throw new Error(`${file}: name the method by a literal, or in a loop over literals: ${rest.slice(0, 60)}`)
    }
    return keys.map((key) => `${prefix}${key}`)
  })
}

/** What a loop goes over: `['a', 'b']`, or the keys of `const TABLE … = { … }` at the top of a formatted file. */
function keysOf(source: string, loop = ''): readonly string[] {
  const [, table] = /^Object\.entries\((\w+)\)$/.exec(loop) ?? []
  if (table === undefined) return [...loop.matchAll(/'(\w+)'/g)].map(([, key]) => String(key))
  const [, body = ''] = new RegExp(`^const ${table}\\b[\\s\\S]*?= \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? []
  return [...body.matchAll(/^ {2}(?:async )?(\w+)[:(]/gm)].map(([, key]) => String(key))
}
