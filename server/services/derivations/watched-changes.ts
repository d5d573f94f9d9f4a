/** Notes whether something changed while something was made from it. What was told, not what the database says. */
export interface Watch {
  isChanged(): boolean
  end(): void
}

export interface WatchedChanges {
  /** @param dependency see `dependency.ts` */
  watch(dependency: string): Watch
  note(dependency: string): void
}

export function watchedChanges(): WatchedChanges {
  const watches = new Map<string, Set<{ changed: boolean }>>()
  return {
    watch(dependency) {
      const one = { changed: false }
      const others = watches.get(dependency) ?? new Set()
      watches.set(dependency, others.add(one))
      return {
        isChanged: () => one.changed,
        end() {
          others.delete(one)
          if (others.size === 0 && watches.get(dependency) === others) watches.delete(dependency)
        },
      }
    },
    note(dependency) {
      for (const one of watches.get(dependency) ?? []) one.changed = true
    },
  }
}
