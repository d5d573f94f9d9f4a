/** Controls of the stories, and what they begin with. */
import type { ArgTypes } from '@storybook/web-components-vite'
import { type UploadWidgetOptionName, uploadWidgetOptions } from '../../widgets/upload-widget/options.ts'
import { optionControls } from '../option-controls.ts'

export type StoryArguments = Partial<Record<UploadWidgetOptionName, unknown>>

export const argTypes: ArgTypes = optionControls(uploadWidgetOptions)

export const defaultArguments: StoryArguments = {
  cloudName: 'stories',
  uploadPreset: 'stories',
  apiBase: 'http://stories.invalid',
  inline: true,
  withoutResume: true,
}
