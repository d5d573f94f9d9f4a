/** Every state of the Upload Widget that people can meet. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { failingParts } from '../failing-parts.ts'
import { counts, part } from '../hands.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { blank, photo } from './sample-files.ts'
import { addPhotos, scene } from './scene.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget',
  component: 'tintype-upload-widget',
  tags: ['autodocs'],
  args: defaultArguments,
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

export const Empty: Story = scene({})

export const Limits: Story = scene({}, { clientAllowedFormats: ['png', 'jpg'], maxFileSize: 10_000_000, maxFiles: 5 })

export const Launcher: Story = scene({}, { inline: false })

export const Dialog: Story = scene({ play: (widget) => widget.open() }, { inline: false })

export const Disabled: Story = scene({}, { disabled: true })

export const Uploading: Story = scene({ replay: { until: 0.4 }, play: addPhotos })

export const Paused: Story = scene({
  replay: { until: 0.4 },
  play: async (widget) => {
    await addPhotos(widget)
    await later(500)
    widget.session?.pause()
  },
})

export const Done: Story = scene({ play: addPhotos })

export const PartlyFailed: Story = scene(
  {
    play: async (widget) =>
      widget.addFiles([
        await photo('harbour.jpg', 210),
        await photo('refused.jpg', 20),
        blank('film.mp4', 9e6, 'video/mp4'),
      ]),
  },
  { maxFileSize: 8_000_000 },
)

export const Aborted: Story = scene({
  replay: { until: 0.4 },
  play: async (widget) => {
    await addPhotos(widget)
    ;(await part(widget, '[part~=row-abort]')).click()
    await counts(widget, '[part~=row][data-state=aborted]', 1)
  },
})

export const AllFailed: Story = scene({ play: async (widget) => widget.addFiles([await photo('refused.jpg', 20)]) })

export const Offline: Story = scene({
  replay: { until: 0.4 },
  play: async (widget) => {
    await addPhotos(widget)
    await later(500)
    widget.store.patch({ isOnline: false })
  },
})

export const Interrupted: Story = scene({ play: (widget) => widget.store.patch({ resumable: 2 }) })
export const InterruptedPurchase: Story = scene({
  play: (widget) => widget.store.patch({ resumable: 1, resumablePurchases: 1 }),
})

export const LimitReached: Story = scene({ play: addPhotos }, { maxFiles: 2 })

export const ReadyToStart: Story = scene({ play: addPhotos }, { manualStart: true })

export const TooFew: Story = scene({ play: addPhotos }, { minFiles: 5 })

export const ChangingTheOrder: Story = scene(
  {
    play: async (widget) => {
      await addPhotos(widget)
      widget.store.patch({ isOrdering: true })
    },
  },
  { manualStart: true },
)

export const OnlyCompleted: Story = scene(
  {
    play: async (widget) => {
      await addPhotos(widget)
      await counts(widget, '[part~=row][data-state=done]', 3)
      widget.store.patch({ showsOnlyCompleted: true })
    },
  },
  { showCompletedButton: true },
)

export const FilesHover: Story = scene({ play: (widget) => widget.store.patch({ isDragging: true }) })

export const FilesHoverOverAnotherScreen: Story = scene({
  play: (widget) => {
    widget.open('url')
    widget.store.patch({ isDragging: true })
  },
})

export const TakesDropsAnywhere: Story = scene(
  { play: (widget) => widget.store.patch({ isDraggingOverPage: true }) },
  { dropOnPage: true },
)

export const WebAddress: Story = scene({ play: (widget) => widget.open('url') })

export const WebAddressRefused: Story = scene({
  play: (widget) => {
    widget.open('url')
    void widget.session?.addUrl('not an address')
  },
})

export const Cropping: Story = scene(
  { play: async (widget) => cropped(widget, [await photo('harbour.jpg', 210)]) },
  { cropping: true, croppingShowDimensions: true },
)

export const CroppingSeveral: Story = scene(
  { play: async (widget) => cropped(widget, [await photo('harbour.jpg', 210), await photo('meadow.jpg', 110)]) },
  { cropping: true, croppingAspectRatio: 1, croppingDefaultSelectionRatio: 0.8, croppingShowBackButton: true },
)

export const CroppedTooSmall: Story = scene(
  { play: async (widget) => cropped(widget, [await photo('harbour.jpg', 210)]) },
  { cropping: true, croppingValidateDimensions: true, croppingDefaultSelectionRatio: 0.2, minImageWidth: 400 },
)

export const MoreOptions: Story = scene(
  { play: (widget) => widget.store.patch({ isAdvancedOpen: true, publicId: 'a?b', tags: ['summer', 'sea'] }) },
  { showAdvancedOptions: true },
)

export const MoreOptionsSuggested: Story = scene(
  {
    play: async (widget) => {
      widget.store.patch({ isAdvancedOpen: true, tags: ['summer'], context: { caption: 'Harbour in the evening' } })
      const input = await part<HTMLInputElement>(widget, '[part~=tag-input]')
      input.focus()
      input.value = 's'
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await part(widget, '[part~=tag-suggestion]')
    },
  },
  {
    showAdvancedOptions: true,
    getTags: (callback: (tags: string[]) => void, prefix: string) =>
      callback(['sea', 'shore', 'spring', 'sunset'].filter((tag) => tag.startsWith(prefix))),
    getUploadPresets: (callback: (presets: object[]) => void) => callback([{ name: 'large', label: 'Large pictures' }]),
  },
)

export const Metadata: Story = scene({
  play: async (widget) => {
    const files = [await photo('harbour in the evening.jpg', 210), await photo('meadow.jpg', 110)]
    const field = {
      mandatory: false,
      default_value: null,
      default_disabled: false,
      validation: null,
      restrictions: { readonly_ui: false },
    }
    const values = ['Sea', 'Town', 'Sky'].map((value) => ({ external_id: value, value, state: 'active' as const }))
    const nothing = (): void => undefined
    widget.store.patch({
      metadata: {
        phase: 'form',
        files,
        given: {},
        done: nothing,
        cancel: nothing,
        fields: [
          { ...field, external_id: 'caption', label: 'Caption', type: 'string', mandatory: true },
          { ...field, external_id: 'year', label: 'Year', type: 'integer' },
          { ...field, external_id: 'taken', label: 'Taken on', type: 'date' },
          { ...field, external_id: 'topics', label: 'Topics', type: 'set', datasource: { values } },
        ],
      },
    })
  },
})

export const MetadataLoading: Story = scene({
  play: (widget) => widget.store.patch({ metadata: { phase: 'loading', files: [], cancel: () => undefined } }),
})

export const MetadataFailed: Story = scene({
  play: (widget) =>
    widget.store.patch({
      metadata: { phase: 'failed', files: [], cancel: () => undefined, retry: () => undefined },
    }),
})

export const MissingCloudName: Story = scene({}, { cloudName: '' })

export const UnknownPreset: Story = scene(
  { replay: { answer: 'unknownPreset' }, play: addPhotos },
  { uploadPreset: 'nope' },
)

export const UnreachableServer: Story = scene(
  {
    replay: { isUnreachable: true },
    play: async (widget) => {
      void addPhotos(widget)
      await part(widget, '[part~=setup-problem][data-problem=unreachable]')
    },
  },
  { retries: 0 },
)

export const PartNotLoaded: Story = {
  ...scene({
    play: async (widget) => {
      widget.open('url')
      await part(widget, '#panel [part=error] .button')
    },
  }),
  beforeEach: failingParts,
}

export const Minimised: Story = scene({ replay: { until: 0.4 }, play: minimised }, { inline: false })

export const MinimisedAndDone: Story = scene(
  { play: (widget) => minimised(widget).then(() => later(2000)) },
  { inline: false },
)

export const AskingBeforeClosing: Story = scene(
  {
    replay: { until: 0.4 },
    play: async (widget) => {
      await addPhotos(widget.open())
      await later(500)
      widget.close()
      await part(widget, '[part~=confirmation]')
    },
  },
  { inline: false },
)

export const RightToLeft: Story = scene({ play: addPhotos }, { language: 'ar' })

export const Purple: Story = scene({ play: addPhotos }, { theme: 'purple' })

export const Minimal: Story = scene({ play: addPhotos }, { theme: 'minimal' })

/** Of light colours alone, so it holds the light theme. */
export const OwnPalette: Story = scene(
  { play: addPhotos },
  { theme: 'light', styles: { palette: { action: '#0b6e4f', window: '#fbf7ef', sourceBg: '#f1e9da' } } },
)

export const InAForm: Story = {
  ...scene({}, { name: 'photo', required: true }),
  decorators: [
    (story) => {
      const form = document.createElement('form')
      form.append(story() as Node, Object.assign(document.createElement('button'), { textContent: 'Send' }))
      form.addEventListener('submit', (event) => event.preventDefault())
      return form
    },
  ],
}

/** Nobody goes on from there: the files are not added. */
async function minimised(widget: TintypeUploadWidget): Promise<void> {
  await addPhotos(widget.open())
  widget.minimize()
}

async function cropped(widget: TintypeUploadWidget, files: File[]): Promise<void> {
  void widget.addFiles(files)
  await part(widget, '[part=cropper]')
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
