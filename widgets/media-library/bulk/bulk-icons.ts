/** Icons of the actions for what is selected, drawn as those of the kit. */
import { svg, type TemplateResult } from 'lit'
import { drawn } from '../../kit/icons/icons.ts'

const SHAPES = {
  tag: svg`<path d="M4.5 6.5v5.2a2 2 0 0 0 .6 1.4l6.3 6.3a2 2 0 0 0 2.8 0l5.2-5.2a2 2 0 0 0 0-2.8l-6.3-6.3a2 2 0 0 0-1.4-.6H6.5a2 2 0 0 0-2 2z"/><path d="M8.5 8.5v.01"/>`,
  words: svg`<rect x="3.5" y="4.5" width="17" height="10" rx="2"/><path d="M6.5 14.5l4-4.5 3 3 2-2 2.5 3.5M4 18h16M4 20.5h9"/>`,
  up: svg`<path d="M12 19V6m0 0l-5 5m5-5l5 5"/>`,
  rename: svg`<path d="M4.5 19.5h4L19 9a2.1 2.1 0 0 0-3-3L5.5 16.5z"/><path d="M14 8l3 3"/>`,
  collect: svg`<path d="M4 8.5V18a1.5 1.5 0 0 0 1.5 1.5H15"/><rect x="7.5" y="4.5" width="12" height="12" rx="2"/><path d="M13.5 7.5v6m-3-3h6"/>`,
  uncollect: svg`<path d="M4 8.5V18a1.5 1.5 0 0 0 1.5 1.5H15"/><rect x="7.5" y="4.5" width="12" height="12" rx="2"/><path d="M10.5 10.5h6"/>`,
} as const

export function bulkIcon(name: keyof typeof SHAPES): TemplateResult {
  return drawn(SHAPES[name])
}
