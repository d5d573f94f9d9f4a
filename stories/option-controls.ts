/** Controls of a widget's stories, from its option table: a new option appears there by itself. */
import type { ArgTypes } from '@storybook/web-components-vite'
import type { OptionTable } from '../widgets/kit/options.ts'

const CONTROLS = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  list: 'object',
  choice: 'select',
  property: false,
} as const

export function optionControls(table: OptionTable): ArgTypes {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => [
      name,
      {
        description: definition.summary,
        control: CONTROLS[definition.control],
        ...(definition.choices ? { options: definition.choices } : {}),
        table: { category: 'options', defaultValue: { summary: JSON.stringify(definition.default) ?? '' } },
      },
    ]),
  )
}
