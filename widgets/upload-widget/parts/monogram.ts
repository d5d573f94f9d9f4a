/** A service by the first letter of its name, in the place of an icon: several clouds beside each other tell nobody apart. */
import { html, type TemplateResult } from 'lit'

export function monogram(name: string): TemplateResult {
  const [letter = ''] = name
  return html`<span class="monogram" aria-hidden="true">${letter}</span>`
}
