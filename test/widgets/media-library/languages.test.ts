/** The launch languages of the Media Library. */
import { LANGUAGES } from '../../../widgets/media-library/messages/languages.ts'
import { describeLanguages } from '../support/compare-languages.ts'

describeLanguages('media-library', LANGUAGES)
