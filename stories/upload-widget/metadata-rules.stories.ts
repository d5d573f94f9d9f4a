/** The form for structured metadata where conditional rules, long lists, lists that grow and values that nobody may change meet. */
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import '../../widgets/upload-widget/define.ts'
import type { TintypeUploadWidget } from '../../widgets/upload-widget/element.ts'
import { argTypes, defaultArguments, type StoryArguments } from './arguments.ts'
import { replayAs } from './replayed-server.ts'
import { photo } from './sample-files.ts'

const meta: Meta<StoryArguments> = {
  title: 'Upload widget/Metadata with rules',
  component: 'tintype-upload-widget',
  args: defaultArguments,
  argTypes,
}

export default meta

type Story = StoryObj<StoryArguments>

/** The district is off, and the archive empty. */
export const BeforeARuleHolds: Story = story({ place: 'Sea' })

export const WhileARuleHolds: Story = story({ place: 'Town', people: ['Person 55'] })

/** One value of each list is there already, the others are new. */
export const ListsThatGrow: Story = story({ place: 'Mountain', people: ['Person 1', 'Ada', 'Grace'] }, true)

const field = {
  mandatory: false,
  default_value: null,
  default_disabled: false,
  validation: null,
  restrictions: { readonly_ui: false },
}
const inTown = { metadata_field_id: 'place', equals: 'Town' }
const RULES = [
  {
    external_id: 'a',
    metadata_field_id: 'district',
    condition: inTown,
    result: { enable: true, set_mandatory: true },
  },
  { external_id: 'b', metadata_field_id: 'archive', condition: inTown, result: { apply_value: { value: 'City' } } },
]

function story(given: object, isGrowing = false): Story {
  return {
    render: (options) => {
      replayAs({})
      const widget = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      Object.assign(widget, options)
      setTimeout(() => void showForm(widget, { ...given }, isGrowing))
      return widget
    },
  }
}

async function showForm(
  widget: TintypeUploadWidget,
  given: Readonly<Record<string, unknown>>,
  isGrowing: boolean,
): Promise<void> {
  const list = { ...field, allow_dynamic_list_values: isGrowing }
  const values = (...names: string[]) => ({
    values: names.map((value) => ({ external_id: value, value, state: 'active' as const })),
  })
  const people = Array.from({ length: 60 }, (_, index) => `Person ${index + 1}`)
  const nothing = (): void => undefined
  widget.store.patch({
    metadata: {
      phase: 'form',
      files: [await photo('market.jpg', 30)],
      given,
      rules: RULES,
      done: nothing,
      cancel: nothing,
      fields: [
        { ...list, external_id: 'place', label: 'Place', type: 'enum', datasource: values('Sea', 'Town') },
        { ...field, external_id: 'district', label: 'District', type: 'string', default_disabled: true },
        { ...field, external_id: 'archive', label: 'Archive', type: 'string', restrictions: { readonly_ui: true } },
        { ...list, external_id: 'people', label: 'People', type: 'set', datasource: values(...people) },
      ],
    },
  })
}
