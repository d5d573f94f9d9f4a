/** Icons that only the large view has, drawn as those of the kit. */
import { svg, type TemplateResult } from 'lit'
import { drawn } from '../../kit/icons/icons.ts'

const SHAPES = {
  back: svg`<path d="M19 12H5.5m0 0l5.7-5.7M5.5 12l5.7 5.7"/>`,
  previous: svg`<path d="M14.5 6.5L9 12l5.5 5.5"/>`,
  next: svg`<path d="M9.5 6.5L15 12l-5.5 5.5"/>`,
  plus: svg`<path d="M12 6v12M6 12h12"/>`,
  minus: svg`<path d="M6 12h12"/>`,
  whole: svg`<path d="M4.5 9V6A1.5 1.5 0 0 1 6 4.5h3M15 4.5h3A1.5 1.5 0 0 1 19.5 6v3M19.5 15v3a1.5 1.5 0 0 1-1.5 1.5h-3M9 19.5H6A1.5 1.5 0 0 1 4.5 18v-3"/>`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  out: svg`<path d="M13.5 5H19v5.5M19 5l-8 8"/><path d="M17.5 14v3a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h3"/>`,
  look: svg`<path d="M3 12s3.4-6 9-6 9 6 9 6-3.4 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.6"/>`,
  download: svg`<path d="M12 4.5v10m0 0l-4.2-4.2M12 14.5l4.2-4.2M4.5 19.5h15"/>`,
  restore: svg`<path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 9M4.5 4.5V9H9M12 8v4.3l2.8 1.7"/>`,
} as const

export type PreviewIcon = keyof typeof SHAPES

const MIRRORED: ReadonlySet<PreviewIcon> = new Set<PreviewIcon>(['back', 'previous', 'next'])

export function previewIcon(name: PreviewIcon): TemplateResult {
  return drawn(SHAPES[name], MIRRORED.has(name))
}
