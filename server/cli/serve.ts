/**
 * `tintype serve`: the whole service in this process, until it is asked to stop. Then it takes no more connections,
 * finishes what is under way (`TINTYPE_DRAIN_MS`) and ends with status 0.
 */
import { join, resolve } from 'node:path'
import { pinoLog } from '../adapters/log/pino.ts'
import { terminalLog } from '../adapters/log/terminal.ts'
import type { Config } from '../config/settings.ts'
import { checkFfmpeg } from '../doctor/check-ffmpeg.ts'
import { type Tintype, tintypeOf } from '../index.ts'
import { packageFiles } from '../package-files.ts'
import { banner } from './banner.ts'
import { fitsIntoUrl } from './client-environment.ts'
import { keepCodeIn } from './code-cache.ts'
import type { Command } from './command.ts'
import { type Listener, listen } from './listen.ts'
import { type LocalCertificate, localCertificate } from './local-certificate.ts'
import { print } from './output.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { stopRequested } from './stop-signals.ts'

const INTERRUPTED = 130

export const serve: Command = {
  summary: 'Starts the server',
  usage: 'serve [--port <port>] [--host <host>] [--data <data>] [--config <file>] [--https]',
  flags: SETTING_FLAGS,
  examples: ['tintype serve', 'tintype serve --port 9000 --data /var/lib/tintype', 'TINTYPE_PORT=9000 tintype serve'],
  run: ({ flags }) => runServer(configFromFlags(flags)),
}

async function runServer(config: Config): Promise<number> {
  // From the first moment: a start that is interrupted must not leave a half-open database.
  const stop = stopRequested(() => process.exit(INTERRUPTED))
  const dataFolder = resolve(config.data)
  keepCodeIn(dataFolder)
  const tintype = await tintypeOf(config, {
    log: process.stdout.isTTY ? terminalLog(config.logLevel) : pinoLog(config.logLevel),
  })
  try {
    const certificate = config.https ? await localCertificate(join(dataFolder, 'tls'), config.host) : null
    const listener = await listen({
      host: config.host,
      port: config.port,
      handler: tintype.handler,
      upgrade: tintype.upgrade,
      ...(certificate !== null && { certificate }),
    })
    await announce({ config, tintype, listener, certificate })
    print(`tintype: ${await stop}: finishing what is under way`)
    tintype.stopAccepting()
    await listener.close(config.drainMs)
  } finally {
    await tintype.close()
  }
  print('tintype: stopped')
  return 0
}

interface Started {
  readonly config: Config
  readonly tintype: Tintype
  readonly listener: Listener
  readonly certificate: LocalCertificate | null
}

async function announce({ config, tintype, listener, certificate }: Started): Promise<void> {
  const url =
    config.publicUrl ?? `${certificate === null ? 'http' : 'https'}://${shownHost(config.host)}:${listener.port}`
  const address = { url, ...tintype.credentials }
  // Since the start of the process, loading included.
  const seconds = performance.now() / 1000
  const ffmpeg = await checkFfmpeg.run(config)
  print(
    banner({
      ...address,
      version: packageFiles().version,
      dataFolder: resolve(config.data),
      seconds,
      authorityPath: certificate?.authorityPath ?? null,
      notices: [
        ...(ffmpeg.status === 'ok' ? [] : [`${ffmpeg.text}. ${ffmpeg.repair}`]),
        ...(fitsIntoUrl(address.apiSecret)
          ? []
          : ['This API secret does not survive in CLOUDINARY_URL: set it by itself']),
      ],
    }),
  )
  process.send?.({ type: 'ready', ...address, localUrl: `http://${shownHost(config.host)}:${listener.port}` })
}

/** A wildcard address is not one to open. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
