/** Camera, screen and microphone, in every state; the devices are pretended. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { type Pretended, pretendDevices } from './pretended-devices.ts'
import { replayAs } from './replayed-server.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Recording',
  component: 'tintype-upload-widget',
  args: {
    ...defaultArguments,
    sources: ['local', 'camera', 'screen', 'audio'],
    cameraVideo: true,
    nativeCamera: 'never',
  },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

const START = '.sheet [data-autofocus]'
const VIDEO = '[part~=mode-video]'
const PHOTO = '[data-phase=live] .shutter'
const SHUTTER = '[data-phase=live] .for-recording'
const STOP = '[data-phase=recording] .shutter'
const PAUSE = '[data-phase=recording] [part~=pause]'

export const Camera: Story = story('camera', [])

export const PhotoOnly: Story = story('camera', [START], { cameraVideo: false })

export const PhotoTaken: Story = story('camera', [START, PHOTO])

export const CameraOn: Story = story('camera', [START, VIDEO], { maxRecordingSeconds: 60 })

export const CameraRecording: Story = story('camera', [START, VIDEO, SHUTTER], { maxRecordingSeconds: 60 })

export const CameraPaused: Story = story('camera', [START, VIDEO, SHUTTER, PAUSE], { maxRecordingSeconds: 60 })

export const VideoTaken: Story = story('camera', [START, VIDEO, SHUTTER, STOP])

export const LongestTimeReached: Story = story('camera', [START, VIDEO, SHUTTER], { maxRecordingSeconds: 1 })

export const SystemCamera: Story = story('camera', [], { nativeCamera: 'always' })

export const CameraBlocked: Story = story('camera', [START], {}, { refusal: 'NotAllowedError' })

export const NoCamera: Story = story('camera', [START], {}, { refusal: 'NotFoundError' })

export const CameraInUse: Story = story('camera', [START], {}, { refusal: 'NotReadableError' })

export const UnsupportedBrowser: Story = story('camera', [START], {}, { lacks: 'everything' })

export const Screen: Story = story('screen', [])

export const ScreenShared: Story = story('screen', [START])

export const ScreenRecording: Story = story('screen', [START, SHUTTER])

export const NothingShared: Story = story('screen', [START], {}, { refusal: 'NotAllowedError' })

export const NoScreensOnThisDevice: Story = story('screen', [START], {}, { lacks: 'screens' })

export const Microphone: Story = story('audio', [])

export const MicrophoneOn: Story = story('audio', [START])

export const SoundRecording: Story = story('audio', [START, SHUTTER])

export const SoundTaken: Story = story('audio', [START, SHUTTER, STOP])

export const MicrophoneBlocked: Story = story('audio', [START], {}, { refusal: 'NotAllowedError' })

export const AskingBeforeThrowingAway: Story = {
  ...story('audio', [START, SHUTTER], { inline: false }),
  play: async ({ canvasElement }) => {
    const widget = canvasElement.querySelector('tintype-upload-widget') as TintypeUploadWidget
    await pressed(widget, [START, SHUTTER])
    await there(widget, STOP)
    widget.close()
  },
}

/** Buttons that are pressed one after the other bring the widget into the state that the story is about. */
function story(
  source: string,
  presses: readonly string[],
  args: StoryArguments = {},
  pretended: Pretended = {},
): Story {
  return {
    args,
    render: (given) => {
      replayAs({})
      pretendDevices(pretended)
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, given)
      // After Storybook has put it into the page.
      setTimeout(() => widget.open(source))
      return widget
    },
    play: async ({ canvasElement }) => {
      await pressed(canvasElement.querySelector('tintype-upload-widget') as TintypeUploadWidget, presses)
    },
  }
}

async function pressed(widget: TintypeUploadWidget, presses: readonly string[]): Promise<void> {
  for (const selector of presses) {
    const button = await there(widget, selector)
    // A picture first: the shutter of a camera that shows nothing yet does nothing.
    const video = widget.shadowRoot?.querySelector<HTMLVideoElement>('video.viewfinder')
    while (video && video.readyState < video.HAVE_CURRENT_DATA) await new Promise((resolve) => setTimeout(resolve, 50))
    button.click()
  }
}

/** A button of a part that may still be loading. */
async function there(widget: TintypeUploadWidget, selector: string): Promise<HTMLElement> {
  for (;;) {
    const button = widget.shadowRoot?.querySelector<HTMLElement>(`#panel ${selector}`)
    if (button && widget.store.getState().source !== 'local') return button
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
