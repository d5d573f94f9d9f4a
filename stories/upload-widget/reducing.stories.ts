/** Pictures that are made smaller before they are sent. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { reach, reached } from '../reached.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { replayAs } from './replayed-server.ts'
import { photo } from './sample-files.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Made smaller',
  component: 'tintype-upload-widget',
  args: {
    ...defaultArguments,
    reduceImages: { maxWidth: 320, maxHeight: 320, quality: 0.6 },
    stripMetadata: 'location',
  },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const OnTheWay: Story = story(0.4)

export const MadeSmaller: Story = story(1)

export const StillTooLarge: Story = { ...story(1), args: { maxFileSize: 1000 } }

/** Formats that browsers cannot work on: the rows say what stays in them. */
export const CannotBeChanged: Story = {
  ...story(1),
  render: (given) => {
    replayAs({ until: 1 })
    const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
    Object.assign(widget, given)
    const scan = new File([new Uint8Array(80_000)], 'scan.tiff', { type: 'image/tiff' })
    const film = new File([new Uint8Array(90_000)], 'harbour.mp4', { type: 'video/mp4' })
    setTimeout(async () => widget.addFiles([await photo('meadow.jpg', 110), film, scan]))
    return widget
  },
}

function story(until: number): Story {
  return {
    render: (given) => {
      replayAs({ until })
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, given)
      reach(widget, async () => widget.addFiles([await photo('harbour.jpg', 210), await photo('meadow.jpg', 110)]))
      return widget
    },
    play: reached,
  }
}
