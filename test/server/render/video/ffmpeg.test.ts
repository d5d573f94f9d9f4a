/** The bounds under which the ffmpeg program runs. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  LimitExceededError,
  RenderTimeoutError,
  UnsupportedFormatError,
} from '../../../../server/errors/media-errors.ts'
import { createFfmpeg } from '../../../../server/render/video/ffmpeg.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tintype-ffmpeg-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isLinux = process.platform === 'linux'
/** A film without end, as fast as time passes. */
const endless = (target: string) => [
  ...['-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25'],
  ...['-c:v', 'mjpeg', '-f', 'avi', target],
]

/** Programs whose command line names that file. */
function programsOf(target: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args']).toString().split('\n')
  return all.filter((line) => line.includes(target) && line.includes('ffmpeg'))
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe.runIf(isLinux)('a program that would run for ever', () => {
  it('is killed when its caller leaves', async () => {
    const ffmpeg = createFfmpeg({})
    const target = join(folder, 'left.avi')
    const caller = new AbortController()
    const run = ffmpeg.run({ parameters: endless(target), timeoutMs: 60_000, signal: caller.signal })
    const outcome = run.catch((error: unknown) => error)
    await until(() => existsSync(target))
    expect(programsOf(target)).toHaveLength(1)

    caller.abort(new Error('left'))

    expect(await outcome).toEqual(new Error('left'))
    expect(programsOf(target)).toEqual([])
  })

  it('is killed at the end of its time', async () => {
    const target = join(folder, 'late.avi')

    const run = createFfmpeg({}).run({ parameters: endless(target), timeoutMs: 700 })

    await expect(run).rejects.toThrow(new RenderTimeoutError('The video took longer than the limit of 0.7 seconds'))
    expect(programsOf(target)).toEqual([])
  })

  it('is killed when it has written too much', async () => {
    const target = join(folder, 'large.avi')

    const run = createFfmpeg({}).run({
      parameters: endless(target),
      timeoutMs: 60_000,
      output: { path: target, mostBytes: 20_000 },
    })

    await expect(run).rejects.toThrow(LimitExceededError)
    expect(programsOf(target)).toEqual([])
  })

  it('is killed when the server closes', async () => {
    const ffmpeg = createFfmpeg({})
    const target = join(folder, 'closing.avi')
    const outcome = ffmpeg.run({ parameters: endless(target), timeoutMs: 60_000 }).catch((error: unknown) => error)
    await until(() => existsSync(target))

    await ffmpeg.close()

    expect(programsOf(target)).toEqual([])
    expect(await outcome).toEqual(new Error('The server is closing'))
    await expect(ffmpeg.run({ parameters: endless(target), timeoutMs: 1000 })).rejects.toThrow('The server is closing')
  })
})

describe('the ffmpeg program', () => {
  it('that is missing is said to be', async () => {
    const run = createFfmpeg({ program: '/nowhere/ffmpeg' }).run({ parameters: ['-version'], timeoutMs: 10_000 })

    await expect(run).rejects.toThrow(
      new UnsupportedFormatError('Video and audio need the program ffmpeg, which this server does not have'),
    )
  })

  it('that lacks an encoder is said to lack it', async () => {
    const parameters = ['-f', 'lavfi', '-i', 'color=red:duration=1', '-c:v', 'libnothing', '-f', 'null', '-']

    const run = createFfmpeg({}).run({ parameters, timeoutMs: 10_000 })

    await expect(run).rejects.toThrow('The program ffmpeg of this server lacks the encoder libnothing')
  })

  it('is started without what the server knows', async () => {
    process.env.TINTYPE_API_SECRET = 'a secret'
    const target = join(folder, 'environment.avi')
    const caller = new AbortController()
    const outcome = createFfmpeg({})
      .run({ parameters: endless(target), timeoutMs: 60_000, signal: caller.signal })
      .catch(() => {})
    await until(() => existsSync(target))

    const pid = programsOf(target)[0]?.trim().split(' ')[0]
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
    caller.abort()
    await outcome
    delete process.env.TINTYPE_API_SECRET

    expect(environment.map((variable) => variable.split('=')[0]).filter((name) => name !== '')).toEqual([
      'PATH',
      'LD_LIBRARY_PATH',
    ])
    expect(limits).toMatch(/^Max address space\s+4294967296\s/m)
    expect(limits).toMatch(/^Max core file size\s+0\s/m)
  })
})
