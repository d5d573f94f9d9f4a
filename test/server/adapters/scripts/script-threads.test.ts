/** The sandbox of scripts: what it gives, and what attacks on it get. */
import { afterAll, describe, expect, it } from 'vitest'
import { scriptThreads } from '../../../../server/adapters/scripts/script-threads.ts'

const scripts = scriptThreads({ timeLimitMs: 300 })
afterAll(() => scripts.close())

const run = (code: string, variables: Readonly<Record<string, unknown>> = {}, updatable: readonly string[] = []) =>
  scripts.run({ name: 'eval', code, variables, updatable }, { signal: AbortSignal.timeout(60_000) })

describe('scripts', () => {
  it('see variables and leave them changed', async () => {
    const { variables } = await run('if (info.width > 450) { options.tags = ["big"]; delete options.context }', {
      info: { width: 500 },
      options: { context: { a: 'b' } },
    })

    expect(variables).toEqual({ info: { width: 500 }, options: { tags: ['big'] } })
  })

  it('may replace a variable, declare their own, use today’s syntax and promises', async () => {
    const code = `
      const { width } = info
      let names = [...'ab'].map((letter) => \`\${letter}\${width ?? 0}\`)
      async function later() { await null; options = { names } }
      later()
    `

    expect((await run(code, { info: { width: 5 }, options: {} })).variables.options).toEqual({ names: ['a5', 'b5'] })
  })

  it('tell what objects were updated with, in order', async () => {
    const code = 'current.update({ tags: ["a"] }); if (current.size === 3) current.update({ tags: ["b"] })'

    const { updates } = await run(code, { current: { size: 3 } }, ['current'])

    expect(updates).toEqual([
      { of: 'current', changes: { tags: ['a'] } },
      { of: 'current', changes: { tags: ['b'] } },
    ])
  })

  it('take variables as they are, whatever is written in them', async () => {
    const nasty = {
      text: '"];throw 1;//\u2028</script>',
      constructor: { constructor: 'x' },
      list: [null, 1.5, '`'],
    }

    expect((await run('', { nasty })).variables).toEqual({ nasty })
  })

  it('leave nothing for the next', async () => {
    await run('globalThis.secret = 42; Object.prototype.leaked = 1; JSON.stringify = () => "x"')

    expect((await run('seen = [typeof secret, ({}).leaked]', { seen: null })).variables).toEqual({
      seen: ['undefined', null],
    })
  })

  it('run beside the event loop', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)

    await run('for (;;);').catch(() => {})
    clearInterval(timer)

    expect(ticks).toBeGreaterThan(10)
  })

  it('run several at a time, and refuse those that would wait too long in line', async () => {
    const narrow = scriptThreads({ threads: 1, mostWaiting: 2 })
    const signal = AbortSignal.timeout(60_000)
    const one = () => narrow.run({ name: 'eval', code: 'a = 1', variables: { a: 0 }, updatable: [] }, { signal })

    const settled = await Promise.allSettled([one(), one(), one(), one()])
    await narrow.close()

    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
  })

  it('end when nobody waits for them any more', async () => {
    const stop = new AbortController()
    const running = scripts.run(
      { name: 'eval', code: 'for (;;);', variables: {}, updatable: [] },
      { signal: stop.signal },
    )
    stop.abort(new Error('gone'))

    await expect(running).rejects.toThrow('gone')
  })
})

describe('wrong scripts are told what is wrong', () => {
  it.each([
    ['a syntax error', 'if (', 'SyntaxError'],
    ['an unknown name', 'nothing.here', "ReferenceError: 'nothing' is not defined"],
    ['a thrown error', 'throw new TypeError("no good")', 'TypeError: no good'],
    ['a thrown text', 'throw "plain"', 'plain'],
    ['a thrown object', 'throw { a: 1 }', 'it threw something that is not an Error'],
    ['an error whose message throws', 'throw { get message() { throw 1 } }', 'it threw something that is not an Error'],
    ['too much code', `/*${'x'.repeat(20_001)}*/`, 'is longer than 20000 characters'],
  ])('%s', async (_, code, message) => {
    await expect(run(code)).rejects.toThrow(message)
  })
})

