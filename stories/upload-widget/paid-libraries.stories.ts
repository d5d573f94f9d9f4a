/** Files that are licensed first: every state of a paid library. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { type LibraryReplay, libraryArguments, replayLibrary } from './replayed-library.ts'
import { type Replay, replayAs } from './replayed-server.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Paid libraries',
  component: 'tintype-upload-widget',
  args: { ...defaultArguments, ...libraryArguments },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const SearchBegins: Story = scene({}, [])

export const Loading: Story = scene({ listing: 'loading' }, [search])

export const Found: Story = scene({}, [search])

export const FiltersOpen: Story = scene({}, [search, press('[part~=stock-filters]')])

export const FoundNothing: Story = scene({ listing: 'nothing' }, [search])

export const SearchFailed: Story = scene({ listing: 'failed' }, [search])

export const AskingForLicences: Story = scene({ plans: 'loading' }, [search, choose])

export const LicencesNotShown: Story = scene({ plans: 'failed' }, [search, choose])

export const Licence: Story = scene({}, [search, choose])

export const LicenceWithPrice: Story = scene({}, [search, choose, press('input[value=card]')])

export const NothingLeft: Story = scene({ plans: 'exhausted' }, [search, choose])

export const NotForSale: Story = scene({ plans: 'none' }, [search, choose])

export const CannotBeBoughtHere: Story = scene({}, [search, choose], {
  args: { prepareUploadParams: undefined, uploadPreset: 'stories' },
})

export const Buying: Story = scene({}, [search, choose, press('[part~=licence-buy]')], { replay: { until: 0.5 } })

export const Bought: Story = scene({}, [search, choose, press('[part~=licence-buy]')])

export const Refused: Story = scene({}, [search, choose, press('[part~=licence-buy]')], {
  replay: { answer: 'licenceRefused' },
})

export const NotSetUp: Story = scene({}, [], { args: { defaultSource: 'shutterstock' } })

type Play = (widget: TintypeUploadWidget) => Promise<void>

interface Setting {
  readonly args?: StoryArguments
  readonly replay?: Replay
}

function scene(
  replay: LibraryReplay,
  plays: readonly Play[],
  { args = {}, replay: uploads = {} }: Setting = {},
): Story {
  return {
    args,
    render: (given) => {
      replayAs(uploads)
      replayLibrary(replay)
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, given)
      // After Storybook has put it into the page.
      setTimeout(async () => {
        for (const play of plays) await play(widget)
      })
      return widget
    },
  }
}

function press(selector: string): Play {
  return async (widget) => (await found<HTMLElement>(widget, `${selector}:not([disabled])`)).click()
}

async function search(widget: TintypeUploadWidget): Promise<void> {
  const input = await found<HTMLInputElement>(widget, '[part~=remote-search]')
  input.value = 'harbour'
  input.form?.requestSubmit()
}

async function choose(widget: TintypeUploadWidget): Promise<void> {
  ;(await found<HTMLElement>(widget, '[part~=stock-item]')).click()
}

async function found<Node extends Element>(widget: TintypeUploadWidget, selector: string): Promise<Node> {
  for (;;) {
    const node = widget.shadowRoot?.querySelector<Node>(selector)
    if (node) return node
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
