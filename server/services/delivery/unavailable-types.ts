/** Delivery types that are understood but whose source lies with a third party that is not asked from here. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { DeliveryType } from '../../transformation/grammar/url-types.ts'

const SOCIAL: readonly string[] = ['gravatar', 'facebook', 'twitter', 'twitter_name', 'instagram_name', 'googleplus']
const VIDEO_PAGES: readonly string[] = ['youtube', 'vimeo', 'hulu', 'animoto', 'worldstarhiphop', 'dailymotion']

/** The error for such a type (a default image may still stand in); null for types that are stored here. */
export function unavailableType(type: DeliveryType, source: string): TransformationError | null {
  if (SOCIAL.includes(type))
    return unavailable(
      `Resource not found - ${source}: pictures of type ${type} are not loaded from third parties by this installation`,
    )
  if (VIDEO_PAGES.includes(type))
    return unavailable(
      `Resource not found - ${source}: thumbnails of type ${type} are not loaded from third parties by this installation`,
    )
  if (type === 'live')
    return unavailable(`Resource not found - ${source}: live streams are not available in this installation`)
  return null
}

function unavailable(message: string): TransformationError {
  return new TransformationError({ fault: 'unsupported', message, status: 404 })
}
