/** Icons of the actions for what is selected, drawn as those of the kit. */
import { svg, type TemplateResult } from 'lit'
import { drawn } from '../../kit/icons/icons.ts'

const SHAPES = {
  tag: svg`<path d="M4.5 6.5v5.2a2 2 0 0 0 .6 1.4l6.3 6.3a2 2 0 0 0 2.8 0l5.2-5.2a2 2 0 0 0 0-2.8l-6.3-6.3a2 2 0 0 0-1.4-.6H6.5a2 2 0 0 0-2 2z"/><path d="M8.5 8.5v.01"/>`,
  up: svg`<path d="M12 19V6m0 0l-5 5m5-5l5 5"/>`,
} as const

export function bulkIcon(name: keyof typeof SHAPES): TemplateResult {
  return drawn(SHAPES[name])
}
