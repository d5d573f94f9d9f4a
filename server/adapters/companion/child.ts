/**
 * The child process in which Companion runs. It is told its settings once, listens on a socket in the file system, and
 * ends with the server that started it. What Companion prints goes nowhere: it prints what people have in their folders.
 */
import type { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { guardOutgoing } from './guarded-agents.ts'
import { isUploadToken, type UploadProgress, uploadProgress } from './progress.ts'
import { type CompanionSettings, READY, UPLOAD_HOST } from './protocol.ts'
import { type SignInSession, signInSessions } from './sign-in-sessions.ts'

type Request = IncomingMessage & { originalUrl?: string; session?: SignInSession }
type Application = (request: Request, response: ServerResponse) => void

/** Longer than a page needs to open its connection; the provider's answer waits that long. */
const CONNECT_WITHIN_MS = 20_000

process.once('disconnect', () => process.exit())
process.once('message', (settings) => void start(settings as CompanionSettings))

async function start(settings: CompanionSettings): Promise<void> {
  guardOutgoing(settings)
  const companion = await import('@uppy/companion')
  const { protocol, host, pathname } = new URL(settings.base)
  const { app, emitter } = companion.app({
    providerOptions: settings.providers,
    server: { protocol: protocol.replace(':', ''), host, path: pathname },
    secret: settings.secret,
    filePath: settings.temporaryFolder,
    maxFileSize: settings.maxFileBytes,
    uploadUrls: [`^http://${UPLOAD_HOST.replaceAll('.', '\\.')}/[A-Za-z0-9_-]+$`],
    clientSocketConnectTimeout: CONNECT_WITHIN_MS,
    // The server before it decides about origins.
    corsOrigins: [],
    metrics: false,
    enableUrlEndpoint: false,
    enableGooglePickerEndpoint: false,
    allowLocalUrls: false,
  }) as unknown as { app: Application; emitter: EventEmitter }
  const sessions = signInSessions(pathname, protocol === 'https:')
  const progress = uploadProgress(emitter)
  const server = createServer((request: Request, response) => {
    const address = request.url ?? '/'
    const url = address.startsWith(pathname) ? address.slice(pathname.length) : address
    const path = url.split('?')[0] ?? ''
    if (answerProgress(progress, path, request, response)) return
    // Its OAuth client compares the whole address, its routes what is left below the base.
    request.originalUrl = address
    request.url = url
    request.session = sessions.of(request, response, path)
    app(request, response)
  })
  companion.socket(server)
  server.listen(settings.socketPath, () => process.send?.(READY))
}

function answerProgress(
  progress: UploadProgress,
  path: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): boolean {
  const token = /^\/progress\/([^/]+)$/.exec(path)?.[1]
  if (token === undefined || !isUploadToken(token)) return false
  if (method === 'DELETE') {
    progress.cancel(token)
    response.writeHead(204).end()
  } else {
    progress.follow(token, response)
  }
  return true
}
