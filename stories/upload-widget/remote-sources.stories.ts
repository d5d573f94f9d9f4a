/** Files that lie elsewhere: every state of a remote source. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { part } from '../hands.ts'
import { reach, reached } from '../reached.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { type RemoteReplay, remoteArguments, replayRemote } from './replayed-remote.ts'
import { replayAs } from './replayed-server.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Remote sources',
  component: 'tintype-upload-widget',
  args: { ...defaultArguments, ...remoteArguments },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const NotConnected: Story = scene({ isConnected: false })

export const Connecting: Story = scene({ isConnected: false }, press('[part~=remote-connect]'))

export const WindowBlocked: Story = scene({ isConnected: false, window: 'blocked' }, press('[part~=remote-connect]'))

export const Refused: Story = scene({ isConnected: false, window: 'refused' }, press('[part~=remote-connect]'))

export const Files: Story = scene({})

export const Picked: Story = scene({}, pickTwo)

export const PickedAsList: Story = scene({}, async (widget) => {
  await pickTwo(widget)
  await press('.remote-tools [aria-pressed=false]')(widget)
})

export const MostPicked: Story = scene({}, pickTwo, { maxFiles: 2 })

export const EmptyFolder: Story = scene({ listing: 'empty' })

export const Loading: Story = scene({ listing: 'loading' })

export const Failed: Story = scene({ listing: 'failed' })

export const SignInEnded: Story = scene({ listing: 'expired' })

export const LoggedOut: Story = scene({}, press('[part~=remote-log-out]'))

export const SearchBegins: Story = scene({}, undefined, { defaultSource: 'unsplash' })

export const SearchFound: Story = scene({}, search, { defaultSource: 'unsplash' })

export const SearchFoundNothing: Story = scene({ listing: 'empty' }, search, { defaultSource: 'unsplash' })

export const ImageSearchNarrowed: Story = scene({}, search, {
  defaultSource: 'image_search',
  searchBySites: ['all', 'photos.example'],
  searchByRights: true,
})

export const NotSetUp: Story = scene({}, undefined, { defaultSource: 'google_drive' })

type Play = (widget: TintypeUploadWidget) => unknown

function scene(replay: RemoteReplay, play?: Play, args: StoryArguments = {}): Story {
  return {
    args: { defaultSource: 'dropbox', ...args },
    render: (given) => {
      replayAs({})
      replayRemote(replay)
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, given)
      if (play) reach(widget, () => play(widget))
      return widget
    },
    play: reached,
  }
}

function press(selector: string): Play {
  return async (widget) => (await part<HTMLElement>(widget, `${selector}:not([disabled])`)).click()
}

async function pickTwo(widget: TintypeUploadWidget): Promise<void> {
  for (const name of ['harbour.jpg', 'meadow.jpg']) {
    ;(await part<HTMLElement>(widget, `[part~=remote-file][aria-label="${name}"]`)).click()
  }
}

async function search(widget: TintypeUploadWidget): Promise<void> {
  const input = await part<HTMLInputElement>(widget, '[part~=remote-search]')
  input.value = 'harbour'
  input.form?.requestSubmit()
}
