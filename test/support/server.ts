/**
 * A whole server on a loopback port, as `tintype serve` composes it, in a data folder of its own: what tests over HTTP
 * talk to.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountCredentials, type ConfigInput, createTintype, type Tintype } from '../../server/index.ts'
import type { Log } from '../../server/ports/log.ts'
import type { Replacements } from '../../server/replacements.ts'
import { assertDocumented } from './documented-answers.ts'

export interface TestServer {
  readonly tintype: Tintype
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly account: AccountCredentials
  readonly folder: string
  /** Warnings and errors that were logged. */
  readonly logged: readonly LoggedLine[]
  /** Stops and removes its folder, unless the folder was given. */
  close(): Promise<void>
}

export interface LoggedLine {
  readonly level: string
  readonly fields: object
  readonly message: string
}

export interface TestServerOptions extends Replacements {
  readonly settings?: ConfigInput
  /** Data folder of an earlier server, to start on its data. */
  readonly folder?: string
  /** Removes that folder too when it closes. */
  readonly removesFolder?: boolean
}

/** What passwords cost is tested where they are hashed; here they are in the way. */
const CHEAP = { log2N: 11, r: 8, p: 1 }

export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'tintype-server-')))
  const logged: LoggedLine[] = []
  const tintype = await createTintype(
    { apiKey: '123456789012345', apiSecret: 'abcdefghijklmnopqrstuvwxyz0', ...options.settings, data: folder },
    { log: recordingLog(logged), onAnswer: assertDocumented, passwordCost: CHEAP, ...options },
  )
  const server = createServer(tintype.handler)
  if (tintype.upgrade !== undefined) server.on('upgrade', tintype.upgrade)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    tintype,
    url: `http://127.0.0.1:${port}`,
    port,
    ...tintype.credentials,
    account: tintype.accountCredentials,
    folder,
    logged,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
      await tintype.close()
      if (options.folder === undefined || options.removesFolder === true)
        await rm(folder, { recursive: true, force: true })
    },
  }
}

function recordingLog(logged: LoggedLine[]): Log {
  const at = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields, message })
  }
  return { debug: () => {}, info: () => {}, warn: at('warn'), error: at('error') }
}
