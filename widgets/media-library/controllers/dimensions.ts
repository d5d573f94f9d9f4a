/** `dimensions` of the page, as the custom properties that the style sheet goes by. */
import { warnOnce } from '../../kit/log.ts'
import type { Dimensions } from '../options.ts'

const PROPERTIES = { width: '--tintype-library-width', height: '--tintype-library-height' } as const

export function applyDimensions({ style }: HTMLElement, dimensions: Dimensions | undefined): void {
  for (const [name, property] of Object.entries(PROPERTIES)) {
    const given = dimensions?.[name as keyof Dimensions]
    const length = typeof given === 'number' ? `${given}px` : given
    if (length !== undefined && CSS.supports(name, length)) style.setProperty(property, length)
    else {
      style.removeProperty(property)
      if (length !== undefined) warnOnce(`dimensions.${name}: ${JSON.stringify(given)} is not a length`)
    }
  }
}
