/**
 * The server behind the widget tests: a real Tintype on embedded defaults in a folder of its own, and in front of it a
 * proxy that records requests and, where a test asks for it, holds or fails one (`proxy.js`).
 *
 * `TINTYPE_TEST_SERVER` names a server that runs already, with `TINTYPE_TEST_CLOUD`, `TINTYPE_TEST_KEY` and
 * `TINTYPE_TEST_SECRET`; it has to allow fetching from 127.0.0.1.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProxy } from './proxy.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const START_WITHIN_MS = 60_000

export const PRESETS = {
  unsigned: 'widget_tests',
  deletable: 'widget_tests_deletable',
}

/** Starts both; the answer is what pages need to know, and `stop`. */
export async function startBackend() {
  const server = process.env.TINTYPE_TEST_SERVER ? runningServer() : await startServer()
  const proxy = await startProxy(server)
  return {
    settings: { origin: proxy.origin, cloudName: server.cloudName, apiKey: server.apiKey, presets: PRESETS },
    async stop() {
      await proxy.close()
      await server.stop()
    },
  }
}

function runningServer() {
  return {
    origin: process.env.TINTYPE_TEST_SERVER,
    cloudName: process.env.TINTYPE_TEST_CLOUD ?? 'demo',
    apiKey: process.env.TINTYPE_TEST_KEY ?? '',
    apiSecret: process.env.TINTYPE_TEST_SECRET ?? '',
    stop: async () => undefined,
  }
}

async function startServer() {
  const data = await mkdtemp(join(tmpdir(), 'tintype-widget-tests-'))
  const port = await freePort()
  const server = {
    origin: `http://127.0.0.1:${port}`,
    cloudName: 'widget-tests',
    apiKey: '123456789012345',
    apiSecret: randomBytes(16).toString('hex'),
  }
  const child = spawn(process.execPath, [join(root, 'server/bin/tintype.mjs'), 'serve'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TINTYPE_HOST: '127.0.0.1',
      TINTYPE_PORT: String(port),
      TINTYPE_DATA: data,
      TINTYPE_CLOUD_NAME: server.cloudName,
      TINTYPE_API_KEY: server.apiKey,
      TINTYPE_API_SECRET: server.apiSecret,
      TINTYPE_FETCH_ALLOW_PRIVATE: '127.0.0.1:*',
      TINTYPE_LOG_LEVEL: 'error',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = `${said}${text}`.slice(-4000)))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await untilHealthy(server.origin, ended, () => said)
  await makePresets(server)
  return {
    ...server,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function makePresets(server) {
  await makePreset(server, { name: PRESETS.unsigned, unsigned: 'true' })
  await makePreset(server, { name: PRESETS.deletable, unsigned: 'true', return_delete_token: 'true' })
}

async function makePreset({ origin, cloudName, apiKey, apiSecret }, fields) {
  const response = await fetch(`${origin}/v1_1/${cloudName}/upload_presets`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
    body: new URLSearchParams(fields),
  })
  if (!response.ok) throw new Error(`The preset ${fields.name} could not be made: ${await response.text()}`)
}

async function untilHealthy(origin, ended, said) {
  const limit = Date.now() + START_WITHIN_MS
  let isRunning = true
  void ended.then(() => (isRunning = false))
  while (isRunning && Date.now() < limit) {
    const response = await fetch(`${origin}/healthz`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The server for the widget tests did not start:\n${said()}`)
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
