/**
 * What a page in Svelte may say of the elements, with `@tintype/widgets/types/svelte`: the checks that editors make of pages
 * are made of these very types. (`svelte-check` itself needs a TypeScript that is written in JavaScript.)
 */
import type {} from '@tintype/widgets/types/svelte'
import type { SvelteHTMLElements } from 'svelte/elements'

export const upload: SvelteHTMLElements['tintype-upload-widget'] = {
  class: 'inline-widget',
  'cloud-name': 'demo',
  uploadPreset: 'getting_started',
  tags: ['of svelte', 'two'],
  inline: true,
  'ontintype-upload-success': ({ detail }) => detail.public_id.toUpperCase(),
}

export const library: SvelteHTMLElements['tintype-media-library'] = {
  'cloud-name': 'demo',
  folder: { path: 'press' },
  withoutTrigger: true,
  'ontintype-library-insert': ({ detail }) => detail.assets.map(({ insert_url: url }) => url),
}

export const wrong: readonly SvelteHTMLElements['tintype-upload-widget'][] = [
  // @ts-expect-error: no such theme
  { theme: 'neon' },
  // @ts-expect-error: not a handler
  { 'ontintype-upload-success': 'take' },
]
