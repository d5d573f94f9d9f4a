/** The element itself in React 19, typed by `@tintype/widgets/types/jsx`. */
import type {} from '@tintype/widgets/types/jsx'
import type { ReactNode } from 'react'

export function Direct(): ReactNode {
  return (
    <tintype-upload-widget
      cloud-name="demo"
      uploadPreset="getting_started"
      maxFiles={3}
      theme="dark"
      tags={['of react', 'two']}
      multiple={false}
      preBatch={(callback) => callback({ cancel: true })}
      ontintype-upload-success={({ detail }) => detail.public_id.toUpperCase()}
    />
  )
}

export function DirectLibrary(): ReactNode {
  return (
    <tintype-media-library
      cloud-name="demo"
      folder={{ path: 'press' }}
      filters="type format"
      ontintype-library-insert={({ detail }) => detail.assets.map(({ insert_url: url }) => url)}
    />
  )
}

// @ts-expect-error: no such theme
export const wrong = <tintype-upload-widget theme="neon" />
