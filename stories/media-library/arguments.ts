/** Controls of the stories, and what they begin with. */
import type { ArgTypes } from '@storybook/web-components-vite'
import { type MediaLibraryOptionName, mediaLibraryOptions } from '../../widgets/media-library/options.ts'
import { optionControls } from '../option-controls.ts'

export type StoryArguments = Partial<Record<MediaLibraryOptionName, unknown>>

export const argTypes: ArgTypes = optionControls(mediaLibraryOptions)

export const defaultArguments: StoryArguments = {
  cloudName: 'stories',
  apiBase: 'http://stories.invalid',
  inline: true,
  withoutMemory: true,
}

export const signedIn: StoryArguments = {
  username: 'ada@example.com',
  timestamp: 1_795_417_790,
  signature: '0'.repeat(64),
}
