/** Controls of the stories. */
import type { ArgTypes } from '@storybook/web-components-vite'
import { mediaLibraryOptions } from '../../widgets/media-library/options.ts'
import { optionControls } from '../option-controls.ts'

export const argTypes: ArgTypes = optionControls(mediaLibraryOptions)
