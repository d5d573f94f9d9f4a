/**
 * Lit directive: puts an element to its place by a transform and gives it its size, through the CSSOM. Only what has
 * changed is written, so that tiles that stay where they are cost nothing while people scroll.
 */
import { nothing } from 'lit'
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js'
import type { Box } from './grid-layout.ts'

class PlacedDirective extends Directive {
  #written = ''

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('placed belongs directly into a tag')
  }

  override render(_box: Box, _direction: 'ltr' | 'rtl'): typeof nothing {
    return nothing
  }

  override update(part: ElementPart, [box, direction]: [Box, 'ltr' | 'rtl']): typeof nothing {
    const x = direction === 'rtl' ? -box.x : box.x
    const next = `${x} ${box.y} ${box.width} ${box.height}`
    if (next === this.#written) return nothing
    this.#written = next
    const { style } = part.element as HTMLElement
    style.transform = `translate(${x}px, ${box.y}px)`
    style.inlineSize = `${box.width}px`
    style.blockSize = `${box.height}px`
    return nothing
  }
}

export const placed = directive(PlacedDirective)
