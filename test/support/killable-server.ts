/** The real server as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { API_KEY, API_SECRET, CLOUD } from './upload-stack.ts'

export interface KillableServer {
  readonly base: string
  readonly pid: number
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

const MAIN = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url))

export async function startKillableServer(
  dataFolder: string,
  command: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  program: string = MAIN,
): Promise<KillableServer> {
  const node = [...command, process.execPath, '--conditions=tintype-source']
  const [executable = process.execPath, ...flags] = node
  const child = spawn(executable, [...flags, program, 'serve', '--port', '0', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TINTYPE_CLOUD_NAME: CLOUD,
      TINTYPE_API_KEY: API_KEY,
      TINTYPE_API_SECRET: API_SECRET,
      TINTYPE_LOG_LEVEL: 'error',
      ...environment,
    },
  })
  const base = await addressOf(child)
  return {
    base,
    pid: child.pid ?? 0,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const match = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(output)
      if (match?.[1] !== undefined) resolve(match[1])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The server ended with status ${code}: ${output}`)))
  })
}
