/** The yardstick of cold renders: the same pictures by sharp alone, in a process of its own, asked by messages. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeFontConfiguration } from '../../../server/render/text/font-configuration.ts'
import { COLD_CASES, sizeOf } from './cold-cases.ts'
import { inLanes, type LaneTotals } from './lanes.ts'

export interface DirectRun {
  readonly name: string
  /** Path, or for remote sources an address that ends in a slash; the number of the picture follows. */
  readonly source: string
  readonly firstIndex: number
  readonly lanes: number
  readonly milliseconds: number
}

export interface DirectTotals extends LaneTotals {
  /** Of all pictures. */
  readonly bytes: number
}

export interface DirectSharp {
  readonly pid: number
  run(request: DirectRun): Promise<DirectTotals>
  stop(): void
}

export function startDirectSharp(folder: string): DirectSharp {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), ['serve'], {
    execArgv: ['--conditions=tintype-source', '--no-warnings'],
    env: { ...process.env, FONTCONFIG_FILE: writeFontConfiguration({ cacheFolder: join(folder, 'fonts') }) },
  })
  process.once('exit', () => child.kill())
  return {
    pid: child.pid ?? 0,
    async run(request) {
      const ended = new AbortController()
      const answer = once(child, 'message', { signal: ended.signal })
      const leave = (code: number | null) => ended.abort(new Error(`sharp's process ended with ${code}`))
      child.once('exit', leave)
      child.send(request)
      const [totals] = await answer
      child.off('exit', leave)
      return totals
    },
    stop: () => void child.kill(),
  }
}

async function serve(): Promise<void> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  process.once('disconnect', () => process.exit())
  process.on('message', async ({ name, source, firstIndex, lanes, milliseconds }: DirectRun) => {
    const coldCase = COLD_CASES.find((candidate) => candidate.name === name)
    if (coldCase === undefined) throw new Error(`There is no case ${name}`)
    let bytes = 0
    const totals = await inLanes({ lanes, milliseconds }, async (index) => {
      const number = firstIndex + index
      const input = coldCase.remote ? await fetched(`${source}${number}`) : source
      const picture = await coldCase.direct(input, sizeOf(coldCase, number)).toBuffer()
      bytes += picture.length
    })
    process.send?.({ ...totals, bytes } satisfies DirectTotals)
  })
}

async function fetched(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve()
