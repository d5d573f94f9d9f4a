/** Counts what the page is asked to keep, from now on: object URLs, timers of ours, listeners of the window. */
export function watchPage(): {
  readonly urls: ReadonlySet<string>
  readonly listeners: number
  timers(): readonly string[]
  stop(): void
} {
  const urls = new Set<string>()
  const timers = new Map<unknown, string>()
  let listeners = 0
  const { createObjectURL, revokeObjectURL } = URL
  const {
    setTimeout: start,
    clearTimeout: end,
    setInterval: repeat,
    addEventListener: add,
    removeEventListener: take,
  } = window
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL.call(URL, blob)
    urls.add(url)
    return url
  }
  URL.revokeObjectURL = (url: string) => {
    urls.delete(url)
    revokeObjectURL.call(URL, url)
  }
  const isOurs = (): boolean =>
    /\/widgets\/(?:kit|upload-widget|media-library)\/|uppy/.test(
      (new Error().stack ?? '').replace(/\/test\/widgets\//g, ''),
    )
  window.setTimeout = ((work: () => void, ms?: number) => {
    const id = start(() => {
      timers.delete(id)
      work()
    }, ms)
    if (isOurs()) timers.set(id, `${ms} ms`)
    return id
  }) as typeof setTimeout
  window.setInterval = ((work: () => void, ms?: number) => {
    const id = repeat(work, ms)
    timers.set(id, `every ${ms} ms`)
    return id
  }) as typeof setInterval
  window.clearTimeout = (id) => {
    timers.delete(id)
    end(id)
  }
  window.addEventListener = (...parameters: Parameters<typeof add>) => {
    listeners += 1
    add.apply(window, parameters)
  }
  window.removeEventListener = (...parameters: Parameters<typeof take>) => {
    listeners -= 1
    take.apply(window, parameters)
  }
  return {
    urls,
    get listeners() {
      return listeners
    },
    timers: () => [...timers.values()],
    stop() {
      Object.assign(URL, { createObjectURL, revokeObjectURL })
      Object.assign(window, {
        setTimeout: start,
        clearTimeout: end,
        setInterval: repeat,
        addEventListener: add,
        removeEventListener: take,
      })
    },
  }
}
