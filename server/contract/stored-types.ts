/** Delivery types of which assets are stored here. */
export const storedTypes = [
  'upload',
  'private',
  'authenticated',
  'fetch',
  'text',
  'list',
  'sprite',
  'multi',
  'asset',
] as const

/** All that an asset can be named by: of the others there is none here, and none to be had. */
export const assetTypes = [
  ...storedTypes,
  ...(['gravatar', 'facebook', 'twitter', 'twitter_name', 'instagram_name', 'googleplus'] as const),
  ...(['youtube', 'vimeo', 'hulu', 'animoto', 'worldstarhiphop', 'dailymotion'] as const),
] as const
