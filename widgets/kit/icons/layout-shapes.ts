/** Pictures side by side, or one to a line: the two ways of showing files. To be drawn by `drawn` (`icons.ts`). */
import { svg } from 'lit'

export const LAYOUT_SHAPES = {
  grid: svg`<rect x="4" y="4" width="6.8" height="6.8" rx="1.8"/><rect x="13.2" y="4" width="6.8" height="6.8" rx="1.8"/><rect x="4" y="13.2" width="6.8" height="6.8" rx="1.8"/><rect x="13.2" y="13.2" width="6.8" height="6.8" rx="1.8"/>`,
  list: svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01"/>`,
} as const
