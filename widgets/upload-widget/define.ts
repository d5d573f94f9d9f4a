/** Registers `<tintype-upload-widget>`; safe to import anywhere, any number of times. */
import { define } from '../kit/define.ts'
import { TintypeUploadWidget } from './element.ts'

define('tintype-upload-widget', TintypeUploadWidget)
