/**
 * A synchronous event emitter with the methods that pages know from Node: listeners run in their order, over a copy, so
 * that one may remove itself while it is called. A listener that throws stops nobody else; the error is thrown later, where
 * the page's own error handling sees it.
 */

export type Listener = (data?: unknown) => void

export interface Emitter<Self> {
  on(name: string, listener: Listener): Self
  addListener(name: string, listener: Listener): Self
  once(name: string, listener: Listener): Self
  prependListener(name: string, listener: Listener): Self
  prependOnceListener(name: string, listener: Listener): Self
  off(name: string, listener: Listener): Self
  removeListener(name: string, listener: Listener): Self
  removeAllListeners(name?: string): Self
  listeners(name: string): Listener[]
  listenerCount(name: string): number
  eventNames(): string[]
}

interface Entry {
  readonly listener: Listener
  readonly isOnce: boolean
}

/** The methods, to be mixed into what `self` gives, and `emit`, which stays inside. */
export function createEmitter<Self>(self: () => Self): {
  readonly methods: Emitter<Self>
  emit(name: string, data?: unknown): void
} {
  const entries = new Map<string, readonly Entry[]>()
  const of = (name: string): readonly Entry[] => entries.get(name) ?? []
  const set = (name: string, list: readonly Entry[]): Self => {
    if (list.length > 0) entries.set(name, list)
    else entries.delete(name)
    return self()
  }
  const add = (name: string, listener: unknown, options: { isOnce?: boolean; isFirst?: boolean } = {}): Self => {
    if (typeof listener !== 'function')
      throw new TypeError(`A listener has to be a function, received ${typeof listener}`)
    const entry: Entry = { listener: listener as Listener, isOnce: options.isOnce === true }
    return set(name, options.isFirst ? [entry, ...of(name)] : [...of(name), entry])
  }
  /** The last one that was added, as Node does it. */
  const remove = (name: string, listener: Listener): Self => {
    const at = of(name).findLastIndex((entry) => entry.listener === listener)
    return set(
      name,
      of(name).filter((_, index) => index !== at),
    )
  }
  return {
    emit(name, data) {
      for (const entry of of(name)) {
        if (entry.isOnce)
          set(
            name,
            of(name).filter((other) => other !== entry),
          )
        try {
          entry.listener(data)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    methods: {
      on: (name, listener) => add(name, listener),
      addListener: (name, listener) => add(name, listener),
      once: (name, listener) => add(name, listener, { isOnce: true }),
      prependListener: (name, listener) => add(name, listener, { isFirst: true }),
      prependOnceListener: (name, listener) => add(name, listener, { isOnce: true, isFirst: true }),
      off: remove,
      removeListener: remove,
      removeAllListeners(name) {
        if (name === undefined) entries.clear()
        else entries.delete(name)
        return self()
      },
      listeners: (name) => of(name).map(({ listener }) => listener),
      listenerCount: (name) => of(name).length,
      eventNames: () => [...entries.keys()],
    },
  }
}
