/** What buttons and fields of the parts do. Made once per element, so that templates keep their listeners. */

import { filesOfFolder } from '../../kit/drop/dropped-files.ts'
import type { Emit } from '../../kit/events.ts'
import type { UploadWidgetEvents } from '../events.ts'
import { fileInfo } from '../events.ts'
import type { UploadTexts } from '../messages/texts.ts'
import { isValidPublicId } from '../parameters.ts'
import type { Actions } from '../parts/view.ts'
import type { Row } from '../rows.ts'
import type { UploadSession } from '../session.ts'
import type { SourceName } from '../sources.ts'
import type { UploadStore } from '../store.ts'

export interface ActionHost extends HTMLElement {
  readonly store: UploadStore
  readonly session: UploadSession | undefined
  readonly emit: Emit<UploadWidgetEvents>
  readonly sourceNames: readonly SourceName[]
  texts(): UploadTexts
  say(message: string): void
  requestUpdate(): void
  readonly updateComplete: Promise<boolean>
  selectSource(source: string): void
  close(options?: { readonly quiet?: boolean }): unknown
  minimize(): unknown
  expand(): unknown
}

const COPIED_FOR_MS = 2000

export function viewActions(host: ActionHost): Actions & { copiedId(): string | undefined } {
  const { store } = host
  let copied: string | undefined
  const copy = (text: string, done: () => void): void => {
    const refused = (): void =>
      store.patch({ notice: { kind: 'error', key: 'row.copy_failed', values: { address: text } } })
    // Plain http pages have no clipboard.
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, refused)
    else refused()
  }
  /** Who closes a screen comes back to what opened it. */
  const focusAgain = async (selector: string): Promise<void> => {
    await host.updateComplete
    host.shadowRoot?.querySelector<HTMLElement>(selector)?.focus()
  }
  return {
    copiedId: () => copied,
    browse: () => host.shadowRoot?.querySelector<HTMLInputElement>('.file-input')?.click(),
    browseFolder: () => chooseFolder((files) => void host.session?.addFiles(files, 'local')),
    pick: (files) => {
      if (files.length > 0) void host.session?.addFiles(files, 'local')
    },
    submitUrl: async (text) => (await host.session?.addUrl(text)) ?? false,
    addCapture: (file, source) => void host.session?.addFiles([file], source),
    crop: (decision) => host.session?.crops.decide(decision),
    selectSource: (source) => host.selectSource(source),
    showQueue: () => store.patch({ screen: 'queue', isAdvancedOpen: false }),
    uploadMore: () =>
      host.selectSource(
        ['camera', 'screen', 'audio'].includes(store.getState().source)
          ? (host.sourceNames[0] ?? 'local')
          : store.getState().source,
      ),
    close: () => void host.close(),
    confirmClose(isSure) {
      if (isSure) host.close({ quiet: true })
      else store.patch({ isConfirmingClose: false })
    },
    minimize: () => void host.minimize(),
    expand: () => void host.expand(),
    finish: () => void host.close(),
    start: () => host.session?.start(),
    reorder(ids, movedId) {
      host.session?.reorder(ids)
      const row = movedId === undefined ? undefined : store.row(movedId)
      if (!row) return
      const values = { name: row.name, number: ids.indexOf(row.id) + 1, total: ids.length }
      host.say(host.texts().text('queue.moved', values))
    },
    toggleOrder() {
      store.patch({ isOrdering: !store.getState().isOrdering })
      if (!store.getState().isOrdering) void focusAgain('[part~=order]')
    },
    removeFinished: () => host.session?.removeFinished(),
    copyAddresses() {
      const addresses = store.getState().rows.flatMap((row) => addressOf(row) ?? [])
      copy(addresses.join('\n'), () => host.say(host.texts().text('queue.copied_all', { num: addresses.length })))
    },
    pause: (ids) => host.session?.pause(ids),
    resume: (ids) => host.session?.resume(ids),
    abort: (ids) => host.session?.abort(ids),
    retry: (ids) => host.session?.retry(ids),
    remove: (ids) => host.session?.remove(ids),
    copyAddress(id) {
      const row = store.row(id)
      const address = row && addressOf(row)
      if (address === undefined) return
      copy(address, () => {
        copied = id
        host.say(host.texts().text('row.copied'))
        host.requestUpdate()
        setTimeout(() => {
          if (copied === id) copied = undefined
          host.requestUpdate()
        }, COPIED_FOR_MS)
      })
    },
    showCompleted() {
      const showsOnlyCompleted = !store.getState().showsOnlyCompleted
      store.patch({ showsOnlyCompleted })
      const items = store.getState().rows.filter((row) => row.status === 'done')
      if (!showsOnlyCompleted) return
      const told = items.map((row) => ({ ...fileInfo(row), file: host.session?.fileOf(row.id) }))
      host.emit('tintype-upload-show-completed', { items: told })
    },
    dismissNotice: () => store.patch({ notice: undefined }),
    tryAgain() {
      store.patch({ problem: undefined })
      if (!host.session?.checkSetup()) return
      if (store.getState().rows.length > 0) host.session.retry()
    },
    resumeInterrupted: () => void host.session?.resumeInterrupted(),
    discardInterrupted: () => void host.session?.discardInterrupted(),
    toggleAdvanced() {
      store.patch({ isAdvancedOpen: !store.getState().isAdvancedOpen })
      if (!store.getState().isAdvancedOpen) void focusAgain('[aria-controls=advanced]')
    },
    setPublicId(publicId) {
      store.patch({ publicId })
      host.emit('tintype-upload-public-id', { id: publicId !== '' && isValidPublicId(publicId) ? publicId : null })
    },
    setTags(tags) {
      store.patch({ tags })
      host.emit('tintype-upload-tags', { tags })
    },
    setPreset: (preset) => store.patch({ preset }),
    setContext: (context) => store.patch({ context }),
  }
}

function addressOf({ result }: Row): string | undefined {
  const { secure_url: secure, url } = result ?? {}
  const address = location.protocol === 'https:' ? (secure ?? url) : (url ?? secure)
  return typeof address === 'string' ? address : undefined
}

/** A chooser for folders: an input of its own, because one input picks either files or folders. */
function chooseFolder(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.webkitdirectory = true
  input.addEventListener('change', () => onFiles(filesOfFolder(input.files ?? [])))
  input.click()
}
