/**
 * The vendor's callback: `(error, result)`. A failure has both: the error with status and text, and a result of event
 * `error` whose info describes the file. `result` also carries the envelope that older integrations read.
 */
import type { UploadFailure } from './events.ts'

export interface UploadWidgetError {
  readonly status: number
  readonly statusText: string
}

export interface UploadWidgetResult {
  readonly event: string
  readonly info: unknown
  readonly uw_event: true
  readonly data: { readonly event: string; readonly info: unknown; readonly type: string; readonly widgetId: string }
}

export type UploadWidgetCallback = (error: UploadWidgetError | null, result: UploadWidgetResult) => void

export function callbackResult(
  event: string,
  info: unknown,
  widgetId: string,
): [UploadWidgetError | null, UploadWidgetResult] {
  const result: UploadWidgetResult = { event, info, uw_event: true, data: { event, info, type: event, widgetId } }
  if (event !== 'error') return [null, result]
  const { status, statusText } = info as UploadFailure
  return [{ status, statusText }, result]
}
