/** Box's sign-in and the parts of its API (version 2.0) that Companion uses. */
import { filePath } from './files.ts'
import { type Answers, isSignedIn, numericId, type ProviderState, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

export const boxAnswers: Answers = (request, body, state) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://api.box.com')
  if (pathname === '/oauth2/token') return issuedTokens(body, state, 'box', { refreshes: true })
  if (!isSignedIn(request, state)) return { status: 401, body: { message: 'Unauthorized' } }
  if (pathname === '/oauth2/revoke') {
    const form = new URLSearchParams(body)
    if (form.get('client_secret') !== 'box-secret') return { status: 400, body: { error: 'invalid_client' } }
    state.revoked.push(form.get('token') ?? '')
    state.accepted.delete(form.get('token') ?? '')
    return { body: {} }
  }
  if (pathname === '/2.0/users/me') return { body: { login: 'visitor@example.com' } }
  const folder = /^\/2\.0\/folders\/(\d+)\/items$/.exec(pathname)?.[1]
  if (folder !== undefined) return listing(folder, searchParams.get('offset'), state)
  const [, id, what] = /^\/2\.0\/files\/(\d+)\/?(.*)$/.exec(pathname) ?? []
  const file = state.files.find(({ name }) => numericId(name) === id)
  if (file === undefined) return null
  switch (what) {
    case '':
      return { body: entryOf(file) }
    case 'content':
      return {
        status: 302,
        location: `https://dl.boxcloud.com${filePath(file.name)}`,
        body: {},
      }
    case 'thumbnail.jpg':
      // One that is still to be made: the address of a picture that stands for it, and nothing else.
      return file.type.startsWith('image/')
        ? { type: 'image/jpeg', body: file.bytes }
        : { status: 202, type: 'image/jpeg', body: Buffer.alloc(0) }
    default:
      return null
  }
}

function listing(id: string, offset: string | null, state: ProviderState) {
  const folder = id === '0' ? null : state.folders.find((name) => numericId(name) === id)
  if (folder === undefined) return null
  const below = folder === null ? state.folders.map((name) => ({ type: 'folder', id: numericId(name), name })) : []
  const inside = state.files.filter((file) => file.folder === folder).map(entryOf)
  const all = [...below, ...inside]
  return {
    body: {
      entries: pageOf(all, offset, state.pageSize).items,
      total_count: all.length,
      offset: Number(offset ?? 0),
      limit: state.pageSize,
    },
  }
}

function entryOf({ name, bytes }: StoredFile): object {
  return { type: 'file', id: numericId(name), name, size: bytes.length, modified_at: '2026-01-02T03:04:05-08:00' }
}
