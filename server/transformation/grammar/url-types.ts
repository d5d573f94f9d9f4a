/** Resource types, delivery types and the short forms of their prefixes. */

export type ResourceType = 'image' | 'video' | 'raw'

export type DeliveryType =
  | 'upload'
  | 'private'
  | 'authenticated'
  | 'public'
  | 'fetch'
  | 'list'
  | 'text'
  | 'sprite'
  | 'multi'
  | 'asset'
  | 'live'
  | SocialType
  | VideoPageType
/** The source is an account's id or name elsewhere. */
export type SocialType = 'gravatar' | 'facebook' | 'twitter' | 'twitter_name' | 'instagram_name' | 'googleplus'
/** The source is the address of a page. */
export type VideoPageType = 'youtube' | 'vimeo' | 'hulu' | 'animoto' | 'worldstarhiphop' | 'dailymotion'

const COMMON = ['upload', 'private', 'authenticated', 'public', 'fetch', 'list'] as const
const SOCIAL = ['gravatar', 'facebook', 'twitter', 'twitter_name', 'instagram_name', 'googleplus'] as const
const VIDEO_PAGES = ['youtube', 'vimeo', 'hulu', 'animoto', 'worldstarhiphop', 'dailymotion'] as const

const TYPES: Readonly<Record<ResourceType, ReadonlySet<string>>> = {
  image: new Set([...COMMON, 'text', 'sprite', 'multi', 'asset', ...SOCIAL, ...VIDEO_PAGES]),
  video: new Set([...COMMON, 'multi', 'asset', 'live']),
  raw: new Set([...COMMON, 'asset']),
}
const REMOTE: ReadonlySet<string> = new Set(['fetch', ...VIDEO_PAGES])

export function isResourceType(text: string): text is ResourceType {
  return text === 'image' || text === 'video' || text === 'raw'
}

/** Whether that delivery type exists for that resource type. */
export function isDeliveryType(resourceType: ResourceType, text: string): text is DeliveryType {
  return TYPES[resourceType].has(text)
}

/** The source is a URL instead of a public ID. */
export function isRemoteType(type: DeliveryType): boolean {
  return REMOTE.has(type)
}

/** Prefixes of the form that ends in a decorative suffix. */
export const SEO_PREFIXES: ReadonlyMap<string, { readonly resourceType: ResourceType; readonly type: DeliveryType }> =
  new Map([
    ['images', { resourceType: 'image', type: 'upload' }],
    ['private_images', { resourceType: 'image', type: 'private' }],
    ['authenticated_images', { resourceType: 'image', type: 'authenticated' }],
    ['videos', { resourceType: 'video', type: 'upload' }],
    ['files', { resourceType: 'raw', type: 'upload' }],
  ])
