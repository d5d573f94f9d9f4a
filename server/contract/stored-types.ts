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
