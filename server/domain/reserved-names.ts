/** First path segments that belong to the server itself; no product environment may be called like one of them. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['v1_1', 'v2', 'search', 'widgets', 'console', 'companion', 'res', 'docs', 'healthz', 'readyz', 'metrics'],
  'provisioning',
  ...['assets', 'api', 'iu', 'image', 'video', 'raw', 'images', 'videos', 'files', 'private_images'],
  'authenticated_images',
])

/** Whether a cloud name is one that paths of this server begin with. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name.toLowerCase()) || name.startsWith('_') || name.startsWith('.')
}
