/** Facebook's sign-in and the parts of its Graph API that Companion uses: batches of requests in one. */
import { createHmac } from 'node:crypto'
import { filePath } from './files.ts'
import { type Answer, type Answers, numericId, type ProviderState, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

export const facebookAnswers: Answers = (request, body, state) => {
  const { pathname } = new URL(request.url ?? '/', 'https://graph.facebook.com')
  if (pathname === '/oauth/access_token') return issuedTokens(body, state, 'facebook', { refreshes: false })
  if (pathname !== '/') return null
  const form = new URLSearchParams(body)
  const token = form.get('access_token') ?? ''
  // An application that asks for proofs refuses tokens that come from anywhere but its server.
  const proof = createHmac('sha256', 'facebook-secret').update(token).digest('hex')
  if (form.get('appsecret_proof') !== proof) return { status: 400, body: { error: { code: 100 } } }
  const requests = JSON.parse(form.get('batch') ?? '[]') as { method: string; relative_url: string }[]
  return {
    body: requests.map((asked) => {
      const { status = 200, body: answer } = state.accepted.has(token) ? answerTo(asked, token, state) : OVER
      return { code: status, headers: [], body: JSON.stringify(answer) }
    }),
  }
}

const OVER: Answer = { status: 400, body: { error: { message: 'Error validating access token', code: 190 } } }

function answerTo(
  { method, relative_url: address }: { readonly method: string; readonly relative_url: string },
  token: string,
  state: ProviderState,
): Answer {
  const { pathname, searchParams } = new URL(address, 'https://graph.facebook.com')
  if (method === 'DELETE' && pathname === '/me/permissions') {
    state.revoked.push(token)
    state.accepted.delete(token)
    return { body: { success: true } }
  }
  if (pathname === '/me') return { body: { email: 'visitor@example.com', id: '1' } }
  const cursor = searchParams.get('after')
  if (pathname === '/me/albums') {
    const albums = state.folders.map((name) => ({ id: numericId(name), name, type: 'normal', created_time: TIME }))
    // Pictures that lie in no album of their own are in one that everybody has.
    return paged([{ id: 'timeline', name: 'Timeline', type: 'wall', created_time: TIME }, ...albums], cursor, state)
  }
  const album = /^\/([^/]+)\/photos$/.exec(pathname)?.[1]
  if (album !== undefined) {
    const folder = state.folders.find((name) => numericId(name) === album) ?? null
    const photos = state.files.filter((file) => file.folder === folder && file.type.startsWith('image/'))
    return paged(photos.map(photoJson), cursor, state)
  }
  const photo = state.files.find(({ name }) => pathname === `/${numericId(name)}`)
  return photo === undefined ? { status: 404, body: { error: { code: 803 } } } : { body: photoJson(photo) }
}

/** Cursors come with every page that has something on it, the last one included. */
function paged(all: readonly object[], cursor: string | null, { pageSize }: ProviderState): Answer {
  const { items, next } = pageOf(all, cursor, pageSize)
  const cursors = { before: cursor ?? '0', after: next ?? String(all.length) }
  return { body: items.length === 0 ? { data: [] } : { data: items, paging: { cursors } } }
}

function photoJson({ name }: StoredFile): object {
  const source = `https://scontent.xx.fbcdn.net${filePath(name)}`
  return {
    id: numericId(name),
    name: name.replace(/\.\w+$/, ''),
    created_time: TIME,
    images: [
      { source, width: 2048, height: 1536 },
      { source: `${source}?small`, width: 130, height: 98 },
    ],
  }
}

const TIME = '2026-01-02T03:04:05+0000'
