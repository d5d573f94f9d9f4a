/**
 * Resolves when this process is asked to stop: Ctrl-C, SIGTERM, SIGHUP, or its launcher gone. Asked a second time, it
 * ends at once. A terminal sends Ctrl-C to the launcher too, which forwards it, so what comes within a second is the
 * same request.
 */
const SAME_REQUEST_MS = 1000

export function stopRequested(onImpatient: () => void): Promise<string> {
  return new Promise((resolve) => {
    let first: number | null = null
    const ask = (reason: string) => {
      if (first === null) {
        first = Date.now()
        resolve(reason)
      } else if (Date.now() - first > SAME_REQUEST_MS) {
        onImpatient()
      }
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
    if (process.channel) {
      process.once('disconnect', () => ask('launcher gone'))
      // Only a sign of life: the channel must not keep a finished process alive.
      process.channel.unref()
    }
  })
}
