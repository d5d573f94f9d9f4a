/** The parts of Dropbox's API (version 2) that Companion uses. */
import { type Answers, isSignedIn, type ProviderState, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

export const dropboxAnswers: Answers = (request, body, state) => {
  const { pathname } = new URL(request.url ?? '/', 'https://api.dropboxapi.com')
  if (pathname === '/oauth2/token') return issuedTokens(body, state, 'dropbox', { refreshes: true })
  if (!isSignedIn(request, state)) return { status: 401, body: { error_summary: 'expired_access_token/' } }
  switch (pathname) {
    case '/2/users/get_current_account':
      return { body: { email: 'visitor@example.com', root_info: { root_namespace_id: '1', home_namespace_id: '1' } } }
    case '/2/files/list_folder':
      return { body: listed(JSON.parse(body).path, null, state) }
    case '/2/files/list_folder/continue': {
      const [cursor = '', path = ''] = String(JSON.parse(body).cursor).split(' ')
      return { body: listed(path, cursor, state) }
    }
    case '/2/files/search_v2': {
      const { query } = JSON.parse(body)
      const found = state.files.filter(({ name }) => name.includes(query))
      const matches = found.map((file) => ({ metadata: { '.tag': 'metadata', metadata: fileJson(file) } }))
      return { body: { matches, has_more: false } }
    }
    case '/2/files/download':
    case '/2/files/get_thumbnail_v2': {
      const argument = JSON.parse(String(request.headers['dropbox-api-arg']))
      const path = argument.path ?? argument.resource.path
      const file = state.files.find((stored) => pathOf(stored) === path)
      return file === undefined
        ? { status: 409, body: { error_summary: 'path/not_found/' } }
        : { type: 'application/octet-stream', body: file.bytes }
    }
    case '/2/auth/token/revoke': {
      const token = (request.headers.authorization ?? '').replace('Bearer ', '')
      state.revoked.push(token)
      state.accepted.delete(token)
      return { body: {} }
    }
    default:
      return null
  }
}

/** A cursor knows which folder it goes on with. */
function listed(path: string, cursor: string | null, state: ProviderState): object {
  const { items, next } = pageOf(entriesOf(path, state), cursor, state.pageSize)
  return { entries: items, has_more: next !== null, cursor: `${next ?? 'end'} ${path}` }
}

function entriesOf(path: string, { files, folders }: ProviderState): readonly object[] {
  const folder = folders.find((name) => `/${name.toLowerCase()}` === path) ?? null
  const below = folder === null ? folders : []
  return [
    ...below.map((name) => ({ '.tag': 'folder', id: `id:${name}`, name, path_lower: `/${name.toLowerCase()}` })),
    ...files.filter((file) => file.folder === folder).map(fileJson),
  ]
}

function fileJson(file: StoredFile): object {
  return {
    '.tag': 'file',
    id: `id:${file.name}`,
    name: file.name,
    path_lower: pathOf(file),
    size: file.bytes.length,
    server_modified: '2026-01-02T03:04:05Z',
  }
}

function pathOf({ name, folder }: StoredFile): string {
  return [folder, name].map((part) => (part === null ? '' : `/${part.toLowerCase()}`)).join('')
}