describe('attacks', () => {
  it.each([
    ['an endless loop', 'for (;;);', 'it ran longer than 300 ms'],
    ['an endless loop that catches', 'for (;;) try { for (;;); } catch {}', 'it ran longer than 300 ms'],
    ['an endless regular expression', '/^(a+)+$/.test("a".repeat(50) + "b")', 'it ran longer than 300 ms'],
    ['endless promises', 'const again = () => Promise.resolve().then(again); again()', null],
    ['an endless toJSON', 'options.toJSON = () => { for (;;); }', 'it ran longer than 300 ms'],
    ['a bomb of text', 'let a = "x"; for (;;) a += a', /memory|longer|string too long|invalid string length/i],
    ['a bomb of arrays', 'const a = []; for (;;) a.push(new Array(1e5).fill(a))', /memory|longer/],
    ['a bomb of buffers', 'const a = []; for (;;) a.push(new ArrayBuffer(1e6))', /memory|longer/],
    ['endless recursion', 'const f = () => f() + 1; f()', /stack|memory/i],
    [
      'recursion in JSON',
      'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; options.a = a',
      /stack|memory|longer|circular/i,
    ],
    ['a cycle', 'options.self = options', 'circular'],
    ['a huge result', 'options.a = "x".repeat(1000001)', 'it leaves more than 1000000 characters'],
    ['static import', 'import fs from "node:fs"', 'SyntaxError'],
    ['a bomb of source', 'new Function("a".repeat(2 ** 26))', /memory|longer|SyntaxError|ReferenceError/],
  ])('%s ends with a message', async (_, code, message) => {
    const ended = await run(code, { options: {} }).then(
      (outcome) => outcome,
      (error: unknown) => error as Error & { readonly status: number },
    )

    if (message === null) expect(ended).toMatchObject({ variables: { options: {} } })
    else {
      expect(ended).toMatchObject({ code: 'SCRIPT_FAILED', status: 400, message: expect.stringMatching(message) })
    }
  })

  it.each([
    'process',
    'require',
    'module',
    'fetch',
    'setTimeout',
    'WebAssembly',
    'Deno',
    'std',
    'os',
    'console',
    'XMLHttpRequest',
    'Worker',
    'SharedArrayBuffer.prototype.host',
  ])('finds no %s', async (name) => {
    const { variables } = await run(`seen = (() => { try { return typeof ${name} } catch { return 'undefined' } })()`, {
      seen: null,
    })

    expect(variables).toEqual({ seen: 'undefined' })
  })

  it('reaches nothing of the host by constructors, prototypes or dynamic import', async () => {
    const code = `
      const scopes = [globalThis, options.constructor.constructor('return this')(), current.update.constructor('return this')(), (0, eval)('this')]
      found = scopes.map((scope) => typeof scope.process + typeof scope.require)
      import('node:fs').then(() => { found = 'imported' }, () => { found.push('refused') })
    `

    const { variables } = await run(code, { options: {}, current: {}, found: null }, ['current'])

    expect(variables.found).toEqual([...Array(4).fill('undefinedundefined'), 'refused'])
  })

  it('cannot change the form of the outcome by prototypes, globals or accessors', async () => {
    const code = `
      Object.prototype.toJSON = function () { return { hacked: true } }
      Array.prototype.push = () => { throw 1 }
      JSON.stringify = JSON.parse = Object.defineProperty = () => { throw 1 }
      Object.defineProperty = null
      current.update(JSON.constructor('return this'))
      current.update({ toJSON: undefined, ['__proto__']: { polluted: 1 } })
    `

    const outcome = await run(code, { options: {}, current: {} }, ['current'])

    expect(outcome.updates).toHaveLength(2)
    expect(outcome.updates.map(({ of }) => of)).toEqual(['current', 'current'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('gets its own mistake told when it breaks the arrays of the engine', async () => {
    const code = `Object.defineProperty(Array.prototype, 0, { set() { throw new Error('mine') } })`

    const ended = await run(code, { options: {} }).catch((error: unknown) => error)

    expect(ended).toMatchObject({ code: 'SCRIPT_FAILED', message: 'Script eval failed: Error: mine' })
  })
})
