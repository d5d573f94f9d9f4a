/**
 * For pages with jQuery: the widget's news as jQuery events, of both generations of the reference's widget, and
 * `$(…).cloudinary_upload_widget(options, callback)`. jQuery is the page's own; without it nothing of this exists.
 *
 * cloudinarywidgetfileuploadsuccess   each upload, with its answer; older pages read the answer itself, newer ones `info`
 * cloudinarywidgetfileuploadfail      each file that was refused or failed
 * cloudinarywidgetclosed, -deleted    closing; deleting by the link of a thumbnail
 * cloudinarywidgetsuccess, -error     first generation: a list of all answers at the end of the queue; any failure
 */
import type { FileInfo, UploadEventName, UploadInfo, UploadWidgetEvents } from '../events.ts'

interface JQuery {
  (target: unknown): { trigger(name: string, data: readonly unknown[]): unknown }
  readonly fn: Record<string, unknown>
}

/** The elements that a jQuery object holds. */
interface Chosen {
  each(visit: (index: number, element: Element) => void): unknown
}

export type ApplyWidget = (target: Element, options: object, callback?: never) => unknown

/** Pages may load jQuery after the widgets. */
export function offerToJQuery(apply: ApplyWidget): void {
  const offer = (): boolean => {
    const jQuery = pageJQuery()
    if (!jQuery) return false
    jQuery.fn.cloudinary_upload_widget = function (this: Chosen, options: object, callback?: never) {
      return this.each((_, element) => void apply(element, options, callback))
    }
    return true
  }
  if (!offer()) addEventListener('load', offer, { once: true })
}

/** @param target element that the widget stands for, or its form, or the document; events bubble from there */
export function tellJQuery(target: unknown, name: UploadEventName | 'deleted', detail: unknown): void {
  const jQuery = pageJQuery()
  if (!jQuery) return
  for (const [event, data] of newsOf(name, detail)) jQuery(target).trigger(`cloudinarywidget${event}`, [data])
}

function newsOf(name: UploadEventName | 'deleted', detail: unknown): readonly (readonly [string, unknown])[] {
  switch (name) {
    case 'tintype-upload-success': {
      const info = detail as UploadInfo
      return [['fileuploadsuccess', { ...info, event: 'success', info }]]
    }
    case 'tintype-upload-error': {
      const { file, status, statusText } = detail as UploadWidgetEvents['tintype-upload-error']
      return [
        ['fileuploadfail', file],
        ['error', { message: statusText, status, statusText }],
      ]
    }
    case 'tintype-upload-queue-end': {
      const { files } = detail as { readonly files: readonly FileInfo[] }
      const answers = files.flatMap(({ uploadInfo }) => uploadInfo ?? [])
      return answers.length === 0 ? [] : [['success', answers]]
    }
    case 'tintype-upload-close':
      return [['closed', detail]]
    case 'deleted':
      return [['deleted', detail]]
    default:
      return []
  }
}

function pageJQuery(): JQuery | undefined {
  const { jQuery } = globalThis as { jQuery?: unknown }
  return typeof jQuery === 'function' ? (jQuery as JQuery) : undefined
}
