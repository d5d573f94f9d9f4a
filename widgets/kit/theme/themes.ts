/**
 * The compat themes as token sets, and the compat palette as a map onto tokens. `default` is no set at all: our own
 * colours. Each set is checked for contrast by the theme test.
 */
import type { ColorName } from './tokens.ts'

export const THEME_NAMES = ['default', 'light', 'dark', 'auto', 'white', 'minimal', 'purple'] as const
export type ThemeName = (typeof THEME_NAMES)[number]

type TokenSet = Partial<Record<ColorName, string>>

export const THEMES: Readonly<Record<'white' | 'minimal' | 'purple', TokenSet>> = {
  white: {
    surface: '#ffffff',
    'surface-2': '#ffffff',
    text: '#1b1d22',
    'text-muted': '#5d6470',
    border: '#d9dce2',
    accent: '#1463d8',
    'on-accent': '#ffffff',
    link: '#1463d8',
    progress: '#1463d8',
    focus: '#1463d8',
    success: '#0f7a4d',
    danger: '#c0272d',
    warning: '#8a5300',
  },
  minimal: {
    surface: '#ffffff',
    'surface-2': '#f7f7f7',
    text: '#111111',
    'text-muted': '#5c5c5c',
    border: '#e2e2e2',
    accent: '#111111',
    'on-accent': '#ffffff',
    link: '#111111',
    progress: '#111111',
    focus: '#111111',
    success: '#14663f',
    danger: '#b3261e',
    warning: '#7a4a00',
  },
  purple: {
    surface: '#1d1533',
    'surface-2': '#291e47',
    text: '#f6f2ff',
    'text-muted': '#bfb2e0',
    border: '#46376e',
    accent: '#c4a7ff',
    'on-accent': '#1d1040',
    link: '#cdb6ff',
    progress: '#c4a7ff',
    focus: '#e2d4ff',
    success: '#63dba6',
    danger: '#ff9a9a',
    warning: '#f5c26b',
  },
}

/** Palette key of `styles.palette` to the token it sets. */
export const PALETTE: Readonly<Record<string, ColorName>> = {
  window: 'surface',
  sourceBg: 'surface-2',
  windowBorder: 'border',
  menuIcons: 'text-muted',
  inactiveTabIcon: 'text-muted',
  textDark: 'text',
  textLight: 'on-accent',
  link: 'link',
  tabIcon: 'accent',
  action: 'accent',
  inProgress: 'progress',
  complete: 'success',
  error: 'danger',
}

/** The scheme that form controls and scroll bars of a fixed set need. */
export function schemeOf(theme: ThemeName): 'light' | 'dark' | 'auto' | undefined {
  if (theme === 'light' || theme === 'dark' || theme === 'auto') return theme
  if (theme === 'white' || theme === 'minimal') return 'light'
  return theme === 'purple' ? 'dark' : undefined
}
