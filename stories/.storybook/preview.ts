import type { Preview } from '@storybook/web-components-vite'
import { setCustomElementsManifest } from '@storybook/web-components-vite'
import { argumentsOf, descriptionOf, manifest } from './manifest.ts'

setCustomElementsManifest(manifest)

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: toolbar('Theme', 'paintbrush', ['auto', 'light', 'dark']),
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
    (story, { globals }) => {
      const { documentElement } = document
      documentElement.dir = String(globals.direction)
      documentElement.dataset.theme = String(globals.theme)
      documentElement.dataset.motion = String(globals.motion)
      documentElement.style.colorScheme = globals.theme === 'auto' ? 'light dark' : String(globals.theme)
      return story()
    },
  ],
}

function toolbar(title: string, icon: 'paintbrush' | 'transfer' | 'play', items: string[]) {
  return { name: title, toolbar: { title, icon, items, dynamicTitle: true } }
}

export default preview
