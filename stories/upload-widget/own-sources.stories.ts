/** Sources that a page brings along: their tab, their screen, and a failure of it. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { type PageSource, registerSource } from '../../widgets/upload-widget/page-sources.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { replayAs } from './replayed-server.ts'
import { photo } from './sample-files.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Sources of a page',
  component: 'tintype-upload-widget',
  args: { ...defaultArguments, sources: ['local', 'archive'], defaultSource: 'archive' },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

const PICTURES = ['Harbour', 'Market', 'Tower'] as const

export const Archive: Story = scene(mountArchive)

export const Failed: Story = scene(() => {
  throw new Error('The story was told to fail')
})

let unregister: (() => void) | undefined

function scene(mount: PageSource['mount']): Story {
  return {
    render: (given) => {
      replayAs({})
      unregister?.()
      unregister = registerSource({
        name: 'archive',
        label: 'Our archive',
        icon: 'M4 5h16v5H4zM6 10v9h12v-9M10 13h4',
        mount,
      })
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      return Object.assign(widget, given)
    },
  }
}

/** Nodes of the page: it styles them as it likes. */
function mountArchive(panel: HTMLElement, { addFiles }: Parameters<PageSource['mount']>[1]): void {
  const list = document.createElement('ul')
  list.style.cssText = 'display: grid; gap: 12px; margin: 0; padding: 24px; list-style: none'
  for (const [index, name] of PICTURES.entries()) {
    const button = document.createElement('button')
    button.textContent = `Take “${name}”`
    button.style.cssText = 'min-block-size: 44px; padding: 8px 16px; font: inherit'
    button.addEventListener('click', async () => addFiles([await photo(`${name}.jpg`, index * 90)]))
    const row = document.createElement('li')
    row.append(button)
    list.append(row)
  }
  panel.append(list)
}
