/** Controls of the stories, from the option table: a new option appears here by itself. */
import type { ArgTypes } from '@storybook/web-components-vite'
import { type UploadWidgetOptionName, uploadWidgetOptions } from '../../widgets/upload-widget/options.ts'

export type StoryArguments = Partial<Record<UploadWidgetOptionName, unknown>>

const CONTROLS = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  list: 'object',
  choice: 'select',
  property: false,
} as const

export const argTypes: ArgTypes = Object.fromEntries(
  Object.entries(uploadWidgetOptions).map(([name, definition]) => [
    name,
    {
      description: definition.summary,
      control: CONTROLS[definition.control],
      ...('choices' in definition ? { options: definition.choices } : {}),
      table: { category: 'options', defaultValue: { summary: JSON.stringify(definition.default) ?? '' } },
    },
  ]),
)

export const defaultArguments: StoryArguments = {
  cloudName: 'stories',
  uploadPreset: 'stories',
  apiBase: 'http://stories.invalid',
  inline: true,
  withoutResume: true,
}
