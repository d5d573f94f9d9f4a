import type { Preview } from '@storybook/web-components-vite'
import { setCustomElementsManifest } from '@storybook/web-components-vite'
import { argumentsOf, descriptionOf, manifest } from './manifest.ts'

setCustomElementsManifest(manifest)

const SCHEMES: Readonly<Record<string, string>> = { auto: 'light dark', dark: 'dark' }

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: toolbar('Theme', 'paintbrush', ['auto', 'light', 'dark', 'purple']),
    direction: toolbar('Direction', 'transfer', ['ltr', 'rtl']),
    motion: toolbar('Motion', 'play', ['full', 'reduced']),
  },
  initialGlobals: { theme: 'auto', direction: 'ltr', motion: 'full' },
  parameters: {
    layout: 'padded',
    // Violations of WCAG 2.2 AA fail a story instead of being listed.
    a11y: { test: 'error', options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } },
    docs: { extractArgTypes: argumentsOf, extractComponentDescription: descriptionOf },
  },
  decorators: [
    (story, { globals, args }) => {
      const { documentElement } = document
      documentElement.dir = String(globals.direction)
      documentElement.dataset.theme = String(globals.theme)
      documentElement.dataset.motion = String(globals.motion)
      // Reading from right to left is only itself with the texts of such a language.
      documentElement.lang = globals.direction === 'rtl' ? 'ar' : 'en'
      documentElement.style.colorScheme = SCHEMES[String(globals.theme)] ?? 'light'
      return globals.theme === 'purple' ? story({ args: { theme: 'purple', ...args } }) : story()
    },
  ],
}

function toolbar(title: string, icon: 'paintbrush' | 'transfer' | 'play', items: string[]) {
  return { name: title, toolbar: { title, icon, items, dynamicTitle: true } }
}

export default preview
