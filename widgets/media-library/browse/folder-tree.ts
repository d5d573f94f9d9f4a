/** The tree of folders: what is below one is asked for when people open it. */
import type { LibraryError } from '../api/answer.ts'
import type { LibraryApi } from '../api/library-api.ts'
import type { Branch, LibraryStore } from '../store.ts'
import type { Folder } from '../types.ts'
import { isWithin, stepsWithin } from './reach.ts'

export interface TreeHost {
  readonly store: LibraryStore
  readonly api: LibraryApi
  report(error: LibraryError): void
}

/** Folders of one level that are listed; more are found by the search. */
const MOST = 2000

export class FolderTree {
  readonly #host: TreeHost

  constructor(host: TreeHost) {
    this.#host = host
  }

  toggle(path: string): void {
    const branch = this.#branch(path)
    if (branch?.isOpen) this.#set(path, { ...branch, isOpen: false })
    else void this.open(path)
  }

  async open(path: string): Promise<void> {
    const branch = this.#branch(path)
    if (branch) this.#set(path, { ...branch, isOpen: true })
    if (branch?.phase !== 'ready') await this.#load(path, true)
  }

  /** Loads what is below a folder, without opening it: its content shows its folders as well. */
  async load(path: string): Promise<void> {
    const branch = this.#branch(path)
    if (branch === undefined || branch.phase === 'failed') await this.#load(path, branch?.isOpen === true)
  }

  /** Everything on the way to a folder, so that it can be seen. */
  async reveal(path: string): Promise<void> {
    const { reach } = this.#host.store.getState()
    if (!isWithin(path, reach)) return
    const names = stepsWithin(path, reach)
    const above = names.map((_, index) => [reach, ...names.slice(0, index)].filter(Boolean).join('/'))
    await Promise.all(above.map((each) => this.open(each)))
  }

  /** What is there is asked for again. */
  async refresh(): Promise<void> {
    const { branches } = this.#host.store.getState()
    await Promise.all(Object.entries(branches).map(([path, { isOpen }]) => this.#load(path, isOpen)))
  }

  async #load(path: string, isOpen: boolean): Promise<void> {
    const before = this.#branch(path)
    this.#set(path, { phase: before?.phase === 'ready' ? 'ready' : 'loading', folders: before?.folders ?? [], isOpen })
    const folders: Folder[] = []
    let cursor: string | undefined
    do {
      const answer = await this.#host.api.folders(path, cursor)
      if (!answer.ok) {
        if (answer.error.code === 'aborted') return
        this.#set(path, { phase: 'failed', folders, isOpen: this.#branch(path)?.isOpen ?? isOpen })
        // A folder that has gone in the meantime is no news to the page.
        if (answer.error.code !== 'not_found') this.#host.report(answer.error)
        return
      }
      folders.push(...answer.value.items)
      cursor = answer.value.nextCursor
    } while (cursor !== undefined && folders.length < MOST)
    this.#set(path, { phase: 'ready', folders, isOpen: this.#branch(path)?.isOpen ?? isOpen })
  }

  #branch(path: string): Branch | undefined {
    return this.#host.store.getState().branches[path]
  }

  #set(path: string, branch: Branch): void {
    const { branches } = this.#host.store.getState()
    this.#host.store.patch({ branches: { ...branches, [path]: branch } })
  }
}
