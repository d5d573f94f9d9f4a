/**
 * Lit directive: sets one CSS custom property of an element through the CSSOM. A `style="…"` attribute would be refused
 * by a strict Content-Security-Policy, and Lit's own `styleMap` writes one on the first render.
 *
 * ```ts
 * html`<div class="bar" ${cssProperty('--progress', '0.5')}></div>`
 * ```
 */
import { nothing } from 'lit'
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js'

class CssPropertyDirective extends Directive {
  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('cssProperty belongs directly into a tag')
  }

  override render(_name: `--${string}`, _value: string): typeof nothing {
    return nothing
  }

  override update(part: ElementPart, [name, value]: [`--${string}`, string]): typeof nothing {
    const style = (part.element as HTMLElement).style
    if (style.getPropertyValue(name) !== value) style.setProperty(name, value)
    return nothing
  }
}

export const cssProperty = directive(CssPropertyDirective)
