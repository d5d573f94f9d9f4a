import { existsSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { SourceFile } from '../../../server/ports/renderer.ts'
import { picture, planFor, type Rendering, type RenderingOptions, startRendering } from '../../support/rendering.ts'

const open: Rendering[] = []
function start(options: RenderingOptions = {}): Rendering {
  const rendering = startRendering(options)
  open.push(rendering)
  return rendering
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((rendering) => rendering.close()))
})

/** Takes seconds: a wide blur of noise. */
const SLOW = {
  operations: [
    { op: 'resize', width: 3000, height: 3000 },
    { op: 'blur', sigma: 200 },
  ],
} as const
/** Takes longer than any limit here. */
const ENDLESS = {
  operations: [
    { op: 'resize', width: 7000, height: 7000 },
    { op: 'blur', sigma: 900 },
  ],
} as const
const SHORT = {
  operations: [
    { op: 'resize', width: 1500, height: 1500 },
    { op: 'blur', sigma: 30 },
  ],
} as const
const QUICK = { operations: [{ op: 'resize', width: 10, height: 10 }] } as const

async function noise(rendering: Rendering): Promise<SourceFile> {
  const bytes = await picture(300, 300, (x, y) => [(x * 7919) % 256, (y * 104_729) % 256, (x * y) % 256])
    .jpeg()
    .toBuffer()
  return rendering.file(bytes)
}

/** Children of this process that run a pool entry. */
function childPids(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean)
  return children.filter((pid) => commandOf(pid).includes('render/child')).map(Number)
}

/** Empty when it has just gone. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** A child that has been computing for a while. */
async function busyChild(): Promise<number> {
  const before = new Map(childPids().map((pid) => [pid, cpuTicks(pid)]))
  for (;;) {
    const busy = childPids().find((pid) => cpuTicks(pid) - (before.get(pid) ?? 0) >= 5)
    if (busy !== undefined) return busy
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

describe('the pool of children', () => {
  it('stops a job that takes too long, and serves the next one', async () => {
    const rendering = start({ concurrency: 1, timeoutMs: 2000 })
    const source = await noise(rendering)
    const target = rendering.path()

    await expect(
      rendering.renderer.render({ plan: planFor(source, ENDLESS), source, inputs: [], target }),
    ).rejects.toMatchObject({ code: 'RENDER_TIMEOUT' })

    expect(existsSync(target)).toBe(false)
    expect((await rendering.render(source, QUICK)).result.width).toBe(10)
  })

  it('lets a killed child take only its own job with it', async () => {
    const rendering = start({ concurrency: 2, timeoutMs: 60_000 })
    const source = await noise(rendering)
    await Promise.all([rendering.render(source, QUICK), rendering.render(source, QUICK)])
    const jobs = [rendering.render(source, SHORT), rendering.render(source, SHORT)]
    const outcomes = Promise.allSettled(jobs)
    const pid = await busyChild()

    process.kill(pid, 'SIGKILL')

    const failed = (await outcomes).filter((outcome) => outcome.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(failed[0]?.reason).toMatchObject({ code: 'CORRUPT_MEDIA', message: 'The file cannot be decoded' })
    expect((await rendering.render(source, QUICK)).result.width).toBe(10)
  })

  it('gives a job to another child when the one it was meant for had died while idle', async () => {
    const rendering = start({ concurrency: 2 })
    const source = await noise(rendering)
    await Promise.all([rendering.render(source, QUICK), rendering.render(source, QUICK)])

    for (const pid of childPids()) process.kill(pid, 'SIGKILL')
    const results = await Promise.all([rendering.render(source, QUICK), rendering.render(source, QUICK)])

    expect(results.map(({ result }) => result.width)).toEqual([10, 10])
  })

  it('drops a waiting job and ends a running one when their caller leaves', async () => {
    const rendering = start({ concurrency: 1, timeoutMs: 600_000 })
    const source = await noise(rendering)
    const [running, waiting] = [new AbortController(), new AbortController()]
    const targets = [rendering.path(), rendering.path()] as const
    const jobs = [
      rendering.renderer.render(
        { plan: planFor(source, ENDLESS), source, inputs: [], target: targets[0] },
        { signal: running.signal },
      ),
      rendering.renderer.render(
        { plan: planFor(source, ENDLESS), source, inputs: [], target: targets[1] },
        { signal: waiting.signal },
      ),
    ]
    const settled = Promise.allSettled(jobs)

    waiting.abort(new Error('left the line'))
    running.abort(new Error('left the room'))

    const [first, second] = await settled
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'left the room' } })
    expect(second).toMatchObject({ status: 'rejected', reason: { message: 'left the line' } })
    expect(targets.map((target) => existsSync(target))).toEqual([false, false])
    expect((await rendering.render(source, QUICK)).result.width).toBe(10)
  })

  it('refuses at once what the line has no room for', async () => {
    const rendering = start({ concurrency: 1, waitingPerSlot: 2 })
    const source = await noise(rendering)

    const results = await Promise.allSettled(Array.from({ length: 5 }, () => rendering.render(source, QUICK)))

    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused[0]?.reason).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: expect.any(Number) })
  })

  it('does not start a job when its memory does not fit beside the others, but always starts one', async () => {
    const rendering = start({ concurrency: 2, memoryBudgetBytes: 1 })
    const source = await noise(rendering)

    const results = await Promise.all(Array.from({ length: 4 }, () => rendering.render(source, QUICK)))

    expect(results.map(({ result }) => result.width)).toEqual([10, 10, 10, 10])
    expect(new Set(results.map(({ result }) => result.md5)).size).toBe(1)
  })

  it('rejects what is under way when it closes, and everything after', async () => {
    const rendering = start({ concurrency: 1 })
    const source = await noise(rendering)
    const job = rendering.render(source, SLOW)
    const rejected = expect(job).rejects.toThrow(/closing/)

    await rendering.close()

    await rejected
    await expect(rendering.render(source, QUICK)).rejects.toThrow(/closed/)
  })

  it('keeps the words of libraries and the paths of files out of errors', async () => {
    const rendering = start()
    const source = await noise(rendering)
    const missing: SourceFile = { ...source, path: '/nowhere/secret-name.jpg' }

    const error = await rendering.render(missing, QUICK).catch((reason: Error) => reason)

    expect(error).toMatchObject({ code: 'CORRUPT_MEDIA' })
    expect(String((error as Error).message)).not.toMatch(/nowhere|secret|vips|Input file/i)
    expect((error as Error).cause).toBeUndefined()
  })

  it('gives its children none of the secrets of the server', async () => {
    process.env.TINTYPE_API_SECRET = 'must-not-leak'
    const rendering = start()
    await rendering.render(await noise(rendering), QUICK)

    const environments = childPids().map((pid) => readFileSync(`/proc/${pid}/environ`, 'latin1'))

    delete process.env.TINTYPE_API_SECRET
    expect(environments.length).toBeGreaterThan(0)
    for (const environment of environments) expect(environment).not.toContain('must-not-leak')
  })
})
