/**
 * Screens and bars that are loaded when they are first needed, so that those who only pick something wait less.
 *
 * preview    the large view over the results; wanted while `state.preview` is set
 * bulk       what can be done to all that is selected; wanted while something is, unless nothing may be changed
 * upload     takes files (button, drop) and shows how far they are; wanted once people upload
 */
import type { ReactiveControllerHost } from 'lit'
import type { LibraryContext } from '../library-context.ts'
import type { UploadPart } from '../upload/upload.ts'
import { LaterPart } from './later-part.ts'

export interface LaterParts {
  readonly preview: LaterPart
  readonly bulk: LaterPart
  readonly upload: LaterPart<UploadPart>
}

export function laterParts(host: ReactiveControllerHost, context: LibraryContext): LaterParts {
  return {
    preview: new LaterPart(host, context, () => import('../preview/preview.ts')),
    bulk: new LaterPart(host, context, () => import('../bulk/bulk.ts')),
    upload: new LaterPart(host, context, () => import('../upload/upload.ts')),
  }
}
