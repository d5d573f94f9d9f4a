/**
 * For designers: every token of the widgets as a control. Both widgets follow at once, and the rule to put into a page
 * stands below them.
 */
import type { ArgTypes, Meta, StoryObj } from '@storybook/web-components-vite'
import '../widgets/media-library/define.ts'
import '../widgets/upload-widget/define.ts'
import { COLORS, MEASURES } from '../widgets/kit/theme/tokens.ts'
import type { TintypeMediaLibrary } from '../widgets/media-library/element.ts'
import type { TintypeUploadWidget } from '../widgets/upload-widget/element.ts'
import { manifest } from './.storybook/manifest.ts'
import { counts, part } from './hands.ts'
import { defaultArguments as libraryArguments, signedIn } from './media-library/arguments.ts'
import { replayLibrary } from './media-library/replayed-library.ts'
import { reach, reached } from './reached.ts'
import { defaultArguments as uploadArguments } from './upload-widget/arguments.ts'
import { replayAs } from './upload-widget/replayed-server.ts'
import { photo } from './upload-widget/sample-files.ts'

/** Token to what people chose; absent is the widgets' own. */
type Tokens = Readonly<Record<string, string | undefined>>

const meta: Meta<Tokens> = {
  title: 'Theming',
  argTypes: { ...colors(), ...measures(), ...ofWidgets() },
}

export default meta

type Story = StoryObj<Tokens>

/** One for the page: who turns a knob wants to see the same files and the same place. */
let stage: HTMLElement | undefined

export const Tokens: Story = {
  render: (tokens) => {
    stage ??= made()
    for (const name of Object.keys(meta.argTypes ?? {})) {
      const value = tokens[name]
      if (value) stage.style.setProperty(name, value)
      else stage.style.removeProperty(name)
    }
    const rule = stage.querySelector('pre')
    if (rule) rule.textContent = ruleOf(tokens)
    return stage
  },
  play: reached,
}

export const OwnBrand: Story = {
  ...Tokens,
  args: {
    '--tintype-color-accent': '#8a2c5a',
    '--tintype-color-on-accent': '#ffffff',
    '--tintype-color-link': '#8a2c5a',
    '--tintype-color-progress': '#8a2c5a',
    '--tintype-color-focus': '#8a2c5a',
    '--tintype-color-surface': '#fffaf5',
    '--tintype-color-surface-2': '#f7ece2',
    '--tintype-color-text': '#2b1d24',
    '--tintype-color-text-muted': '#6a5560',
    '--tintype-color-border': '#e3d3c6',
    '--tintype-color-success': '#0f6b43',
    '--tintype-color-danger': '#b3261e',
    '--tintype-color-warning': '#7a4a00',
    '--tintype-radius-m': '4px',
    '--tintype-radius-l': '6px',
    '--tintype-font': 'Georgia, serif',
  },
}

function made(): HTMLElement {
  replayAs({})
  replayLibrary({})
  const upload = document.createElement('tintype-upload-widget') as TintypeUploadWidget
  Object.assign(upload, uploadArguments)
  const library = document.createElement('tintype-media-library') as TintypeMediaLibrary
  Object.assign(library, { ...libraryArguments, ...signedIn, maxFiles: 3 })
  const place = document.createElement('div')
  Object.assign(place.style, { display: 'grid', gap: '24px' })
  const rule = document.createElement('pre')
  rule.tabIndex = 0
  Object.assign(rule.style, { overflow: 'auto', margin: '0' })
  place.append(upload, library, rule)
  reach(upload, async () => {
    await upload.addFiles([await photo('harbour.jpg', 210), await photo('refused.jpg', 20)])
    await counts(upload, '[part~=row][data-state=done]', 1)
  })
  reach(library, async () => {
    for (const index of [0, 1]) (await part(library, `.tile[data-public-id][data-index="${index}"]`)).click()
  })
  return place
}

function ruleOf(tokens: Tokens): string {
  const lines = Object.entries(tokens).flatMap(([name, value]) =>
    name.startsWith('--') && value ? [`  ${name}: ${value};`] : [],
  )
  return `:root {\n${lines.length > 0 ? lines.join('\n') : '  /* every token is as the widgets have it */'}\n}`
}

function colors(): ArgTypes {
  return Object.fromEntries(
    Object.entries(COLORS).map(([name, { light, dark }]) => [
      `--tintype-color-${name}`,
      { control: 'color', table: { category: 'colours', defaultValue: { summary: `${light} · dark: ${dark}` } } },
    ]),
  )
}

function measures(): ArgTypes {
  return Object.fromEntries(
    Object.entries(MEASURES).map(([name, value]) => [
      `--tintype-${name}`,
      { control: 'text', table: { category: 'type, space, shape', defaultValue: { summary: value } } },
    ]),
  )
}

/** What only one widget has, from its own table. */
function ofWidgets(): ArgTypes {
  const declarations = manifest.modules.flatMap((module) => module.declarations)
  const own = declarations.flatMap(({ tagName, cssProperties = [] }) =>
    cssProperties.map(({ name, description = '' }) => ({ tagName, name, description })),
  )
  return Object.fromEntries(
    own
      .filter(({ name }) => !name.startsWith('--tintype-color-'))
      .map(({ tagName, name, description }) => [name, { description, control: 'text', table: { category: tagName } }]),
  )
}
