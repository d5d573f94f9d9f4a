/** The compiled server as a process of its own, without the launcher, and what the benchmark asks of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { NODE_OPTIONS } from '../../../server/bin/node-options.mjs'
import { form, post, signed } from '../../support/api-client.ts'
import { API_KEY, API_SECRET, CLOUD } from '../../support/upload-stack.ts'

const MAIN = fileURLToPath(new URL('../../../server/dist/cli/main.js', import.meta.url))
const START_LIMIT_MS = 60_000

export interface TintypeServer {
  readonly pid: number
  /** `http://127.0.0.1:<port>` */
  readonly base: string
  /** Milliseconds from its start to the first answer with 200. */
  readonly readyMs: number
  /** When it was started, on the clock of `performance.now()`. */
  readonly startedAt: number
  /** Stores a picture under a public id. */
  upload(publicId: string, path: string): Promise<void>
  /** Bytes of the answer to a delivery path below the cloud name; anything but a 200 is an error. */
  get(path: string): Promise<number>
  stop(): Promise<void>
}

export async function startTintype(
  data: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<TintypeServer> {
  if (!existsSync(MAIN)) throw new Error('The server is not compiled: "npm run build" first')
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...NODE_OPTIONS, MAIN, 'serve', '--port', String(port), '--data', data], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(settings),
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const agent = new Agent({ keepAlive: true })
  await untilReady(child, `${base}/healthz`, agent)
  return {
    pid: child.pid ?? 0,
    base,
    readyMs: performance.now() - startedAt,
    startedAt,
    async upload(publicId, path) {
      const fields = signed({ public_id: publicId })
      const { status, body } = await post(
        `${base}/v1_1/${CLOUD}/image/upload`,
        form(fields, { bytes: readFileSync(path) }),
      )
      if (status !== 200) throw new Error(`${publicId} could not be uploaded: ${body?.error?.message}`)
    },
    get: async (path) => {
      const { status, bytes, error } = await request(`${base}/${CLOUD}/${path}`, agent)
      if (status !== 200) throw new Error(`${path} was answered with ${status} ${error}`)
      return bytes
    },
    async stop() {
      process.off('exit', kill)
      agent.destroy()
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(kill, 5_000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** As the launcher sets it, with known credentials; nothing of the caller's own Tintype. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TINTYPE_'))
  return {
    ...Object.fromEntries(inherited),
    TINTYPE_CLOUD_NAME: CLOUD,
    TINTYPE_API_KEY: API_KEY,
    TINTYPE_API_SECRET: API_SECRET,
    TINTYPE_LOG_LEVEL: 'error',
    ...settings,
  }
}

async function untilReady(child: ChildProcess, url: string, agent: Agent): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with status ${child.exitCode}`)
    const { status } = await request(url, agent).catch(() => ({ status: 0 }))
    if (status === 200) return
    await delay(2)
  }
  child.kill('SIGKILL')
  throw new Error('The server did not start')
}

interface Received {
  readonly status: number
  readonly bytes: number
  readonly error: string
}

function request(url: string, agent: Agent): Promise<Received> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, bytes, error: String(response.headers['x-cld-error'] ?? '') }),
      )
    }).once('error', reject)
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
