/** Drawings, in the theme's colours: everything is a token, so that dark, purple and a host's palette work unchanged. */
import { html, type TemplateResult } from 'lit'

/** Three photographs; they fan out when files hover over them (`styles/local-styles.ts`). */
export function photoStack(): TemplateResult {
  return html`<svg class="photo-stack" viewBox="20 16 120 96" width="120" height="96" aria-hidden="true" focusable="false">
    <g class="card card-back">
      <rect x="44" y="26" width="72" height="72" rx="9" />
      <path class="line" d="M57 75h34M57 84h22" />
      <circle class="fill-soft" cx="67" cy="49" r="9" />
    </g>
    <g class="card card-middle">
      <rect x="44" y="26" width="72" height="72" rx="9" />
      <path class="fill-soft" d="M72 49v22a2 2 0 0 0 3 1.700l17-11a2 2 0 0 0 0-3.4l-17-11a2 2 0 0 0-3 1.7z" />
    </g>
    <g class="card card-front">
      <rect x="44" y="26" width="72" height="72" rx="9" />
      <clipPath id="front-clip"><rect x="50" y="32" width="60" height="60" rx="5" /></clipPath>
      <g clip-path="url(#front-clip)">
        <rect class="sky" x="50" y="32" width="60" height="60" />
        <circle class="sun" cx="94" cy="48" r="7" />
        <path class="hill-back" d="M44 92l26-31a4 4 0 0 1 6 0l26 31z" />
        <path class="hill-front" d="M72 92l17-19a4 4 0 0 1 6 0l20 22z" />
      </g>
    </g>
    <g class="arrow">
      <circle cx="116" cy="94" r="15" />
      <path d="M116 101V88m0 0l-5.5 5.5M116 88l5.5 5.5" />
    </g>
  </svg>`
}
