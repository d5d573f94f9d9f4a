/** The rules for files that are picked together: a batch is taken whole or not at all. Pure. */
import type { UploadTexts } from './messages/texts.ts'
import type { UploadWidgetOptions } from './options.ts'
import { isValidPublicId } from './parameters.ts'
import type { Notice } from './store.ts'

/** Bytes are undefined where nobody knows them yet. */
export interface Picked {
  readonly name: string
  readonly size: number | undefined
}

export interface BatchVerdict<Item> {
  /** What is taken; undefined when the batch is refused. */
  readonly items: readonly Item[] | undefined
  readonly notice?: Notice
  readonly refusal?: 'MAX_EXCEEDED' | 'INVALID_PUBLIC_ID'
  /** What was there before has to go first. */
  readonly replaces?: boolean
}

export interface BatchFacts {
  /** Typed in the advanced options. */
  readonly publicId: string
  /** Files that count against `maxFiles` already. */
  readonly taken: number
  /** Their bytes. */
  readonly takenBytes: number
  readonly texts: Pick<UploadTexts, 'bytes'>
}

export function judgeBatch<Item extends Picked | string>(
  items: readonly Item[],
  options: Pick<UploadWidgetOptions, 'multiple' | 'maxFiles' | 'maxTotalFileSize' | 'showAdvancedOptions'>,
  facts: BatchFacts,
): BatchVerdict<Item> {
  if (options.showAdvancedOptions && !isValidPublicId(facts.publicId)) {
    const notice = { kind: 'error', key: 'notifications.invalid_public_id', values: {} } as const
    return { items: undefined, notice, refusal: 'INVALID_PUBLIC_ID' }
  }
  const size = (some: readonly Item[]): number =>
    some.reduce((sum, item) => sum + (typeof item === 'string' ? 0 : (item.size ?? 0)), 0)
  const [first] = items
  if (!options.multiple && first !== undefined) {
    const name = typeof first === 'string' ? first : first.name
    const notice = { kind: 'info', key: 'notifications.first_only', values: { name } } as const
    return { items: [first], replaces: true, ...(items.length > 1 ? { notice } : {}) }
  }
  const { maxFiles, maxTotalFileSize } = options
  // A file that was just picked tells its size only after the browser has asked the system for it.
  const total = maxTotalFileSize === undefined ? 0 : facts.takenBytes + size(items)
  if (maxTotalFileSize !== undefined && total > maxTotalFileSize) {
    const values = { size: facts.texts.bytes(total), allowed: facts.texts.bytes(maxTotalFileSize) }
    const notice = { kind: 'error', key: 'notifications.total_size', values } as const
    return { items: undefined, notice, refusal: 'MAX_EXCEEDED' }
  }
  if (maxFiles !== undefined && facts.taken + items.length > maxFiles) {
    const notice = { kind: 'error', key: 'notifications.limit_reached', values: { num: maxFiles } } as const
    return { items: undefined, notice, refusal: 'MAX_EXCEEDED' }
  }
  return { items }
}
