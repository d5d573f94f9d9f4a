/** Instagram's sign-in and the parts of its Graph API that Companion uses. There are no folders, and no end of a sign-in. */
import { filePath } from './files.ts'
import { type Answers, isSignedIn, numericId, pageOf, type StoredFile } from './provider-state.ts'
import { issuedTokens } from './tokens.ts'

export const instagramAnswers: Answers = (request, body, state) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://graph.instagram.com')
  if (pathname === '/oauth/access_token') return issuedTokens(body, state, 'instagram', { refreshes: false })
  if (!isSignedIn(request, state)) {
    return { status: 400, body: { error: { message: 'Error validating access token', code: 190 } } }
  }
  if (pathname === '/me') return { body: { username: 'visitor', id: '1' } }
  const media = state.files.filter(({ type }) => /^(image|video)\//.test(type))
  if (pathname === '/me/media') {
    const { items, next } = pageOf(postsOf(media), searchParams.get('after'), state.pageSize)
    const cursors = { before: searchParams.get('after') ?? '0', after: next ?? String(media.length) }
    return { body: items.length === 0 ? { data: [] } : { data: items, paging: { cursors } } }
  }
  const found = media.find(({ name }) => pathname === `/${numericId(name)}`)
  return found === undefined ? null : { body: mediaJson(found) }
}

/** The first two pictures are one post: a carousel. */
function postsOf(media: readonly StoredFile[]): readonly object[] {
  const [first, second, ...rest] = media.map(mediaJson)
  if (first === undefined || second === undefined) return media.map(mediaJson)
  return [{ id: 'carousel', media_type: 'CAROUSEL_ALBUM', children: { data: [first, second] } }, ...rest]
}

function mediaJson({ name, type }: StoredFile): object {
  const address = `https://scontent.cdninstagram.com${filePath(name)}`
  const isVideo = type.startsWith('video/')
  return {
    id: numericId(name),
    media_type: isVideo ? 'VIDEO' : 'IMAGE',
    media_url: address,
    timestamp: '2026-01-02T03:04:05+0000',
    ...(isVideo && { thumbnail_url: address }),
  }
}
