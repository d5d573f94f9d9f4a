/** Making rows from what was picked. Ids are unique in the page, so that several widgets never mix up their files. */

import type { ParametersOnly, SentElsewhere } from '../kit/upload/upload-file.ts'
import type { CheckedFile } from './checks/file-checks.ts'
import type { Row, RowError } from './rows.ts'
import type { SourceName } from './sources.ts'

let counter = 0

export function nextId(kind: 'file' | 'batch'): string {
  counter += 1
  return `uw-${kind}${counter}`
}

export function newRow(id: string, batchId: string, file: File, source: SourceName, isPartOfBatch: boolean): Row {
  const { name, size, type } = file
  return { id, batchId, isPartOfBatch, name, size, type, source, status: 'queued', sentBytes: 0 }
}

interface AboutRemote {
  readonly name: string
  readonly size: number | undefined
  readonly type: string
  readonly previewUrl?: string | undefined
  readonly error?: RowError | undefined
}

/**
 * A file that is licensed with the upload that names it. With the same parameters it is the same purchase, so that it can
 * go on after a reload.
 */
export interface PurchasedFile extends ParametersOnly, AboutRemote {
  /** Sent, and signed, with those of the options. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A file of a remote source. */
export type RemoteFile = SentElsewhere & AboutRemote

/** What is not in this page: a web address, or a file of a remote source. */
export type Elsewhere = RemoteFile | PurchasedFile | { readonly remoteUrl: string; readonly error?: RowError }

export function remoteRow(
  id: string,
  batchId: string,
  item: Elsewhere,
  source: SourceName,
  isPartOfBatch: boolean,
): Row {
  const about = { id, batchId, isPartOfBatch, source, status: 'queued', sentBytes: 0 } as const
  if ('remoteUrl' in item) {
    return { ...about, ...remoteFile(item.remoteUrl), size: undefined, remoteUrl: item.remoteUrl }
  }
  const { name, size, type, previewUrl } = item
  return { ...about, name, size, type, ...(previewUrl ? { previewUrl } : {}) }
}

export function describedFile(item: CheckedFile | Elsewhere): { name: string; size: number; type: string } {
  if ('file' in item) return item.file
  if ('remoteUrl' in item) return remoteFile(item.remoteUrl)
  return { name: item.name, size: item.size ?? 0, type: item.type }
}

/** A web address is named after the last part of its path. */
export function remoteFile(remoteUrl: string): { name: string; size: number; type: string } {
  const { pathname, hostname } = new URL(remoteUrl)
  const last = pathname.split('/').findLast(Boolean) ?? hostname
  try {
    return { name: decodeURIComponent(last), size: 0, type: '' }
  } catch {
    return { name: last, size: 0, type: '' }
  }
}

export function outcomeOfCheck(item: CheckedFile | Elsewhere): Partial<Row> {
  if (!('file' in item)) return 'error' in item && item.error ? { status: 'failed', error: item.error } : {}
  const { error, width, height } = item
  return {
    ...(error ? { status: 'failed', error } : {}),
    ...(width !== undefined && height !== undefined ? { width, height } : {}),
  }
}
