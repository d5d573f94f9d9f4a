/** Every state of the Media Library that people can meet. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { waitFor } from 'storybook/test'
import '../../widgets/media-library/define.ts'
import type { TintypeMediaLibrary } from '../../widgets/media-library/element.ts'
import { part } from '../hands.ts'
import { reach, reached } from '../reached.ts'
import { photo } from '../upload-widget/sample-files.ts'
import { argTypes, defaultArguments, type StoryArguments, signedIn } from './arguments.ts'
import { type Replay, replayLibrary } from './replayed-library.ts'

interface Scene {
  readonly replay?: Replay
  /** Brings the library into the state that the story is about, once its results are there. */
  readonly play?: (library: TintypeMediaLibrary) => unknown
}

const meta: Meta<StoryArguments> = {
  title: 'Media Library',
  component: 'tintype-media-library',
  tags: ['autodocs'],
  args: { ...defaultArguments, ...signedIn },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const Grid: Story = scene({})

export const Masonry: Story = scene({}, { view: 'masonry' })

export const List: Story = scene({}, { view: 'list' })

export const Launcher: Story = scene({}, { inline: false })

export const Dialog: Story = {
  ...scene({}, { inline: false }),
  play: async ({ canvasElement }) => {
    const library = canvasElement.querySelector('tintype-media-library') as TintypeMediaLibrary
    library.show()
    await part(library, 'dialog[open] .tile[data-public-id]')
  },
}

export const Selected: Story = scene({ play: (library) => choose(library, 3) })

export const LimitReached: Story = scene({ play: (library) => choose(library, 3) }, { maxFiles: 3 })

export const OnlyOne: Story = scene({ play: (library) => choose(library, 1) }, { multiple: false })

export const Filters: Story = scene(
  { play: ({ store }) => store.patch({ isFacetsOpen: true, tags: ['campaign', 'press', 'summer'] }) },
  { filters: ['type', 'format', 'tag', 'folder', 'date', 'size', 'orientation', 'color', 'uploader', 'metadata'] },
)

export const Filtered: Story = scene({
  play: ({ library }) => library.browser.refine({ facets: { type: ['image'], orientation: ['landscape', 'square'] } }),
})

export const InAFolder: Story = scene({}, { folder: 'campaign' })

export const Collections: Story = scene({ replay: { hasCollections: true } })

export const Empty: Story = scene({ replay: { assets: 0 } })

export const NothingFound: Story = scene({ play: ({ library }) => library.browser.refine({ text: 'nothing' }) })

export const WrongExpression: Story = scene({ replay: { search: 'invalid' } }, { search: 'tags:(' })

export const Suggestions: Story = scene({
  play: async (library) => {
    const field = await part<HTMLInputElement>(library, '[part=search-input]')
    field.focus()
    field.value = 'm'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await part(library, '.suggestion')
  },
})

export const InACollection: Story = scene({ replay: { hasCollections: true } }, { collection: 'c1' })

export const SignInUnderWay: Story = scene({ replay: { session: 'waiting' } })

export const Loading: Story = scene({ replay: { search: 'waiting' } })

export const Failed: Story = scene({ replay: { search: 'failed' } })

export const ForbiddenFolder: Story = scene({ replay: { search: 'forbidden' } }, { folder: 'private' })

export const OutOfReach: Story = scene({ replay: { reach: 'campaign' } }, { folder: 'press' })

export const Offline: Story = scene({ play: ({ store }) => store.patch({ isOnline: false }) })

export const SomethingChanged: Story = scene({
  play: ({ store }) =>
    store.patch({
      notice: {
        kind: 'info',
        message: 'Something has changed here',
        action: { label: 'Show the changes', run: () => store.patch({ notice: undefined }) },
      },
    }),
})

export const SigningIn: Story = scene({}, { signature: undefined })

export const SignInRefused: Story = scene({ replay: { session: 'refused' } })

export const SecondFactor: Story = scene(
  { play: ({ store }) => store.patch({ login: { ...store.getState().login, wantsCode: true } }) },
  { signature: undefined },
)

export const SingleSignOn: Story = scene(
  { play: ({ store }) => store.patch({ login: { ...store.getState().login, singleSignOn: 'ready' } }) },
  { signature: undefined },
)

export const SessionEnded: Story = scene({
  play: async (library) => {
    await choose(library, 2)
    library.store.patch({ access: 'expired' })
  },
})

export const Unreachable: Story = scene({ replay: { session: 'unreachable' } })

export const MissingCloudName: Story = scene({}, { cloudName: undefined })

export const WithoutHeader: Story = scene({}, { removeHeader: true })

export const FewTools: Story = scene({}, { tools: ['search'], filters: ['type', 'format'] })

export const Readonly: Story = scene({ play: (library) => choose(library, 2) }, { readonly: true })

export const Dark: Story = scene({ play: (library) => choose(library, 2) }, { theme: 'dark' })

export const RightToLeft: Story = scene({ play: (library) => choose(library, 2) }, { language: 'ar' })

export const Preview: Story = managed((library) => library.preview(0))

export const PreviewOfAFilm: Story = managed((library) => library.preview(7))

export const PreviewOfAFile: Story = managed((library) => library.preview(4))

export const PreviewOfNothing: Story = managed(({ store }) =>
  store.patch({ preview: { key: { resource_type: 'image', type: 'upload', public_id: 'gone' } } }),
)

export const Versions: Story = managed(
  async (library) => {
    library.preview(0)
    await part(library, '[part=versions]')
  },
  { hasVersions: true },
)

export const RestoringAVersion: Story = managed((library) => press(library, 0, '[part~=version-restore]'), {
  hasVersions: true,
})

export const AVersionIsRestored: Story = managed(
  (library) => press(library, 0, '[part~=version-restore]', '[part~=version-confirm]'),
  { hasVersions: true },
)

export const PreviewForReaders: Story = scene({ play: (library) => library.preview(0) })

export const Editing: Story = managed((library) => press(library, 0, '[data-panel=edit]'))

export const MarkingAreas: Story = managed((library) =>
  press(library, 0, '[data-panel=edit]', '[part~=edit-areas]', '.edit-areas .button', '.edit-areas .button'),
)

export const SavingRefused: Story = managed(
  async (library) => {
    await press(library, 0, '[data-panel=edit]')
    await write(library, '#edit-caption', 'Evening in the harbour')
    await press(library, undefined, '[part~=edit-save]')
  },
  { saving: 'refused' },
)

export const NotSavedYet: Story = managed(async (library) => {
  await press(library, 0, '[data-panel=edit]')
  write(library, '#edit-caption', 'Evening in the harbour')
  await press(library, undefined, '[part~=preview-close]')
})

export const Transforming: Story = managed((library) => press(library, 0, '[data-panel=transform]'))

export const Tagging: Story = managed((library) => act(library, 'tag'))

export const Moving: Story = managed((library) => act(library, 'move'))

export const Wording: Story = managed((library) => act(library, 'words'))

export const WordingAllAlike: Story = managed(async (library) => {
  await act(library, 'words')
  await press(library, undefined, '.words-radios [value=all]')
})

export const Describing: Story = managed((library) => act(library, 'describe'))

export const Renaming: Story = managed((library) => act(library, 'rename'))

export const Collecting: Story = managed((library) => act(library, 'collect'), { hasCollections: true })

export const Deleting: Story = managed((library) => act(library, 'delete'))

export const UploadRefused: Story = managed(async (library) => library.upload([await photo('harbour.jpg', 210)]))

/** For somebody who may do everything. */
function managed(play: NonNullable<Scene['play']>, replay: Replay = {}): Story {
  return scene({ play, replay: { isManager: true, ...replay } })
}

/** Opens the large view of that result, if any, and presses one control after the other as each comes. */
async function press(library: TintypeMediaLibrary, index: number | undefined, ...selectors: string[]): Promise<void> {
  if (index !== undefined) library.preview(index)
  for (const selector of selectors) {
    const found = await part(library, selector)
    found.click()
    await library.updateComplete
  }
}

async function write(library: TintypeMediaLibrary, selector: string, text: string): Promise<void> {
  const field = await part<HTMLTextAreaElement>(library, selector)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

async function act(library: TintypeMediaLibrary, task: string): Promise<void> {
  await choose(library, 3)
  await press(library, undefined, `[part~=bulk-${task}]`)
}

function scene({ replay = {}, play }: Scene, args: StoryArguments = {}): Story {
  return {
    args,
    render: (given) => {
      replayLibrary(replay)
      const library = document.createElement('tintype-media-library') as TintypeMediaLibrary
      Object.assign(library, given)
      if (play) reach(library, () => whenShown(library).then(() => play(library)))
      return library
    },
    play: reached,
  }
}

/** Once something stands there: results, or the form to sign in. */
function whenShown({ store }: TintypeMediaLibrary): Promise<unknown> {
  return waitFor(
    () => {
      const { access, phase } = store.getState()
      if (access !== 'login' && (access !== 'open' || phase !== 'ready')) throw new Error(`It is ${access}, ${phase}`)
    },
    { timeout: 10_000, interval: 30 },
  )
}

async function choose(library: TintypeMediaLibrary, count: number): Promise<void> {
  const { pages } = library
  for (let index = 0; index < count; index += 1) {
    const asset = pages.at(index)
    if (asset) library.choice.toggle(asset)
  }
  await library.updateComplete
}
