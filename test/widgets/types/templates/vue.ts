/**
 * What a template in Vue may say of the elements, with `@tintype/widgets/types/vue`: the checks that editors make of
 * templates are made of these very types. (`vue-tsc` itself needs a TypeScript that is written in JavaScript.)
 */
import type {} from '@tintype/widgets/types/vue'
import type { GlobalComponents } from 'vue'

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props']

export const upload: Props<'tintype-upload-widget'> = {
  class: 'inline-widget',
  'cloud-name': 'demo',
  uploadPreset: 'getting_started',
  tags: ['of vue', 'two'],
  inline: true,
  onTintypeUploadSuccess: ({ detail }) => detail.public_id.toUpperCase(),
}

export const library: Props<'tintype-media-library'> = {
  'cloud-name': 'demo',
  folder: { path: 'press' },
  'without-trigger': '',
  onTintypeLibraryInsert: ({ detail }) => detail.assets.map(({ insert_url: url }) => url),
}

export const wrong: readonly (Props<'tintype-upload-widget'> | Props<'tintype-media-library'>)[] = [
  // @ts-expect-error: no such theme
  { theme: 'neon' },
  // @ts-expect-error: not a handler
  { onTintypeLibraryInsert: 'take' },
]
