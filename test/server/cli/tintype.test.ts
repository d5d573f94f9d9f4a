/** The program from the outside: what it prints, how it ends, what signals do. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetch } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTintype, startTintype, type TintypeProcess } from '../../support/tintype-process.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../server/package.json', import.meta.url), 'utf8')) as {
  version: string
}

describe('tintype', { timeout: 120_000 }, () => {
  let folder: string
  const running: TintypeProcess[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tintype-cli-'))
  })
  afterEach(async () => {
    for (const { child, finished } of running.splice(0)) {
      child.kill('SIGKILL')
      await finished
    }
    rmSync(folder, { recursive: true, force: true })
  })

  describe('serve', () => {
    it('prints the page, the client environment and the script tag, and answers', async () => {
      const server = serve()
      const [, url] = await server.saw(/Open this page\s+(http:\S+)\//)
      await server.saw(
        /CLOUDINARY_URL=cloudinary:\/\/\d+:[\w-]+@demo\?upload_prefix=http:\/\/127\.0\.0\.1:\d+&cname=\S+/,
      )
      await server.saw(
        /<script src="http:\/\/127\.0\.0\.1:\d+\/widgets\/upload-widget\/latest\/global\/all\.js"><\/script>/,
      )

      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      expect(await (await fetch(`${url}/`)).text()).toContain('Drop one picture.')
    })

    it.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
      const server = serve()
      await server.saw(/Open this page/)

      server.child.kill(signal)

      expect(await server.finished).toMatchObject({ code: 0, stdout: expect.stringContaining('tintype: stopped') })
    })

    it('takes two signals of one Ctrl-C for one', async () => {
      const server = serve()
      await server.saw(/Open this page/)

      server.child.kill('SIGINT')
      server.child.kill('SIGINT')

      expect((await server.finished).code).toBe(0)
    })

    it('keeps its credentials from start to start', async () => {
      const first = serve()
      const [firstUrl] = await first.saw(/cloudinary:\/\/\S+@demo/)
      first.child.kill('SIGTERM')
      await first.finished

      const second = serve()

      expect((await second.saw(/cloudinary:\/\/\S+@demo/))[0]).toBe(firstUrl)
    })

    it('keeps compiled code in its data folder, and none where others may write', async () => {
      const codeCache = join(folder, 'cache/code')
      chmodSync(folder, 0o777)
      await startAndStop()
      const inOpenFolder = existsSync(codeCache)
      chmodSync(folder, 0o700)
      await startAndStop()

      expect(inOpenFolder).toBe(false)
      expect(readdirSync(codeCache, { recursive: true }).length).toBeGreaterThan(10)
    })

    it('leaves no server behind when its launcher is killed, and can be started again at once', async () => {
      const first = serve()
      const [, url] = await first.saw(/Open this page\s+(http:\S+)\//)
      first.child.kill('SIGKILL')
      await gone(`${url}/healthz`)

      await serve().saw(/Open this page/)
    })

    it('names a port that is in use', async () => {
      const blocker = createServer()
      await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
      const { port } = blocker.address() as { port: number }

      const result = await runTintype(['serve', '--port', String(port), '--data', folder])

      blocker.close()
      expect(result).toMatchObject({
        code: 1,
        stderr: `tintype: Port ${port} on 127.0.0.1 is in use by another program: stop it, or choose another with --port\n`,
      })
    })

    it('names the process that has the data folder', async () => {
      const first = serve()
      await first.saw(/Open this page/)

      const result = await runTintype(['serve', '--port', '0', '--data', folder])

      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(
        /^tintype: The data folder \S+ is in use by process \d+: stop that server first.*\n$/,
      )
    })

    it.each([
      ['an unknown flag', ['--prot', '1'], {}, 2, 'tintype: Unknown flag --prot; did you mean --port?\n'],
      [
        'a port that is none',
        ['--port', 'http'],
        {},
        1,
        /^tintype: Invalid --port: got "http", expected a whole number.*\n$/,
      ],
      [
        'an unknown setting',
        [],
        { TINTYPE_PROT: '1' },
        1,
        /^tintype: Unknown setting TINTYPE_PROT.*did you mean TINTYPE_PORT\?\n$/,
      ],
      ['a word too many', ['now'], {}, 2, 'tintype: tintype serve takes no "now"\n'],
    ] as const)('refuses %s in one line', async (_name, args, env, code, message) => {
      const result = await runTintype(['serve', '--data', folder, ...args], { env })

      expect(result.code).toBe(code)
      if (typeof message === 'string') expect(result.stderr).toBe(message)
      else expect(result.stderr).toMatch(message)
    })

    it('refuses a file in the place of the data folder in one line', async () => {
      const path = join(folder, 'file')
      writeFileSync(path, '')

      const result = await runTintype(['serve', '--port', '0', '--data', path])

      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(/^tintype: The data folder \S+ cannot be used: a file is in the way.*\n$/)
    })

    it('refuses a damaged database in one line', async () => {
      writeFileSync(join(folder, 'tintype.db'), 'not a database '.repeat(1000))
      writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32))

      const result = await runTintype(['serve', '--port', '0', '--data', folder])

      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(/^tintype: The database \S+ is damaged: restore it from a backup\n$/)
    })

    it.each([
      ['lost', (path: string) => rmSync(path), /^tintype: The database \S+ has lost its key: restore \S+.*\n$/],
      [
        'another',
        (path: string) => writeFileSync(path, Buffer.alloc(32)),
        /^tintype: The key in secret\.key does not.*\n$/,
      ],
    ] as const)('refuses a database whose key is %s in one line', async (_name, spoil, message) => {
      const first = serve()
      await first.saw(/Open this page/)
      first.child.kill('SIGTERM')
      await first.finished
      spoil(join(folder, 'secret.key'))

      const result = await runTintype(['serve', '--port', '0', '--data', folder])

      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(message)
    })

    it('refuses a damaged configuration file in one line', async () => {
      writeFileSync(join(folder, 'tintype.config.yaml'), 'port: [')

      const result = await runTintype(['serve'], { directory: folder })

      expect(result.code).toBe(1)
      expect(result.stderr).toMatch(/^tintype: The configuration file tintype\.config\.yaml cannot be read: [^\n]+\n$/)
    })

    it('serves HTTPS on the same port when asked, and prints what to trust', async () => {
      const server = serve('--https')
      const [, port] = await server.saw(/Open this page\s+https:\/\/127\.0\.0\.1:(\d+)\//)
      const [, authority = ''] = await server.saw(/NODE_EXTRA_CA_CERTS=(\S+)/)

      expect(readFileSync(authority, 'utf8')).toContain('BEGIN CERTIFICATE')
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    })
  })

  describe('users', () => {
    it('makes somebody who can sign in while the server runs, and lets them in no more', async () => {
      const server = serve()
      const [, url] = await server.saw(/Open this page\s+(http:\S+)\//)
      const users = (args: readonly string[], input?: string) =>
        runTintype(['users', ...args, '--data', folder], input === undefined ? {} : { input })
      const signIn = async () => {
        const response = await fetch(`${url}/console/api/v1/session`, {
          method: 'POST',
          headers: { 'x-tintype-console': '1', 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery' }),
        })
        return response.status
      }

      const created = await users(['create', 'Ada@example.com', '--name', 'Ada L.', '--role', 'admin'])
      const listed = await users(['list'])
      const short = await users(['set-password', 'ada@example.com'], 'short\n')
      const set = await users(['set-password', 'ada@example.com'], 'correct horse battery\n')
      const statuses = [await signIn()]
      const disabled = await users(['disable', 'ada@example.com'])
      statuses.push(await signIn())
      await users(['enable', 'ada@example.com'])
      statuses.push(await signIn())

      expect([created.code, set.code, disabled.code]).toEqual([0, 0, 0])
      expect(listed.stdout).toBe('ada@example.com\tadmin\tpending\tAda L.\n')
      expect(short).toMatchObject({
        code: 1,
        stderr: 'tintype: The password has 5 characters: expected 10 to 256\n',
      })
      expect(statuses).toEqual([200, 401, 200])
    })

    it.each([
      [['users'], 2, 'Unknown action "": expected list, create, set-password, disable, enable'],
      [['users', 'create'], 2, 'tintype users create takes one e-mail'],
      [['users', 'create', 'a@example.com', '--role', 'king'], 2, 'Unknown role king'],
      [['users', 'list'], 1, 'There is no server in'],
    ])('says what is wrong with %j', async (args, code, message) => {
      const result = await runTintype([...args, '--data', join(folder, 'none')])

      expect(result.code).toBe(code)
      expect(result.stderr).toContain(message)
    })
  })

  describe('env', () => {
    it('prints the environment of one client, also while the server runs', async () => {
      const server = serve()
      const [, secret] = await server.saw(/CLOUDINARY_API_SECRET=(\S+)/)

      const result = await runTintype(['env', '--for', 'shell', '--data', folder, '--port', '8080'])

      expect(result.code).toBe(0)
      expect(result.stdout).toContain(`CLOUDINARY_API_SECRET=${secret}`)
      expect(result.stdout).toContain('CLOUDINARY_UPLOAD_PREFIX=http://127.0.0.1:8080')
    })

    it('prints the credentials of the account', async () => {
      const server = serve()
      const [, url] = await server.saw(/Open this page\s+(http:\S+)\//)

      const { stdout } = await runTintype(['env', '--for', 'provisioning', '--data', folder])

      const [, key, secret, id] =
        /^CLOUDINARY_ACCOUNT_URL='?account:\/\/(\d{15}):([\w-]{28})@([0-9a-f]{32})/m.exec(stdout) ?? []
      const response = await fetch(`${url}/v1_1/provisioning/accounts/${id}/sub_accounts`, {
        headers: { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
      })
      expect(response.status).toBe(200)
    })

    it('says what to do when there is no server yet', async () => {
      const result = await runTintype(['env', '--data', join(folder, 'none')])

      expect(result).toMatchObject({ code: 1, stdout: '' })
      expect(result.stderr).toMatch(/^tintype: There is no server in \S+ yet: start it once with "tintype serve".*\n$/)
    })

    it('names the clients it knows', async () => {
      const result = await runTintype(['env', '--for', 'cobol', '--data', folder])

      expect(result).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('expected one of node, next, vite, python, php'),
      })
    })
  })

  describe('doctor', () => {
    it('finds a healthy machine healthy', async () => {
      const result = await runTintype(['doctor', '--json', '--port', '0', '--data', join(folder, 'data')])

      const findings = JSON.parse(result.stdout) as { name: string; status: string }[]
      expect(findings.filter(({ status }) => status === 'failed')).toEqual([])
      expect(findings.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Node', 'Data folder', 'Clock', 'Image codecs', 'Fonts', 'Video programs']),
      )
      expect(result.code).toBe(0)
    })

    it('says how to repair a missing ffmpeg', async () => {
      const { stdout, code } = await runTintype(['doctor', '--port', '0', '--data', folder], {
        env: { TINTYPE_FFMPEG: '/nowhere/ffmpeg' },
      })

      expect(stdout).toMatch(
        /warning {2}Video programs: \/nowhere\/ffmpeg was not found: video is refused\n +-> Install it/,
      )
      expect(code).toBe(0)
    })

    it('fails when the data folder cannot be used', async () => {
      const path = join(folder, 'file')
      writeFileSync(path, '')

      const { stdout, code } = await runTintype(['doctor', '--port', '0', '--data', path])

      expect(stdout).toMatch(/FAILED {3}Data folder: .*a file is in the way/)
      expect(code).toBe(1)
    })

    it('warns of a folder that others can read', async () => {
      const path = join(folder, 'open')
      mkdirSync(path, { mode: 0o755 })

      const { stdout } = await runTintype(['doctor', '--port', '0', '--data', path])

      expect(stdout).toContain(`chmod 700 ${path}`)
    })
  })

  it('prints its version', async () => {
    expect(await runTintype(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
  })

  it.each([[['--help']], [['help', 'serve']], [['serve', '--help']]])('%j helps', async (args) => {
    const result = await runTintype(args)

    expect(result.code).toBe(0)
    expect(result.stdout).toContain('Usage: tintype')
    expect(result.stderr).toBe('')
  })

  it('names the commands when it does not know one', async () => {
    expect(await runTintype(['start'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^tintype: Unknown command start: expected one of serve, .*\bdoctor\b.*\n$/),
    })
  })

  it('offers samples with dev, once', async () => {
    const dev = startTintype(['dev', '--port', '0', '--data', folder])
    running.push(dev)
    const [, url = ''] = await dev.saw(/Samples:\s+(http:\S+)/)

    expect((await fetch(url)).status).toBe(200)
    dev.child.kill('SIGTERM')
    expect((await dev.finished).code).toBe(0)
  })

  /** Without what a test run keeps for all its processes. */
  async function startAndStop(): Promise<void> {
    const server = startTintype(['serve', '--port', '0', '--data', folder], { env: { NODE_COMPILE_CACHE: undefined } })
    running.push(server)
    await server.saw(/Open this page/)
    server.child.kill('SIGTERM')
    await server.finished
  }

  function serve(...args: string[]): TintypeProcess {
    const server = startTintype(['serve', '--port', '0', '--data', folder, ...args])
    running.push(server)
    return server
  }
})

/** Waits until nobody answers there any more. */
async function gone(url: string): Promise<void> {
  for (;;) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    )
    if (!answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
