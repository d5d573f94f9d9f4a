/** The pages as a server sends them, in React 18 and 19; `hydrated.tsx` goes on from there in the browser. */
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { LibraryPage, type LibrarySettings, Page, type Settings } from './page.tsx'

export const SETTINGS: Settings & LibrarySettings = {
  cloudName: 'demo',
  uploadPreset: 'getting_started',
  apiBase: 'http://media.invalid',
  apiKey: '123456789012345',
  visitor: { username: 'ada@example.com', timestamp: '1795417790', signature: '0'.repeat(64) },
  folder: 'press',
}

export function Both(): ReactNode {
  return (
    <>
      <Page {...SETTINGS} />
      <LibraryPage {...SETTINGS} />
    </>
  )
}

export function html(): string {
  return renderToString(<Both />)
}
