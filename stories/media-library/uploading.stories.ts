/** Files that people bring into the Media Library, from the first byte to the end. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import type { TintypeMediaLibrary } from '../../widgets/media-library/element.ts'
import { counts, part } from '../hands.ts'
import { photo } from '../upload-widget/sample-files.ts'
import { argTypes, defaultArguments, type StoryArguments, signedIn } from './arguments.ts'
import { managed } from './scene.ts'

const meta: Meta<StoryArguments> = {
  title: 'Media Library/Uploading',
  component: 'tintype-media-library',
  args: { ...defaultArguments, ...signedIn },
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const DropHere: Story = managed(async (library) => {
  library.store.patch({ isDragging: true })
  await part(library, '[part=dropzone]')
})

export const InProgress: Story = managed(
  async (library) => {
    await uploadThree(library)
    await counts(library, '[part~=upload-row] [aria-valuenow="40"]', 3)
  },
  { uploads: { until: 0.4 } },
)

export const Done: Story = managed(
  async (library) => {
    await uploadThree(library)
    await counts(library, '[part~=upload-row][data-state=done]', 3)
  },
  { uploads: { durationMs: 240 } },
)

export const PartlyFailed: Story = managed(
  async (library) => {
    await library.upload([await photo('harbour.jpg', 210), await photo('refused.jpg', 20)])
    await counts(library, '[part~=upload-row][data-state=failed]', 1)
    await counts(library, '[part~=upload-row][data-state=done]', 1)
  },
  { uploads: { durationMs: 240 } },
)

/** This person may look, and not upload. */
export const Refused: Story = managed(async (library) => {
  await library.upload([await photo('harbour.jpg', 210)])
  await counts(library, '[part~=upload-row][data-state=failed]', 1)
})

async function uploadThree(library: TintypeMediaLibrary): Promise<void> {
  const names = ['harbour in the evening.jpg', 'meadow.jpg', 'dunes.jpg']
  await library.upload(await Promise.all(names.map((name, index) => photo(name, 40 + index * 80))))
}
