/** What every part is drawn from: the state, the texts, and the actions it may call. */
import type { TemplateResult } from 'lit'
import type { CropDecision } from '../crop/crop-turns.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { UploadWidgetOptions } from '../options.ts'
import type { BuiltInSource, SourceName } from '../sources.ts'
import type { Summary, UploadState } from '../store.ts'
import type { LazyParts } from './lazy-parts.ts'

export interface Actions {
  browse(): void
  browseFolder(): void
  pick(files: readonly File[]): void
  submitUrl(text: string): Promise<boolean>
  addCapture(file: File, source: BuiltInSource): void
  crop(decision: CropDecision): void
  selectSource(source: SourceName): void
  showQueue(): void
  uploadMore(): void
  close(): void
  confirmClose(isSure: boolean): void
  minimize(): void
  expand(): void
  finish(): void
  /** Starts what waits for people. */
  start(): void
  /** @param movedId the one that people moved, to be told where it is now */
  reorder(ids: readonly string[], movedId?: string): void
  toggleOrder(): void
  removeFinished(): void
  copyAddresses(): void
  pause(ids?: readonly string[]): void
  resume(ids?: readonly string[]): void
  abort(ids?: readonly string[]): void
  retry(ids?: readonly string[]): void
  remove(ids: readonly string[]): void
  copyAddress(id: string): void
  showCompleted(): void
  dismissNotice(): void
  tryAgain(): void
  resumeInterrupted(): void
  discardInterrupted(): void
  toggleAdvanced(): void
  setPublicId(publicId: string): void
  setTags(tags: readonly string[]): void
  setPreset(preset: string): void
  setContext(context: Readonly<Record<string, string>>): void
}

export interface View {
  readonly state: UploadState
  readonly options: UploadWidgetOptions
  readonly texts: UploadTexts
  readonly actions: Actions
  readonly summary: Summary
  readonly sources: readonly SourceName[]
  readonly lazy: LazyParts
  readonly isInline: boolean
  /** Files that are needed before anything is sent. */
  readonly missingFiles: number
  /** Row whose address was copied last, for a moment. */
  readonly copiedId: string | undefined
  /** Rows that are drawn so far. */
  readonly rowLimit: number
}

export type Part = (view: View) => TemplateResult
