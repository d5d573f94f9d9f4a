/**
 * Microsoft's sign-in and the parts of its Graph API that Companion uses. What somebody else has shared lies in a drive of
 * theirs, and can be asked for with the name of that drive only.
 */
import { filePath } from './files.ts'
import { type Answers, isSignedIn, type ProviderState, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

const OWN_DRIVE = 'drive-of-visitor'
const FOREIGN_DRIVE = 'drive-of-somebody-else'
/** Lies in the drive of somebody else, though it is listed with the others. */
export const SHARED_FOLDER = 'Shared with me'

export const onedriveAnswers: Answers = (request, body, state) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://graph.microsoft.com')
  if (/^\/common\/oauth2\/v2\.0\/token$|^\/oauth20_token\.srf$/.test(pathname)) {
    return issuedTokens(body, state, 'onedrive', { refreshes: true })
  }
  if (!isSignedIn(request, state)) return { status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } }
  if (pathname === '/v1.0/me') return { body: { mail: null, userPrincipalName: 'visitor@example.com' } }
  const [, drive = '', rest = ''] = /^\/v1\.0\/(me\/drive|drives\/[^/]+)\/(.*)$/.exec(pathname) ?? []
  if (rest === 'root/children') return listing(null, searchParams, request.url ?? '', state)
  const [, id = '', what = ''] = /^items\/([^/]+)\/?(.*)$/.exec(rest) ?? []
  if (what === 'children') {
    const folder = state.folders.find((name) => idOf(name) === id)
    return folder === undefined || !isIn(drive, folder) ? null : listing(folder, searchParams, request.url ?? '', state)
  }
  const file = state.files.find(({ name }) => idOf(name) === id)
  if (file === undefined || !isIn(drive, file.folder)) return null
  if (what === '') return { body: fileJson(file) }
  // Files lie elsewhere, behind an address that needs no sign-in.
  const location = `https://public.dm.files.1drv.com${filePath(file.name)}`
  return what === 'content' ? { status: 302, location, body: {} } : null
}

function isIn(drive: string, folder: string | null): boolean {
  const wanted = driveOf(folder)
  return drive === `drives/${wanted}` || (drive === 'me/drive' && wanted === OWN_DRIVE)
}

function driveOf(folder: string | null): string {
  return folder === SHARED_FOLDER ? FOREIGN_DRIVE : OWN_DRIVE
}

function listing(folder: string | null, query: URLSearchParams, address: string, state: ProviderState) {
  const below = folder === null ? state.folders.map(folderJson) : []
  const inside = state.files.filter((file) => file.folder === folder).map(fileJson)
  const { items, next } = pageOf([...below, ...inside], query.get('$skiptoken'), state.pageSize)
  const link = new URL(address, 'https://graph.microsoft.com')
  link.searchParams.set('$skiptoken', next ?? '')
  return { body: { value: items, ...(next === null ? {} : { '@odata.nextLink': link.href }) } }
}

function folderJson(name: string): object {
  const parent = { parentReference: { driveId: driveOf(name) } }
  const item = { id: idOf(name), folder: { childCount: 1 }, ...parent }
  const shown = { name, thumbnails: [], lastModifiedDateTime: '2026-01-02T03:04:05Z' }
  return name === SHARED_FOLDER
    ? { id: 'a-link', ...shown, remoteItem: item, parentReference: { driveId: OWN_DRIVE } }
    : { ...item, ...shown }
}

function fileJson({ name, folder, type, bytes }: StoredFile): object {
  const url = `https://public.dm.files.1drv.com${filePath(name)}`
  return {
    id: idOf(name),
    name,
    size: bytes.length,
    file: { mimeType: type },
    lastModifiedDateTime: '2026-01-02T03:04:05Z',
    parentReference: { driveId: driveOf(folder) },
    thumbnails: type.startsWith('image/') ? [{ medium: { url } }] : [],
  }
}

/** Ids of OneDrive have a `!` in them. */
function idOf(name: string): string {
  return `A1B2!${Buffer.from(name).toString('hex')}`
}
