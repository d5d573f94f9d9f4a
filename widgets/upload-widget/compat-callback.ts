/**
 * The vendor's callback: `(error, result)`. A failure has both: the error with status and text, and a result of event
 * `error` whose info describes the file. `result` also carries the envelope that older integrations read.
 */
import type { COMPAT_EVENTS, CompletedFile, FileInfo, UploadFailure, UploadWidgetEvents } from './events.ts'

export interface UploadWidgetError {
  readonly status: number
  readonly statusText: string
}

type Result<Event extends string, Info> = {
  readonly event: Event
  readonly info: Info
  readonly uw_event: true
  readonly data: { readonly event: Event; readonly info: Info; readonly type: Event; readonly widgetId: string }
}

/** A file that was uploaded, as `show-completed` tells it. */
type UploadedFile = CompletedFile & { readonly uploadInfo: NonNullable<FileInfo['uploadInfo']> }

interface InfoOf extends Omit<UploadWidgetEvents, 'tintype-upload-show-completed'> {
  'tintype-upload-show-completed': { readonly items: readonly UploadedFile[] }
}

/** `event` says which it is; with it `info` has its type. */
export type UploadWidgetResult = {
  readonly [Name in keyof typeof COMPAT_EVENTS]: Result<(typeof COMPAT_EVENTS)[Name], InfoOf[Name]>
}[keyof typeof COMPAT_EVENTS]

export type UploadWidgetCallback = (error: UploadWidgetError | null, result: UploadWidgetResult) => void

export function callbackResult(
  event: string,
  info: unknown,
  widgetId: string,
): [UploadWidgetError | null, UploadWidgetResult] {
  const data = { event, info, type: event, widgetId }
  // Its callers pass on what the element's events say, so that the two belong together.
  const result = { event, info, uw_event: true, data } as UploadWidgetResult
  if (event !== 'error') return [null, result]
  const { status, statusText } = info as UploadFailure
  return [{ status, statusText }, result]
}
