/** Every state of the Media Library that people can meet. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/media-library/define.ts'
import type { TintypeMediaLibrary } from '../../widgets/media-library/element.ts'
import { failingParts } from '../failing-parts.ts'
import { counts, part } from '../hands.ts'
import { argTypes, defaultArguments, type StoryArguments, signedIn } from './arguments.ts'
import { replayLibrary } from './replayed-library.ts'
import { act, choose, managed, press, scene, write } from './scene.ts'

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

/** What was loaded stays, and can be chosen from; nothing more comes. */
export const Offline: Story = scene({
  play: async (library) => {
    replayLibrary({ search: 'failed' })
    library.library.setOnline(false)
    await part(library, '[part~=offline]')
    await choose(library, 2)
    await counts(library, '[part~=tile-selected]', 2)
  },
})

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
    replayLibrary({ session: 'refused', search: 'expired' })
    library.library.refresh()
    await part(library, '[part~=login-form]')
    await counts(library, '[part~=tile-selected]', 2)
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

export const PartNotLoaded: Story = {
  ...managed(async (library) => {
    library.preview(0)
    await part(library, '[part=preview] [part=error] .button')
  }),
  beforeEach: failingParts,
}
