/** What set-up does when ffmpeg is missing: with the real script, and an apt-get that only notes how it is called. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ffmpegAction } from '../../.ci/ffmpeg.mjs'

const script = new URL('../../.ci/ffmpeg.mjs', import.meta.url).href
const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0

describe('a machine without ffmpeg', () => {
  const machine = { isNamed: false, isDebian: true, isRoot: true, isAllowed: true }

  it.each([
    ['Debian, as root', {}, true, "installing Debian's package (TINTYPE_NO_SYSTEM_INSTALL=1 turns this off)"],
    ['Debian, as root, where that is not wanted', { isAllowed: false }, false, 'sudo apt-get install -y ffmpeg'],
    ['Debian, as a user', { isRoot: false }, false, 'To have it: sudo apt-get install -y ffmpeg'],
    ['another system', { isDebian: false }, false, 'install ffmpeg 5.0 or newer, or set TINTYPE_FFMPEG'],
    ['one that is named and is not there', { isNamed: true }, false, 'TINTYPE_FFMPEG names it: correct that'],
  ])('%s', (_label, differences, install, text) => {
    const action = ffmpegAction('ffmpeg was not found', { ...machine, ...differences })

    expect(action.install).toBe(install)
    expect(action.text).toContain('ffmpeg was not found')
    expect(action.text).toContain(text)
  })
})

describe('set-up', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tintype-ffmpeg-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** Nothing but what stands in the folder is on the path. */
  function provide(env: Readonly<Record<string, string>> = {}) {
    const code = `import(${JSON.stringify(script)}).then(({ provideFfmpeg }) => provideFfmpeg((line) => console.log(line)))`
    const { stdout, status } = spawnSync(process.execPath, ['-e', code], {
      encoding: 'utf8',
      env: { PATH: folder, ...env },
    })
    return { said: stdout.trimEnd().split('\n'), status }
  }

  function program(name: string, body: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`)
    chmodSync(join(folder, name), 0o755)
  }

  const calls = () => {
    const path = join(folder, 'calls')
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []
  }
  const noting = `echo "$DEBIAN_FRONTEND $*" >> ${'$'}(/usr/bin/dirname "$0")/calls`

  it.each([
    ['ffmpeg version 5.1.4-0+deb12u1', ['']],
    ['ffmpeg version n7.0', ['']],
    ['ffmpeg version N-109468-gd39b34123d', ['']],
    ['ffmpeg version 4.4.2-0ubuntu0', [expect.stringMatching(/^ffmpeg 4\.4 is older than 5\.0: /)]],
  ])('of %s', (version, said) => {
    for (const name of ['ffmpeg', 'ffprobe']) program(name, `echo "${version}"`)

    expect(provide({ TINTYPE_NO_SYSTEM_INSTALL: '1' })).toEqual({ said, status: 0 })
  })

  it('misses ffprobe beside an ffmpeg that is there', () => {
    program('ffmpeg', 'echo "ffmpeg version 6.0"')

    const { said } = provide({ TINTYPE_FFMPEG: join(folder, 'ffmpeg') })

    expect(said).toEqual([expect.stringContaining(`${folder}/ffprobe was not found`)])
  })

  it.skipIf(!isDebianRoot)("installs Debian's package as root (skipped elsewhere)", () => {
    program(
      'apt-get',
      `${noting}\nfor p in ffmpeg ffprobe; do\n/bin/cp "$(/usr/bin/dirname "$0")/made" "$(/usr/bin/dirname "$0")/$p"\ndone`,
    )
    program('made', 'echo "ffmpeg version 5.1"')

    const { said } = provide()

    expect(calls()).toEqual([
      'noninteractive -qq update',
      'noninteractive -qq install -y --no-install-recommends ffmpeg',
    ])
    expect(said).toEqual([expect.stringContaining("ffmpeg was not found: installing Debian's package")])
  })

  it.skipIf(!isDebianRoot)('says when installing did not help, and does not fail (skipped elsewhere)', () => {
    program('apt-get', `${noting}\nexit 100`)

    const { said, status } = provide()

    expect(calls()).toHaveLength(2)
    expect(said.at(-1)).toBe('that did not work; video will be refused until ffmpeg is there')
    expect(status).toBe(0)
  })

  it.skipIf(!isDebianRoot)('installs nothing when that is turned off (skipped elsewhere)', () => {
    program('apt-get', noting)

    const { said } = provide({ TINTYPE_NO_SYSTEM_INSTALL: '1' })

    expect(calls()).toEqual([])
    expect(said).toEqual([expect.stringContaining('To have it: sudo apt-get install -y ffmpeg')])
  })

  it('runs it before a start and before the tests', () => {
    const setup = readFileSync(fileURLToPath(new URL('../../.ci/setup.mjs', import.meta.url)), 'utf8')

    expect(setup).toContain("if (mode !== 'install') provideFfmpeg(say)")
  })
})
