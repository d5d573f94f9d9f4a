/** What people do with the Media Library from beginning to end; "Interactions" shows each step, and tests run them. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import '../../widgets/media-library/define.ts'
import type { TintypeMediaLibrary } from '../../widgets/media-library/element.ts'
import type { MediaLibraryEvents } from '../../widgets/media-library/events.ts'
import { flowsOf } from '../flow.ts'
import { counts, hear, part, press, write } from '../hands.ts'
import { argTypes, defaultArguments, type StoryArguments, signedIn } from './arguments.ts'
import { PASSWORD, type Replay, replayLibrary, sentChanges } from './replayed-library.ts'

const meta: Meta<StoryArguments> = {
  title: 'Media Library/Flows',
  component: 'tintype-media-library',
  args: { ...defaultArguments, ...signedIn },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

const flow = flowsOf<TintypeMediaLibrary, Replay, StoryArguments>('tintype-media-library', replayLibrary)

const TILE = '.tile[data-public-id]'
/** Of seven names in turn, some four of twenty-eight. */
const HARBOURS = 4

export const SearchAndInsert: Story = flow(async (library, step) => {
  const inserted = hear<MediaLibraryEvents['tintype-library-insert']>(library, 'tintype-library-insert')
  await step('Search for a word', async () => {
    await part(library, TILE)
    await userEvent.type(await part(library, '[part=search-input]'), 'harbour')
    await counts(library, TILE, HARBOURS)
  })
  await step('Only pictures', async () => {
    await press(library, '[part~=filters-button]')
    await press(library, '[data-facet=type] input[value=image]')
    await counts(library, '[part~=chip]', 1)
    await press(library, '[part=facets-close]')
  })
  await step('Take two of them', async () => {
    for (const place of [1, 0]) await press(library, `${TILE}[data-index="${place}"]`)
    await counts(library, '[part~=tile-selected]', 2)
  })
  await step('Insert them, in the order in which they were taken', async () => {
    await press(library, '[part~=insert-button]')
    await waitFor(() => expect(inserted).toHaveLength(1))
    const ids = inserted[0]?.assets.map(({ public_id: id }) => id)
    await expect(ids).toHaveLength(2)
    await expect(ids?.every((id) => id.includes('harbour'))).toBe(true)
  })
})

export const LookAndDescribe: Story = flow(
  async (library, step) => {
    await step('Open the large view', () => press(library, `${TILE}[data-index="0"] [data-preview]`))
    await step('Write what the picture shows', async () => {
      await press(library, '[data-panel=edit]')
      await write(library, '#edit-alt', 'Boats in a harbour at dusk')
    })
    await step('Save it', async () => {
      await press(library, '[part~=edit-save]')
      await part(library, '.edit-saved')
      await expect(sentChanges).toEqual([
        { context: expect.objectContaining({ alt: 'Boats in a harbour at dusk' }) as unknown },
      ])
    })
    await step('Go back', async () => {
      await press(library, '[part~=preview-close]')
      await counts(library, '[part=preview]', 0)
    })
  },
  {},
  { isManager: true },
)

export const SignInAtTheSecondTry: Story = flow(
  async (library, step) => {
    await step('A wrong password is refused, and the fields stay', async () => {
      await write(library, '[part=login-user]', 'ada@example.com')
      await write(library, '[part=login-password]', 'not this one')
      await press(library, '[part~=login-submit]')
      await part(library, '[part=login-error]')
    })
    await step('The right one shows the library', async () => {
      await write(library, '[part=login-password]', PASSWORD)
      await press(library, '[part~=login-submit]')
      await part(library, TILE)
      await counts(library, '[part=login-form]', 0)
    })
  },
  { username: undefined, timestamp: undefined, signature: undefined },
  { session: 'guarded' },
)

export const DeleteAndUndo: Story = flow(
  async (library, step) => {
    const gone = hear<MediaLibraryEvents['tintype-library-delete']>(library, 'tintype-library-delete')
    await step('Take two', async () => {
      for (const place of [0, 1]) await press(library, `${TILE}[data-index="${place}"]`)
    })
    await step('Delete them', async () => {
      await press(library, '[part~=bulk-delete]')
      await counts(library, TILE, 4)
      await expect(gone[0]?.assets).toHaveLength(2)
    })
    await step('Take it back', async () => {
      await press(library, '[part~=notice] .button')
      await counts(library, TILE, 6)
    })
  },
  {},
  { isManager: true, hasBackups: true, assets: 6 },
)
