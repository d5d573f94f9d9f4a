/**
 * The tokens every widget is drawn with. A page sets `--tintype-…` anywhere above a widget (they are inherited); inside,
 * rules read the private `--_…` names, which fall back to ours. Light and dark come from one declaration each:
 * `light-dark()` follows the used `color-scheme`.
 *
 * theme="light" and "dark" force a scheme, "auto" follows the system; without it the widget follows the page's own
 * `color-scheme`, so that a light-only page is not surprised by a dark dialog.
 *
 * Contrast, measured in `test/widgets/kit/theme.test.ts`: text 4.5 to 1 and controls 3 to 1 at least, in both schemes.
 */
import { css, unsafeCSS } from 'lit'

export interface ColorToken {
  readonly light: string
  readonly dark: string
}

/** Public name after `--tintype-color-`, and its two values. */
export const COLORS = {
  surface: { light: '#ffffff', dark: '#17191f' },
  'surface-2': { light: '#f5f6f8', dark: '#1f222a' },
  text: { light: '#14161c', dark: '#f2f3f7' },
  'text-muted': { light: '#585f6e', dark: '#a4abbb' },
  border: { light: '#dfe2e8', dark: '#343946' },
  accent: { light: '#3142d6', dark: '#9aa6ff' },
  'on-accent': { light: '#ffffff', dark: '#10132e' },
  link: { light: '#3142d6', dark: '#aab4ff' },
  success: { light: '#0f7a4d', dark: '#4fd39a' },
  warning: { light: '#8a5300', dark: '#f2b95c' },
  danger: { light: '#c0272d', dark: '#ff8f8a' },
  progress: { light: '#3142d6', dark: '#9aa6ff' },
  backdrop: { light: '#10121a8c', dark: '#000000a6' },
  highlight: { light: '#f6b73c', dark: '#ffd27a' },
  focus: { light: '#3142d6', dark: '#c3caff' },
} as const satisfies Record<string, ColorToken>

export type ColorName = keyof typeof COLORS

/** Everything that is not a colour. Names as in `--tintype-<name>`. */
export const MEASURES = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Open Sans", sans-serif',
  'font-size': '15px',
  'line-height': '1.5',
  'radius-s': '8px',
  'radius-m': '12px',
  'radius-l': '20px',
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-5': '24px',
  'space-6': '40px',
  'shadow-1': '0 1px 2px #10121a14, 0 2px 8px #10121a0f',
  'shadow-2': '0 8px 24px #10121a24, 0 32px 80px #10121a33',
  duration: '180ms',
  z: '1000000',
} as const

const colors = Object.entries(COLORS)
  .map(([name, { light, dark }]) => `--_${name}: var(--tintype-color-${name}, light-dark(${light}, ${dark}));`)
  .join('\n')

const measures = Object.entries(MEASURES)
  .map(([name, value]) => `--_${name}: var(--tintype-${name}, ${value});`)
  .join('\n')

/** For a widget's `static styles`: the tokens, the schemes, reduced motion. */
export const tokenStyles = css`
  @layer tintype {
    :host {
      ${unsafeCSS(colors)}
      ${unsafeCSS(measures)}
      font-family: var(--_font);
      font-size: var(--_font-size);
      line-height: var(--_line-height);
      color: var(--_text);
      -webkit-text-size-adjust: 100%;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    :host([theme='auto']) {
      color-scheme: light dark;
    }
    :host([hidden]) {
      display: none;
    }
    @media (prefers-reduced-motion: reduce) {
      :host {
        --_duration: 0.01ms;
      }
    }
  }
`
