/** The errors for what the language knows and this installation does not do. */
import { TransformationError } from '../../errors/transformation-error.ts'

/** @param what e.g. `effect tint`, `parameter fn`, `flag clip`. */
export function notSupportedYet(what: string): TransformationError {
  return new TransformationError({ fault: 'unsupported', message: `${capital(what)} is not supported yet` })
}

/** Features that need a model for machine learning. @param feature e.g. `e_upscale`. */
export function withoutModel(feature: string): TransformationError {
  return new TransformationError({
    fault: 'unsupported',
    message: `${feature} is not available: no local model installed`,
  })
}

/** What a gravity is to find in the picture; some of it by add-ons only. @param what e.g. `ocr_text`, `cat`. */
export function notDetected(what: string): TransformationError {
  return isAddOnDetection(what) ? notEnabled(`g_${what}`) : withoutModel(`g_${what}`)
}

export function isAddOnDetection(what: string): boolean {
  return /^(adv_face|adv_faces|adv_eyes|ocr_text|track_person)/.test(what)
}

/** Generative and third-party features. @param feature e.g. `e_gen_remove`. */
export function notEnabled(feature: string): TransformationError {
  return new TransformationError({
    fault: 'unsupported',
    message: `${feature} is not available: the add-on or AI service that it needs is not enabled in this installation`,
  })
}

/** A combination that makes no sense, in the words of the message. */
export function refused(message: string): TransformationError {
  return new TransformationError({ fault: 'invalid_value', message })
}

/** Of a file that was stored on a server that could not read it. */
export function unread(): TransformationError {
  const message =
    'This file was not read when it was stored, for want of ffmpeg: store it again where ffmpeg is installed'
  return new TransformationError({ fault: 'unsupported', message })
}

/** A limit that the result would break. */
export function overLimit(message: string): TransformationError {
  return new TransformationError({ fault: 'limit', message })
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
