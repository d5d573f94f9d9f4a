import { Controls, Description, Primary, Title } from '@storybook/addon-docs/blocks'
import type { Preview } from '@storybook/web-components-vite'
import { setCustomElementsManifest } from '@storybook/web-components-vite'
import { createElement, Fragment } from 'react'
import { argumentsOf, descriptionOf, manifest } from './manifest.ts'

setCustomElementsManifest(manifest)

const SCHEMES: Readonly<Record<string, string>> = { auto: 'light dark', dark: 'dark' }

const preview: Preview = {
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
    docs: { extractArgTypes: argumentsOf, extractComponentDescription: descriptionOf, page: reference },
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

/** One story, not all of them: dialogs would cover the page, and each story replaces what answers the one before. */
function reference() {
  return createElement(Fragment, null, ...[Title, Description, Primary, Controls].map((block) => createElement(block)))
}

function toolbar(title: string, icon: 'paintbrush' | 'transfer' | 'play', items: string[]) {
  return { name: title, toolbar: { title, icon, items, dynamicTitle: true } }
}

export default preview
