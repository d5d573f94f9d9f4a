/** The handlers of `<CldUploadWidget>`, and which event calls which; names as pages of Next.js have them. */

export interface CldUploadResults {
  readonly event?: string
  readonly info?: string | { readonly [key: string]: unknown }
}

export type CldUploadError = { readonly status: number; readonly statusText: string } | string | null

type Handler<Tools> = (results: CldUploadResults, tools: Tools) => void

export interface CldUploadHandlers<Tools> {
  readonly onError?: (error: CldUploadError, tools: Tools) => void
  readonly onOpen?: (widget: unknown) => void
  readonly onAbort?: Handler<Tools>
  readonly onBatchCancelled?: Handler<Tools>
  readonly onClose?: Handler<Tools>
  readonly onDisplayChanged?: Handler<Tools>
  readonly onPublicId?: Handler<Tools>
  readonly onQueuesEnd?: Handler<Tools>
  readonly onQueuesStart?: Handler<Tools>
  readonly onRetry?: Handler<Tools>
  readonly onShowCompleted?: Handler<Tools>
  readonly onSourceChanged?: Handler<Tools>
  readonly onSuccess?: Handler<Tools>
  readonly onTags?: Handler<Tools>
  readonly onUploadAdded?: Handler<Tools>
  /** The old name of `onSuccess`. */
  readonly onUpload?: Handler<Tools>
  readonly onAbortAction?: Handler<Tools>
  readonly onBatchCancelledAction?: Handler<Tools>
  readonly onCloseAction?: Handler<Tools>
  readonly onDisplayChangedAction?: Handler<Tools>
  readonly onPublicIdAction?: Handler<Tools>
  readonly onQueuesEndAction?: Handler<Tools>
  readonly onQueuesStartAction?: Handler<Tools>
  readonly onRetryAction?: Handler<Tools>
  readonly onShowCompletedAction?: Handler<Tools>
  readonly onSourceChangedAction?: Handler<Tools>
  readonly onSuccessAction?: Handler<Tools>
  readonly onTagsAction?: Handler<Tools>
  readonly onUploadAddedAction?: Handler<Tools>
}

type EventHandlerName = Exclude<keyof CldUploadHandlers<unknown>, 'onError' | 'onOpen'>

/** Handlers by the event of the widget's callback. */
export const HANDLERS = {
  abort: ['onAbort', 'onAbortAction'],
  'batch-cancelled': ['onBatchCancelled', 'onBatchCancelledAction'],
  close: ['onClose', 'onCloseAction'],
  'display-changed': ['onDisplayChanged', 'onDisplayChangedAction'],
  publicid: ['onPublicId', 'onPublicIdAction'],
  'queues-end': ['onQueuesEnd', 'onQueuesEndAction'],
  'queues-start': ['onQueuesStart', 'onQueuesStartAction'],
  retry: ['onRetry', 'onRetryAction'],
  'show-completed': ['onShowCompleted', 'onShowCompletedAction'],
  'source-changed': ['onSourceChanged', 'onSourceChangedAction'],
  success: ['onSuccess', 'onUpload', 'onSuccessAction'],
  tags: ['onTags', 'onTagsAction'],
  'upload-added': ['onUploadAdded', 'onUploadAddedAction'],
} as const satisfies Readonly<Record<string, readonly EventHandlerName[]>>
