/** Icons that the library alone has; drawn as those of the kit are. */
import { type SVGTemplateResult, svg, type TemplateResult } from 'lit'
import { drawn } from '../kit/icons/icons.ts'
import { LAYOUT_SHAPES } from '../kit/icons/layout-shapes.ts'

const SHAPES = {
  grid: LAYOUT_SHAPES.grid,
  list: LAYOUT_SHAPES.list,
  masonry: svg`<rect x="4" y="4" width="6.8" height="9.6" rx="1.8"/><rect x="13.2" y="4" width="6.8" height="5.4" rx="1.8"/><rect x="4" y="16" width="6.8" height="4" rx="1.6"/><rect x="13.2" y="11.8" width="6.8" height="8.2" rx="1.8"/>`,
  filter: svg`<path d="M4 6.5h16M7 12h10M10 17.5h4"/>`,
  sort: svg`<path d="M8 5v14m0 0l-3.2-3.2M8 19l3.2-3.2M16 19V5m0 0l-3.2 3.2M16 5l3.2 3.2"/>`,
  chevron: svg`<path d="M9.5 6.5l5.5 5.5-5.5 5.5"/>`,
  down: svg`<path d="M6.5 9.5l5.5 5.5 5.5-5.5"/>`,
  home: svg`<path d="M4 11.2l6.8-6.1a1.8 1.8 0 0 1 2.4 0l6.8 6.1"/><path d="M6 9.6V17a2.2 2.2 0 0 0 2.2 2.2h7.6A2.2 2.2 0 0 0 18 17V9.6"/>`,
  everything: svg`<rect x="4" y="8.5" width="16" height="11" rx="2.2"/><path d="M6.5 5.8h11M9 3.4h6"/>`,
  collection: svg`<path d="M12 4l8 4.2-8 4.2-8-4.2z"/><path d="M4 12.2l8 4.2 8-4.2M4 16l8 4.2 8-4.2"/>`,
  bookmark: svg`<path d="M7 4.5h10a1.2 1.2 0 0 1 1.2 1.2v13.4a.6.6 0 0 1-.95.5L12 16l-5.25 3.6a.6.6 0 0 1-.95-.5V5.7A1.2 1.2 0 0 1 7 4.5z"/>`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2.2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  eye: svg`<path d="M3.2 12S6.3 6.2 12 6.2 20.8 12 20.8 12 17.7 17.8 12 17.8 3.2 12 3.2 12z"/><circle cx="12" cy="12" r="2.6"/>`,
  person: svg`<circle cx="12" cy="8.4" r="3.6"/><path d="M5 19.5a7 7 0 0 1 14 0"/>`,
  leave: svg`<path d="M10 5H7a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h3"/><path d="M10.5 12H20m0 0l-3.5-3.5M20 12l-3.5 3.5"/>`,
  sidebar: svg`<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><path d="M9.5 5v14"/>`,
  tag: svg`<path d="M4.5 6.2v5.3c0 .5.2 1 .55 1.35l6.3 6.3a1.9 1.9 0 0 0 2.7 0l5.1-5.1a1.9 1.9 0 0 0 0-2.7l-6.3-6.3a1.9 1.9 0 0 0-1.35-.55H6.2a1.7 1.7 0 0 0-1.7 1.7z"/><path d="M8.6 8.6h.01"/>`,
  code: svg`<path d="M9 7.5L4.5 12 9 16.5M15 7.5l4.5 4.5-4.5 4.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>`,
  key: svg`<circle cx="8.5" cy="14.5" r="4"/><path d="M11.4 11.6L19 4m-2.6 2.6l2.3 2.3M13.9 9.1l1.6 1.6"/>`,
  none: svg`<circle cx="10.8" cy="10.8" r="6.3"/><path d="M15.5 15.5l4.5 4.5M8.6 8.6l4.4 4.4m0-4.4l-4.4 4.4"/>`,
} as const satisfies Record<string, SVGTemplateResult>

const MIRRORED: ReadonlySet<string> = new Set(['chevron', 'leave', 'sidebar', 'list', 'tag'])

export type LibraryIconName = keyof typeof SHAPES

export function libraryIcon(name: LibraryIconName): TemplateResult {
  return drawn(SHAPES[name], MIRRORED.has(name))
}
