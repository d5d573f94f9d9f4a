/** A page in React, for 18 and 19: the wrapper of the element, and the widget in the shape of Next.js. */

import type { TintypeMediaLibrary } from '@tintype/widgets/media-library'
import { MediaLibrary, UploadWidget } from '@tintype/widgets/react'
import { CldUploadWidget } from '@tintype/widgets/react/cld-upload-widget'
import { type ReactNode, StrictMode, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'

export interface Settings {
  readonly cloudName: string
  readonly uploadPreset: string
  readonly apiBase: string
}

export interface LibrarySettings extends Pick<Settings, 'cloudName' | 'apiBase'> {
  readonly visitor: { readonly username: string; readonly timestamp: string; readonly signature: string }
  readonly apiKey: string
  readonly folder: string
}

export function Page({ cloudName, uploadPreset, apiBase }: Settings): ReactNode {
  const [uploaded, setUploaded] = useState<readonly string[]>([])
  const [ended, setEnded] = useState(0)
  const add = (publicId: unknown): void => setUploaded((before) => [...before, String(publicId)])
  return (
    <main>
      <UploadWidget
        className="inline-widget"
        cloudName={cloudName}
        uploadPreset={uploadPreset}
        apiBase={apiBase}
        tags={['of react', 'two']}
        context={{ caption: 'from a property' }}
        inline
        withoutResume
        multiple={uploaded.length < 5}
        onUploadSuccess={({ detail }) => add(detail.public_id)}
        onUploadQueueEnd={({ detail }) => setEnded((before) => before + detail.files.length)}
      />
      <CldUploadWidget
        config={{ cloud: { cloudName }, url: { apiBase } }}
        uploadPreset={uploadPreset}
        options={{ sources: ['local', 'url'], withoutResume: true, folder: 'next' }}
        onSuccess={(result, { close }) => {
          if (typeof result.info === 'object') add(result.info.public_id)
          close({ quiet: true })
        }}
      >
        {({ open, isLoading }) => (
          <button type="button" disabled={isLoading} onClick={() => open('local')}>
            Upload
          </button>
        )}
      </CldUploadWidget>
      <output>{uploaded.join(' ')}</output>
      <output className="ended">{ended}</output>
    </main>
  )
}

export function LibraryPage({ cloudName, apiBase, apiKey, visitor, folder }: LibrarySettings): ReactNode {
  const library = useRef<TintypeMediaLibrary>(null)
  const [inserted, setInserted] = useState<readonly string[]>([])
  return (
    <main>
      <button type="button" onClick={() => library.current?.show()}>
        Choose
      </button>
      <MediaLibrary
        ref={library}
        className="library"
        cloudName={cloudName}
        apiBase={apiBase}
        apiKey={apiKey}
        username={visitor.username}
        timestamp={Number(visitor.timestamp)}
        signature={visitor.signature}
        folder={{ path: folder }}
        filters={['type', 'format']}
        insertCaption={`Take ${inserted.length}`}
        withoutTrigger
        withoutMemory
        onLibraryInsert={({ detail }) => setInserted((before) => [...before, ...names(detail.assets)])}
      />
      <output>{inserted.join(' ')}</output>
    </main>
  )
}

function names(assets: readonly { readonly display_name?: string }[]): readonly string[] {
  return assets.map(({ display_name: name = '' }) => name)
}

export function mount(target: Element, settings: Settings): () => void {
  return render(target, <Page {...settings} />)
}

export function mountLibrary(target: Element, settings: LibrarySettings): () => void {
  return render(target, <LibraryPage {...settings} />)
}

function render(target: Element, page: ReactNode): () => void {
  const root = createRoot(target)
  root.render(<StrictMode>{page}</StrictMode>)
  return () => root.unmount()
}
