/** The in-page server of the stories about paid libraries: takes the place of `fetch` for its routes. */
import { photo } from './sample-files.ts'

export interface LibraryReplay {
  readonly listing?: 'found' | 'nothing' | 'loading' | 'failed'
  readonly plans?: 'some' | 'none' | 'exhausted' | 'loading' | 'failed'
}

const BASE = 'http://stories.invalid'
const NAMES = ['Harbour at dawn', 'Fish market', 'Meadow', 'River at noon', 'Old street', 'Clock tower']
const KINDS = ['photo', 'photo', 'illustration', 'video', 'photo', 'vector']

/** Options that a widget needs with it. */
export const libraryArguments = {
  apiBase: BASE,
  apiKey: 'stories',
  uploadPreset: undefined,
  sources: ['local', 'getty', 'shutterstock'],
  defaultSource: 'getty',
  prepareUploadParams: (callback: (answer: object) => void) => callback({ signature: 'a'.repeat(40) }),
}

export function replayLibrary({ listing = 'found', plans = 'some' }: LibraryReplay): void {
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(String(input))
    if (pathname.endsWith('/sources')) {
      return json({
        sources: [
          { name: 'getty', kind: 'stock', enabled: true, reason: null },
          { name: 'shutterstock', kind: 'stock', enabled: false, reason: 'Not configured on this server' },
        ],
      })
    }
    if (pathname.includes('/thumbnail/')) return new Response(await photo('thumbnail.jpg', pathname.length * 37))
    return pathname.includes('/plans/') ? plansAnswer(plans) : listed(listing)
  }
}

function listed(listing: NonNullable<LibraryReplay['listing']>): Promise<Response> | Response {
  switch (listing) {
    case 'loading':
      return new Promise(() => undefined)
    case 'failed':
      return json({ error: { message: 'getty did not answer as expected' } }, 502)
    default:
      return json({
        username: null,
        items: listing === 'nothing' ? [] : NAMES.map(item),
        nextPagePath: null,
        nextPageQuery: listing === 'nothing' ? null : 'page=2',
        mediaTypes: ['photo', 'illustration', 'vector', 'video'],
      })
  }
}

function plansAnswer(plans: NonNullable<LibraryReplay['plans']>): Promise<Response> | Response {
  if (plans === 'loading') return new Promise(() => undefined)
  if (plans === 'failed') return json({ error: { message: 'getty did not answer as expected' } }, 502)
  const jpeg = (id: string, name: string, price: string | null) => ({ id, name, extension: 'jpg', price })
  const pack = {
    id: 'pack',
    name: 'Team pack 2026',
    remaining: plans === 'exhausted' ? 0 : 12,
    formats: [jpeg('large', 'Large JPEG, 6000 × 4000', null), jpeg('small', 'Small JPEG, 1200 × 800', null)],
  }
  const card = {
    id: 'card',
    name: 'Single purchase',
    remaining: null,
    formats: [jpeg('large', 'Large JPEG, 6000 × 4000', '€ 39.00'), jpeg('small', 'Small JPEG, 1200 × 800', '€ 9.00')],
  }
  return json({ plans: plans === 'none' ? [] : plans === 'exhausted' ? [pack] : [pack, card] })
}

function item(name: string, index: number): object {
  return {
    name,
    isFolder: false,
    mimeType: KINDS[index] === 'video' ? 'video/mp4' : 'image/jpeg',
    requestPath: String(index),
    size: null,
    modifiedDate: null,
    thumbnail: `${BASE}/companion/getty/thumbnail/${'x'.repeat(index)}`,
    author: { name: 'Grace Photographer', url: 'https://example.com/grace' },
    stock: { id: String(index), mediaType: KINDS[index], width: 6000, height: 4000, price: 'from € 9' },
  }
}

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}
