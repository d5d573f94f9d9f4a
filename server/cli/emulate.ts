/** `tintype emulate`: a server in memory, for tests in any language. */
import { startEmulator } from '../emulator/start-emulator.ts'
import type { Command } from './command.ts'
import { print } from './output.ts'
import { StartError } from './start-error.ts'
import { stopRequested } from './stop-signals.ts'
import { UsageError } from './usage-error.ts'

export const emulate: Command = {
  summary: 'Starts a server in memory for tests, with time that stands still',
  usage: 'emulate [--port <port>] [--now <time>] [--seed <text>] [--cloud-name <name>]',
  flags: {
    port: { summary: 'Port on 127.0.0.1; 0 takes a free one. Default: 8081.', value: '<port>' },
    now: { summary: 'Where time stands still, as an ISO date. Default: now.', value: '<time>' },
    seed: { summary: 'Of the ids: the same seed makes the same ones. Default: tintype.', value: '<text>' },
    'cloud-name': { summary: 'Cloud name. Default: demo.', value: '<name>' },
  },
  examples: [
    'tintype emulate',
    'tintype emulate --port 0 --now 2026-01-01T00:00:00Z',
    'curl -X POST http://127.0.0.1:8081/_emulator/reset',
  ],
  async run({ flags }) {
    const stop = stopRequested(() => process.exit(130))
    const port = portOf(flags.port)
    const now = timeOf(flags.now)
    const emulator = await startEmulator({
      port,
      ...(now !== null && { now }),
      ...(typeof flags.seed === 'string' && { seed: flags.seed }),
      ...(typeof flags['cloud-name'] === 'string' && { cloudName: flags['cloud-name'] }),
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw new StartError(`Port ${port} is in use by another program: stop it, or choose another with --port`)
    })
    print(`tintype emulator: ${emulator.url} at ${new Date(emulator.clock.now()).toISOString()}`)
    print(`CLOUDINARY_URL=${emulator.cloudinaryUrl}`)
    print(`Begin again: curl -X POST ${emulator.url}/_emulator/reset`)
    process.send?.({ type: 'ready', url: emulator.url })
    print(`tintype: ${await stop}: stopping`)
    await emulator.close()
    return 0
  },
}

function portOf(flag: string | boolean | undefined): number {
  const port = flag === undefined ? 8081 : Number(flag)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`--port ${String(flag)}: expected a whole number from 0 to 65535`)
}

function timeOf(flag: string | boolean | undefined): number | null {
  if (flag === undefined) return null
  const time = Date.parse(String(flag))
  if (!Number.isNaN(time)) return time
  throw new UsageError(`--now ${String(flag)}: expected a date such as 2026-01-01T00:00:00Z`)
}
