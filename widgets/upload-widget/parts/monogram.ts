/** A service by the first letter of its name, in the place of an icon: several clouds beside each other tell nobody apart. */
import { html, type TemplateResult } from 'lit'

export function monogram(name: string): TemplateResult {
  const [letter = ''] = name
  // No text of its own: browsers would take the title of its button for another one than the button's text, and say both.
  return html`<span class="monogram" aria-hidden="true" data-letter=${letter}></span>`
}
