/** The parts of Unsplash's API that Companion uses. */
import { filePath } from './files.ts'
import { type Answers, pageOf } from './provider-state.ts'

export const unsplashAnswers: Answers = (request, _body, state) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://api.unsplash.com')
  if (request.headers.authorization !== 'Client-ID unsplash-key')
    return { status: 401, body: { errors: ['OAuth error'] } }
  if (pathname === '/search/photos') {
    const found = state.files.filter(({ name }) => name.includes(searchParams.get('query') ?? ''))
    const { pageSize } = state
    const { items } = pageOf(found, String((Number(searchParams.get('page') ?? 1) - 1) * pageSize), pageSize)
    const pages = Math.ceil(found.length / pageSize)
    return { body: { total: found.length, total_pages: pages, results: items.map(({ name }) => photo(name)) } }
  }
  const photoName = /^\/photos\/([^/]+)$/.exec(pathname)?.[1]
  if (photoName !== undefined) return { body: photo(decodeURIComponent(photoName)) }
  return pathname.endsWith('/download') ? { body: { url: 'counted' } } : null
}

function photo(name: string): object {
  const address = `https://images.unsplash.com${filePath(name)}`
  return {
    id: name,
    description: name.replace(/\.\w+$/, ''),
    created_at: '2026-01-02T03:04:05Z',
    urls: { thumb: address, full: address },
    links: {
      download: address,
      download_location: `https://api.unsplash.com/photos/${encodeURIComponent(name)}/download`,
    },
    user: { name: 'A Photographer', links: { html: 'https://unsplash.com/@photographer' } },
  }
}
