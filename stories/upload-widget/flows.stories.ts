/** What people do with the Upload Widget from beginning to end; "Interactions" shows each step, and tests run them. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { expect, waitFor } from 'storybook/test'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import type { UploadInfo } from '../../widgets/upload-widget/events.ts'
import { flowsOf } from '../flow.ts'
import { counts, hear, part, pick, press, write } from '../hands.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { type Replay, replayAs, sentForms } from './replayed-server.ts'
import { photo } from './sample-files.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Flows',
  component: 'tintype-upload-widget',
  args: defaultArguments,
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

const flow = flowsOf<TintypeUploadWidget, Replay, StoryArguments>('tintype-upload-widget', (answers) =>
  replayAs({ durationMs: 240, ...answers }),
)

const DONE = '[part~=row][data-state=done]'
const FAILED = '[part~=row][data-state=failed]'

export const PickCropUpload: Story = flow(
  async (widget, step) => {
    const uploaded = hear<UploadInfo>(widget, 'tintype-upload-success')
    await step('Pick a picture', async () => pick(widget, await photo('harbour.jpg', 210)))
    await step('Choose a part of it by its numbers', async () => {
      await write(widget, '[part=crop-width]', '300')
      await write(widget, '[part=crop-x]', '40')
    })
    await step('Take it', () => press(widget, '[part~=crop-confirm]'))
    await step('It is uploaded, with that part', async () => {
      await counts(widget, DONE, 1)
      await expect(uploaded).toHaveLength(1)
      await expect(sentForms[0]?.get('custom_coordinates')).toMatch(/^40,\d+,300,300$/)
    })
  },
  { cropping: true, croppingAspectRatio: 1, multiple: false },
)

export const FailAndTryAgain: Story = flow(
  async (widget, step) => {
    await step('Pick three pictures', async () =>
      pick(widget, await photo('harbour.jpg', 210), await photo('refused.jpg', 20), await photo('dunes.jpg', 35)),
    )
    await step('One is refused, and says why', async () => {
      await counts(widget, DONE, 2)
      const row = await part(widget, `${FAILED} [part~=row-error]`)
      await expect(row.textContent).toContain('Invalid image file')
    })
    await step('Try it again', () => press(widget, '[part~=row-retry]'))
    await step('All are there', async () => {
      await counts(widget, DONE, 3)
      await counts(widget, FAILED, 0)
    })
  },
  {},
  { refusals: 1 },
)

const PLAIN_FIELD = {
  mandatory: false,
  default_value: null,
  default_disabled: false,
  validation: null,
  restrictions: { readonly_ui: false },
}

export const DescribeThenUpload: Story = flow(
  async (widget, step) => {
    await step('Pick two pictures', async () =>
      pick(widget, await photo('harbour.jpg', 210), await photo('meadow.jpg', 110)),
    )
    await step('Leave out what has to be said', async () => {
      await press(widget, '[part~=metadata-upload]')
      const caption = await part(widget, '[data-field=caption] [part=metadata-input]')
      await waitFor(() => expect(caption).toHaveAttribute('aria-invalid', 'true'))
      await expect(sentForms).toHaveLength(0)
    })
    await step('Say it', () => write(widget, '[data-field=caption] [part=metadata-input]', 'Summer'))
    await step('Both are uploaded with it', async () => {
      await press(widget, '[part~=metadata-upload]')
      await counts(widget, DONE, 2)
      await expect(sentForms.map((form) => form.get('metadata'))).toEqual(['caption=Summer', 'caption=Summer'])
    })
  },
  { metadataForm: true },
  {
    fields: [
      { ...PLAIN_FIELD, external_id: 'caption', label: 'Caption', type: 'string', mandatory: true },
      { ...PLAIN_FIELD, external_id: 'year', label: 'Year', type: 'integer' },
    ],
  },
)

export const AddressToUpload: Story = flow(async (widget, step) => {
  await step('Go to web addresses', () => press(widget, '[part~=tab][data-source=url]'))
  await step('One that is none is refused at once', async () => {
    await write(widget, '[part~=url-input]', 'not an address')
    await press(widget, '[part~=url-submit]')
    await part(widget, '[part~=url-input][aria-invalid=true]')
  })
  await step('One that is one is uploaded', async () => {
    await write(widget, '[part~=url-input]', 'https://pictures.example/harbour.jpg')
    await press(widget, '[part~=url-submit]')
    await counts(widget, DONE, 1)
  })
})
