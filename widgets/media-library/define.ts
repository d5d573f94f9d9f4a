/** Registers `<tintype-media-library>`; safe to import anywhere, any number of times. */
import { define } from '../kit/define.ts'
import { TintypeMediaLibrary } from './element.ts'

define('tintype-media-library', TintypeMediaLibrary)
