/** A page in React, for 18 and 19: the wrapper of the element, and the widget in the shape of Next.js. */

import { UploadWidget } from '@tintype/widgets/react'
import { CldUploadWidget } from '@tintype/widgets/react/cld-upload-widget'
import { type ReactNode, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

interface Settings {
  readonly cloudName: string
  readonly uploadPreset: string
  readonly apiBase: string
}

function Page({ cloudName, uploadPreset, apiBase }: Settings): ReactNode {
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

export function mount(target: Element, settings: Settings): () => void {
  const root = createRoot(target)
  root.render(
    <StrictMode>
      <Page {...settings} />
    </StrictMode>,
  )
  return () => root.unmount()
}
