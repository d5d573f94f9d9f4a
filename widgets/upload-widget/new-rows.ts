/** Making rows from what was picked. Ids are unique in the page, so that several widgets never mix up their files. */
import type { CheckedFile } from './checks/file-checks.ts'
import type { Row, RowError } from './rows.ts'
import type { BuiltInSource } from './sources.ts'

let counter = 0

export function nextId(kind: 'file' | 'batch'): string {
  counter += 1
  return `uw-${kind}${counter}`
}

export function newRow(id: string, batchId: string, file: File, source: BuiltInSource, isPartOfBatch: boolean): Row {
  const { name, size, type } = file
  return { id, batchId, isPartOfBatch, name, size, type, source, status: 'queued', sentBytes: 0 }
}

export function remoteRow(id: string, batchId: string, remoteUrl: string, source: BuiltInSource): Row {
  const { name, type } = remoteFile(remoteUrl)
  return {
    id,
    batchId,
    isPartOfBatch: false,
    name,
    size: undefined,
    type,
    source,
    remoteUrl,
    status: 'queued',
    sentBytes: 0,
  }
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

export function outcomeOfCheck(
  item: CheckedFile | { readonly remoteUrl: string; readonly error?: RowError },
): Partial<Row> {
  const { error, width, height } = 'file' in item ? item : { ...item, width: undefined, height: undefined }
  return {
    ...(error ? { status: 'failed', error } : {}),
    ...(width !== undefined && height !== undefined ? { width, height } : {}),
  }
}
