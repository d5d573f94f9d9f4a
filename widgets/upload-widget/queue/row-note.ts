/** The line of a row that says what could not be done to its file on this device, and opens to say why. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { Untouched } from '../checks/untouched.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { View } from '../parts/view.ts'

const SAID: Record<Untouched, UploadMessageKey> = {
  location: 'row.keeps.location',
  metadata: 'row.keeps.metadata',
  size: 'row.keeps.size',
}

export function rowNote({ texts }: View, what: Untouched): TemplateResult {
  return html`<details class="row-note" part="row-note" data-keeps=${what}>
    <summary>${icon('alert')}<span>${texts.text(SAID[what])}</span></summary>
    <p>${texts.text('row.keeps.why')}</p>
  </details>`
}
