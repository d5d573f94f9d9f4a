/**
 * Our icons: 24 by 24, one line weight, round ends, drawn with `currentColor` so that they follow the text around them
 * and forced colours. They are decoration (`aria-hidden`): the control that carries one has its own name.
 * An icon that points mirrors in right-to-left (`mirrored`).
 */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit'

const SHAPES = {
  device: svg`<path d="M12 15.5V5m0 0L7.8 9.2M12 5l4.2 4.2"/><path d="M4 14.5v3A2.5 2.5 0 0 0 6.5 20h11a2.5 2.5 0 0 0 2.5-2.5v-3"/>`,
  link: svg`<path d="M9.6 14.4l4.8-4.8"/><path d="M11.5 7.2l2.1-2.1a3.75 3.75 0 0 1 5.3 5.3l-2.6 2.6"/><path d="M12.5 16.8l-2.1 2.1a3.75 3.75 0 0 1-5.3-5.3l2.6-2.6"/>`,
  camera: svg`<path d="M4 9a2 2 0 0 1 2-2h1.6a2 2 0 0 0 1.7-.95l.4-.65A1.9 1.9 0 0 1 11.3 4.5h1.4a1.9 1.9 0 0 1 1.6.9l.4.65a2 2 0 0 0 1.7.95H18a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z"/><circle cx="12" cy="13" r="3.4"/>`,
  screen: svg`<rect x="3.5" y="4.5" width="17" height="11.5" rx="2"/><path d="M8.5 19.5h7M12 16v3.5"/>`,
  microphone: svg`<rect x="9" y="3.5" width="6" height="10.5" rx="3"/><path d="M5.8 11.5a6.2 6.2 0 0 0 12.4 0M12 17.7v2.8"/>`,
  queue: svg`<rect x="4" y="4.5" width="6" height="6" rx="1.5"/><rect x="4" y="13.5" width="6" height="6" rx="1.5"/><path d="M14 6.5h6M14 9h3.5M14 15.5h6M14 18h3.5"/>`,
  cloud: svg`<path d="M7.5 18.5a4.2 4.2 0 0 1-.6-8.35 5.5 5.5 0 0 1 10.6-.75 4.6 4.6 0 0 1-.5 9.1z"/>`,
  folder: svg`<path d="M3.5 8A2 2 0 0 1 5.5 6h3.1a2 2 0 0 1 1.5.7l.9 1.1h7.5a2 2 0 0 1 2 2v6.7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"/>`,
  search: svg`<circle cx="10.8" cy="10.8" r="6.3"/><path d="M15.5 15.5l4.5 4.5"/>`,
  close: svg`<path d="M6.5 6.5l11 11m0-11l-11 11"/>`,
  minimize: svg`<path d="M6 17.5h12"/>`,
  expand: svg`<path d="M7 14.5L12 9.5l5 5"/>`,
  up: svg`<path d="M12 18.5v-13m0 0L6.5 11M12 5.5l5.5 5.5"/>`,
  down: svg`<path d="M12 5.5v13m0 0L6.5 13m5.5 5.5l5.5-5.5"/>`,
  grip: svg`<path d="M9 6.5v.01m6-.01v.01M9 12v.01m6-.01v.01M9 17.5v.01m6-.01v.01" stroke-width="2.6"/>`,
  check: svg`<path class="draw" d="M5.5 12.8l4.2 4.2 8.8-9.8"/>`,
  alert: svg`<path d="M12 8.2v4.6m0 3.2v.01"/><path d="M10.3 4.7L3.6 16.5A2 2 0 0 0 5.3 19.5h13.4a2 2 0 0 0 1.7-3L13.7 4.7a2 2 0 0 0-3.4 0z"/>`,
  bang: svg`<path d="M12 5.5v7.2m0 5v.01"/>`,
  offline: svg`<path d="M4 4l16 16M2.8 9.5a13.5 13.5 0 0 1 4-2.6m4.2-1a13.6 13.6 0 0 1 10.2 3.6M6.2 13a8.7 8.7 0 0 1 3.3-2m5 .4a8.6 8.6 0 0 1 3.3 1.6m-8.2 3.5a4 4 0 0 1 4.8 0M12 19.5v.01"/>`,
  pause: svg`<path d="M9 6.5v11m6-11v11"/>`,
  play: svg`<path d="M8.5 6.3v11.4a.6.6 0 0 0 .9.5l9-5.7a.6.6 0 0 0 0-1l-9-5.7a.6.6 0 0 0-.9.5z"/>`,
  retry: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9"/><path d="M19.5 4.5V9H15"/>`,
  trash: svg`<path d="M4.5 7h15M9.5 7V5.5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V7m2.8 0l-.7 10.6a2 2 0 0 1-2 1.9H9.4a2 2 0 0 1-2-1.9L6.7 7M10.2 10.8v5m3.6-5v5"/>`,
  copy: svg`<rect x="9" y="9" width="10.5" height="10.5" rx="2"/><path d="M15 9V6.5a2 2 0 0 0-2-2H6.5a2 2 0 0 0-2 2V13a2 2 0 0 0 2 2H9"/>`,
  sliders: svg`<path d="M4 7.5h9m4.5 0H20M4 16.5h2.5m4.5 0h9"/><circle cx="15.2" cy="7.5" r="2.2"/><circle cx="8.8" cy="16.5" r="2.2"/>`,
  flip: svg`<path d="M4.5 10.5A7.6 7.6 0 0 1 18 7.7l1.5 1.8M19.5 13.5A7.6 7.6 0 0 1 6 16.3l-1.5-1.8"/><path d="M19.5 5v4.5H15M4.5 19v-4.5H9"/>`,
  image: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><circle cx="8.7" cy="9.5" r="1.7"/><path d="M4 17l4.7-4.3a1.5 1.5 0 0 1 2 0l2.3 2.1 2-1.8a1.5 1.5 0 0 1 2 0l3.3 3"/>`,
  video: svg`<rect x="3.5" y="5.5" width="12" height="13" rx="2.5"/><path d="M15.5 10.8l4.1-2.5a.6.6 0 0 1 .9.5v6.4a.6.6 0 0 1-.9.5l-4.1-2.5"/>`,
  audio: svg`<path d="M9.5 17V6.3a1 1 0 0 1 .8-1l7.5-1.5a1 1 0 0 1 1.2 1V15"/><circle cx="7" cy="17" r="2.5"/><circle cx="16.5" cy="15" r="2.5"/>`,
  file: svg`<path d="M6 5.5a2 2 0 0 1 2-2h5.2a2 2 0 0 1 1.4.6l3.8 3.8a2 2 0 0 1 .6 1.4v9.2a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z"/><path d="M13.5 3.8V7a2 2 0 0 0 2 2h3.2"/>`,
} as const satisfies Record<string, SVGTemplateResult>

export type IconName = keyof typeof SHAPES

const MIRRORED: ReadonlySet<IconName> = new Set<IconName>(['play', 'queue', 'search'])

export function icon(name: IconName): TemplateResult {
  return drawn(SHAPES[name], MIRRORED.has(name))
}

/** An icon that only one widget has: its shape lies there. */
export function drawn(shape: SVGTemplateResult, isMirrored = false): TemplateResult {
  return html`<svg
    class=${isMirrored ? 'icon mirrored' : 'icon'}
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >${shape}</svg>`
}
