/**
 * Entry of a pool child. The font configuration and the allocator come with its environment, before libvips is
 * loaded; which loaders libvips may use is settled before the first job. It ends when the server is gone.
 */
import { flushCompileCache, getCompileCacheDir } from 'node:module'
import type { ChildMessage, ChildSettings, JobMessage } from './pool/protocol.ts'

/** By then the code of the first jobs has been compiled too. */
const CODE_SETTLED_MS = 3_000

// Whatever still runs in a thread of libvips must not outlive the server: end at once.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// Ctrl-C reaches the whole process group; the server decides when its children end.
process.on('SIGINT', () => {})

const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings
const { prepareLibvips } = await import('./libvips.ts')
prepareLibvips(settings.role)
const { runJob } = await import('./jobs.ts')
const { toFailure } = await import('./pool/failure.ts')

process.on('message', (message) => {
  const { id, kind, input } = message as JobMessage
  answer({ taken: id })
  runJob(kind, input, settings).then(
    (output) => answer({ id, output, memoryBytes: process.memoryUsage.rss() }),
    (error: unknown) => answer({ id, failure: toFailure(error), memoryBytes: process.memoryUsage.rss() }),
  )
})
answer({ ready: true })
// Node writes the cache when a process ends by itself, which a child never does. Unless there is one, that is nothing.
if (getCompileCacheDir() !== undefined) setTimeout(flushCompileCache, CODE_SETTLED_MS).unref()

function answer(message: ChildMessage): void {
  process.send?.(message)
}
