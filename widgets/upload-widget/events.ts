/**
 * What the widget tells: the element's events, and beside each the name that the compat callback uses. Details are the
 * `info` of the callback, so that one description serves both.
 */
import type { Row } from './rows.ts'
import { progressOf } from './rows.ts'

export interface FileInfo {
  readonly id: string
  readonly batchId: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly status: string
  readonly statusText: string
  readonly done: boolean
  readonly failed: boolean
  readonly aborted: boolean
  readonly paused: boolean
  /** Percent. */
  readonly progress: number
  readonly publicId: string | undefined
  readonly publicIdCounter: number
  readonly dimensions: readonly [number, number] | undefined
  readonly imageDimensions: readonly [number, number] | undefined
  readonly coordinatesResize: boolean
  readonly camera: boolean
  readonly partOfBatch: boolean
  readonly delayedPreCalls: boolean
  readonly preparedParams: object
  readonly uploadInfo: UploadAnswer | undefined
}

/**
 * What the server answers an upload with; more of it depends on file, preset and options. Of an upload that it finishes
 * later (a preset with `async`) there are no measures and addresses yet.
 */
export type UploadAnswer = Readonly<Record<string, unknown>> & {
  readonly asset_id: string
  readonly public_id: string
  readonly version: number
  readonly resource_type: string
  readonly type: string
  readonly format?: string
  readonly width?: number
  readonly height?: number
  readonly duration?: number
  readonly bytes: number
  readonly created_at: string
  readonly tags: readonly string[]
  readonly url: string
  readonly secure_url: string
  readonly original_filename?: string
  readonly delete_token?: string
}

/** The upload response with what the widget adds. */
export type UploadInfo = UploadAnswer & {
  readonly id: string
  readonly batchId: string
  readonly path: string
  readonly thumbnail_url?: string
  readonly signature: string
}

/** `file` is what was picked; undefined for what never was in this page. */
export type CompletedFile = FileInfo & { readonly file: File | undefined }

export interface UploadFailure {
  readonly status: number
  readonly statusText: string
  readonly file: FileInfo
  readonly failed: true
}

export interface UploadWidgetEvents {
  'tintype-upload-added': { readonly file: FileInfo; readonly publicId: string | undefined }
  'tintype-upload-before-batch': { readonly files: readonly { name: string; size: number; type: string }[] }
  'tintype-upload-progress': { readonly id: string; readonly progress: number; readonly total: number }
  'tintype-upload-success': UploadInfo
  'tintype-upload-error': UploadFailure
  'tintype-upload-queue-start': undefined
  'tintype-upload-queue-end': { readonly files: readonly FileInfo[] }
  'tintype-upload-source-change': { readonly source: string }
  'tintype-upload-display-change': 'shown' | 'hidden' | 'minimized' | 'expanded'
  'tintype-upload-abort': { readonly ids: readonly string[]; readonly all: boolean }
  'tintype-upload-retry': { readonly ids: readonly string[]; readonly all: boolean }
  'tintype-upload-batch-cancelled': { readonly reason: 'MAX_EXCEEDED' | 'INVALID_PUBLIC_ID' }
  'tintype-upload-tags': { readonly tags: readonly string[] }
  'tintype-upload-public-id': { readonly id: string | null }
  'tintype-upload-show-completed': { readonly items: readonly CompletedFile[] }
  'tintype-upload-close': { readonly message: string }
}

export type UploadEventName = keyof UploadWidgetEvents

/** Element event to the compat callback's name. `before-batch` and `progress` have none there. */
export const COMPAT_EVENTS = {
  'tintype-upload-added': 'upload-added',
  'tintype-upload-success': 'success',
  'tintype-upload-error': 'error',
  'tintype-upload-queue-start': 'queues-start',
  'tintype-upload-queue-end': 'queues-end',
  'tintype-upload-source-change': 'source-changed',
  'tintype-upload-display-change': 'display-changed',
  'tintype-upload-abort': 'abort',
  'tintype-upload-retry': 'retry',
  'tintype-upload-batch-cancelled': 'batch-cancelled',
  'tintype-upload-tags': 'tags',
  'tintype-upload-public-id': 'publicid',
  'tintype-upload-show-completed': 'show-completed',
  'tintype-upload-close': 'close',
} as const satisfies Partial<Record<UploadEventName, string>>

const COMPAT_STATUS: Partial<Record<Row['status'], string>> = { done: 'success', failed: 'error', held: 'queued' }

export function fileInfo(row: Row): FileInfo {
  const dimensions =
    row.width !== undefined && row.height !== undefined ? ([row.width, row.height] as const) : undefined
  return {
    id: row.id,
    batchId: row.batchId,
    name: row.name,
    size: row.size ?? 0,
    type: row.type,
    status: COMPAT_STATUS[row.status] ?? row.status,
    statusText: row.error?.message ?? '',
    done: row.status === 'done',
    failed: row.status === 'failed',
    aborted: row.status === 'aborted',
    paused: row.status === 'paused',
    progress: Math.round(progressOf(row) * 100),
    publicId: row.publicId,
    publicIdCounter: -1,
    dimensions,
    imageDimensions: dimensions,
    coordinatesResize: false,
    camera: row.source === 'camera',
    partOfBatch: row.isPartOfBatch,
    delayedPreCalls: false,
    preparedParams: {},
    uploadInfo: row.result as UploadAnswer | undefined,
  }
}
