/** Google's sign-in and the parts of Drive's API (version 3) that Companion uses. */
import { filePath } from './files.ts'
import { type Answers, isSignedIn, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

const FOLDER_TYPE = 'application/vnd.google-apps.folder'

export const googleAnswers: Answers = (request, body, state) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://www.googleapis.com')
  if (pathname === '/token') return issuedTokens(body, state, 'google', { refreshes: true })
  if (pathname === '/o/oauth2/revoke') {
    const token = searchParams.get('token') ?? ''
    state.revoked.push(token)
    state.accepted.delete(token)
    return { body: {} }
  }
  if (!isSignedIn(request, state)) return { status: 401, body: { error: { message: 'Invalid Credentials' } } }
  if (pathname === '/drive/v3/about') return { body: { user: { emailAddress: 'visitor@example.com' } } }
  if (pathname === '/drive/v3/drives') return { body: { drives: [] } }
  if (pathname === '/drive/v3/files') return { body: listing(searchParams, state) }
  const found = state.files.find(({ name }) => pathname === `/drive/v3/files/${idOf(name)}`)
  if (found === undefined) return null
  return searchParams.get('alt') === 'media' ? { type: found.type, body: found.bytes } : { body: fileJson(found) }
}

function listing(query: URLSearchParams, { files, folders, pageSize }: Parameters<Answers>[2]): object {
  const parent = /^\('(.*)' in parents\)/.exec(query.get('q') ?? '')?.[1] ?? 'root'
  const folder = parent === 'root' ? null : folders.find((name) => idOf(name) === parent)
  const inside = files.filter((file) => file.folder === folder).map(fileJson)
  const below =
    folder === null ? folders.map((name) => ({ kind: 'drive#file', id: idOf(name), name, mimeType: FOLDER_TYPE })) : []
  const { items, next } = pageOf([...below, ...inside], query.get('pageToken'), pageSize)
  return { kind: 'drive#fileList', files: items, ...(next === null ? {} : { nextPageToken: next }) }
}

function fileJson({ name, type, bytes }: StoredFile): object {
  return {
    kind: 'drive#file',
    id: idOf(name),
    name,
    mimeType: type,
    size: String(bytes.length),
    modifiedTime: '2026-01-02T03:04:05.000Z',
    thumbnailLink: `https://lh3.googleusercontent.com${filePath(name)}`,
    iconLink: 'https://drive-thirdparty.googleusercontent.com/16/type/image/png',
  }
}

function idOf(name: string): string {
  return `id-${Buffer.from(name).toString('hex')}`
}
