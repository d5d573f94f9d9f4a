/**
 * What people pick, until it is a batch: the rules of a batch, checks of each file, and the questions that are asked
 * about it (area, structured metadata).
 */
import { isWebAddress } from '../../kit/drop/dropped-files.ts'
import { judgeBatch, type Picked } from '../batch-rules.ts'
import { fewAtOnce } from '../checks/few-at-once.ts'
import { type CheckedFile, checkFile } from '../checks/file-checks.ts'
import { complaintError, pageComplaint } from '../checks/page-checks.ts'
import { untouched, untouchedError } from '../checks/untouched.ts'
import { type CroppedFile, CropTurns } from '../crop/crop-turns.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { MetadataTurns } from '../metadata/metadata-turns.ts'
import { describedFile, type PurchasedFile, type RemoteFile, remoteFile } from '../new-rows.ts'
import type { UploadWidgetOptions } from '../options.ts'
import type { SourceName } from '../sources.ts'
import type { Batches, PickedItem } from './batches.ts'
import type { SessionContext } from './context.ts'

const FILES_CHECKED_AT_ONCE = 6

export class Picking {
  readonly crops: CropTurns
  readonly #context: SessionContext
  readonly #batches: Batches
  /** Gives up what was picked before, where only one file is taken. */
  readonly #replaceSelection: () => void
  #metadata: MetadataTurns | undefined

  constructor(context: SessionContext, batches: Batches, replaceSelection: () => void) {
    this.#context = context
    this.#batches = batches
    this.#replaceSelection = replaceSelection
    this.crops = new CropTurns(context.store)
  }

  async addFiles(files: readonly File[], source: SourceName): Promise<void> {
    const { host, store } = this.#context
    if (files.length === 0) return this.#context.notify('info', 'notifications.empty_folder', {})
    const accepted = this.#accepted(files)
    if (!accepted) return
    store.patch({ checking: accepted.length, screen: 'queue' })
    const about = { options: host.options, texts: host.texts() }
    const checked = await fewAtOnce(accepted, FILES_CHECKED_AT_ONCE, (file) => this.#checked(file, about))
    if (!this.#context.isAlive) return
    store.patch({ checking: 0 })
    const ready = host.option('cropping') ? await this.#cropped(checked) : checked
    if (ready) await this.#addDescribed(ready, source)
  }

  /** False when the text is no web address. */
  async addUrl(text: string, source: SourceName): Promise<boolean> {
    const { host } = this.#context
    const remoteUrl = text.trim()
    if (!isWebAddress(remoteUrl)) {
      this.#context.notify('error', 'notifications.invalid_add_url', {})
      return false
    }
    if (!this.#accepted([remoteUrl])) return true
    const complaint = await pageComplaint({ ...remoteFile(remoteUrl), remoteUrl }, host.options, 'add')
    const error = complaint
      ? complaintError(complaint, host.texts())
      : untouchedError(untouched(remoteFile(remoteUrl), host.options), host.options, host.texts())
    await this.#addDescribed([{ remoteUrl, ...(error ? { error } : {}) }], source)
    return true
  }

  /** Files that have been checked already. False when none was taken. */
  async addRemote(files: readonly (RemoteFile | PurchasedFile)[], source: SourceName): Promise<boolean> {
    const accepted = this.#accepted(files)
    const { options } = this.#context.host
    const refused = (file: RemoteFile | PurchasedFile) =>
      untouchedError(untouched(file, options), options, this.#context.host.texts())
    const judged = accepted?.map((file) => ({ ...file, error: file.error ?? refused(file) }))
    if (judged) await this.#addDescribed(judged, source)
    return accepted !== undefined
  }

  /** What the crop screen and the form are asking, people no longer want to answer. */
  cancelQuestions(): void {
    this.crops.cancel()
    this.#metadata?.cancel()
  }

  async #addDescribed(items: readonly PickedItem[], source: SourceName): Promise<void> {
    if (!this.#context.isAlive) return
    const described = await this.#described(items)
    if (described && this.#context.isAlive) await this.#batches.add(described, source)
  }

  /** What of a pick is taken; undefined when none of it is. */
  #accepted<Item extends Picked | string>(items: readonly Item[]): readonly Item[] | undefined {
    const { host, store } = this.#context
    store.patch({ notice: undefined })
    if (host.option('disabled') || !this.#context.checkSetup()) return undefined
    const present = this.#context.taken()
    const verdict = judgeBatch(items, host.options, {
      publicId: store.getState().publicId,
      taken: present.length + host.heldCount(),
      takenBytes: present.reduce((sum, { size = 0 }) => sum + size, 0),
      texts: host.texts(),
    })
    if (verdict.notice) this.#context.notify(verdict.notice.kind, verdict.notice.key, verdict.notice.values)
    if (verdict.refusal) host.emit('tintype-upload-batch-cancelled', { reason: verdict.refusal })
    if (verdict.replaces) this.#replaceSelection()
    return verdict.items
  }

  async #checked(file: File, about: { options: UploadWidgetOptions; texts: UploadTexts }): Promise<CheckedFile> {
    const { options, texts } = about
    const checked = await checkFile(file, options, texts)
    const complaint = checked.error ? undefined : await pageComplaint(file, options, 'add')
    return complaint ? { file, error: complaintError(complaint, texts) } : checked
  }

  /** People choose what of each picture counts; undefined when they thought better of it. */
  async #cropped(files: readonly CheckedFile[]): Promise<readonly CroppedFile[] | undefined> {
    if (!this.#context.host.option('multiple')) this.crops.cancel()
    const cropped = await this.crops.ask(files)
    if (cropped === undefined) this.#context.backFromEmptyQueue()
    return cropped
  }

  /** People say what each file is about; undefined when they thought better of it. */
  async #described(items: readonly PickedItem[]): Promise<readonly PickedItem[] | undefined> {
    const { host, store } = this.#context
    const { metadataForm, cloudName = '', uploadPreset, metadata = {} } = host.options
    const good = items.filter((item) => item.error === undefined)
    if (!metadataForm || good.length === 0) return items
    try {
      this.#metadata ??= new (await import('../metadata/metadata-turns.ts')).MetadataTurns(store)
    } catch {
      this.#context.notify('error', 'loading.failed', {})
      return undefined
    }
    const files = good.map(describedFile)
    const preset = store.getState().preset || uploadPreset
    const { apiBase } = host.bases()
    const values = await this.#metadata.ask(files, { apiBase, cloudName, preset, given: metadata })
    if (!values) this.#context.backFromEmptyQueue()
    return values && items.map((item) => ({ ...item, metadata: values[good.indexOf(item)] ?? metadata }))
  }
}
