/** What stories of the Upload Widget share: a widget with its answers, brought into the state that the story is about. */
import type { StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { reach, reached } from '../reached.ts'
import type { StoryArguments } from './arguments.ts'
import { type Replay, replayAs } from './replayed-server.ts'
import { photo } from './sample-files.ts'

interface Scene {
  readonly replay?: Replay
  /** Brings the widget into the state that the story is about. */
  readonly play?: (widget: TintypeUploadWidget) => unknown
}

export function scene({ replay = {}, play }: Scene, args: StoryArguments = {}): StoryObj<StoryArguments> {
  return {
    args,
    render: (given) => {
      replayAs(replay)
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, given)
      if (play) reach(widget, () => play(widget))
      return widget
    },
    play: reached,
  }
}

export async function addPhotos(widget: TintypeUploadWidget): Promise<void> {
  await widget.addFiles([
    await photo('harbour in the evening.jpg', 210),
    await photo('meadow.jpg', 110),
    await photo('dunes.jpg', 35),
  ])
}
