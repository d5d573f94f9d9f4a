/**
 * What the upload widget asks of remote sources: places where its visitors have files, searches for pictures, paid
 * libraries. The paths are those of Companion, which speaks to the providers. Between the first and the last step of signing
 * in, browsers are sent over addresses of their own that only providers and the server know.
 */
import { z } from 'zod'
import { defineOperation, type OperationContract } from './operation.ts'
import { listedItem, listingJson, MEDIA_TYPES, stockListingJson, stockPlansJson } from './remote-answers.ts'
import { stockLibraryNames } from './stock-order.ts'
import { text, wholeNumber, word } from './wire-values.ts'

const provider = word(['drive', 'dropbox', 'facebook', 'instagram', 'onedrive', 'box', 'unsplash'])
const library = word(stockLibraryNames)
/** From a listing: a `requestPath`, which is encoded already and may bring a query. */
const path = text({ max: 4000 })
const words = text({ max: 300 }).pipe(z.string().trim().min(1, '1 to 300 characters'))
const page = wholeNumber({ min: 1, max: 1000 }).default(1)
const uploadToken = text({ max: 100 })
const nonce = z.string().regex(/^[\w-]{16,128}$/, '16 to 128 letters, digits, - and _')

/** `credentials` of what a source without accounts offers. */
const OF_NOBODY = { api: 'companion', credentials: 'none' } as const
const OF_VISITORS = { api: 'companion', credentials: 'remote' } as const

export const remoteBase = defineOperation({
  ...OF_NOBODY,
  id: 'remote.base',
  method: 'GET',
  path: '/',
  summary: 'Tells the address at which signing in at a provider begins and ends',
  input: z.object({}),
  output: z.object({ base: z.string() }),
})

export const connectRemote = defineOperation({
  ...OF_NOBODY,
  id: 'remote.connect',
  method: 'GET',
  path: '/{provider}/connect',
  summary: 'For a window that a widget opens: signs in at the provider, and posts the sign-in to that origin',
  answersFile: true,
  input: z.object({ provider, origin: text({ max: 300 }).default(''), nonce: text({ max: 128 }).pipe(nonce) }),
  output: z.string(),
})

export const listRemote = defineOperation({
  ...OF_VISITORS,
  id: 'remote.list',
  method: 'GET',
  path: '/{provider}/list',
  summary: 'Lists the top folder of an account; of a source that is a search, what was found',
  input: z.object({ provider, q: text({ max: 300 }).optional(), cursor: text({ max: 4000 }).optional() }),
  output: listingJson,
})

export const listRemoteFolder = defineOperation({
  ...OF_VISITORS,
  id: 'remote.folders.list',
  method: 'GET',
  path: '/{provider}/list/{path}',
  summary: 'Lists a folder of an account',
  input: z.object({ provider, path, cursor: text({ max: 4000 }).optional() }),
  output: listingJson,
})

export const searchRemote = defineOperation({
  ...OF_VISITORS,
  id: 'remote.search',
  method: 'GET',
  path: '/{provider}/search',
  summary: 'Searches an account by words, where its provider can',
  input: z.object({ provider, q: text({ max: 300 }).optional(), cursor: text({ max: 4000 }).optional() }),
  output: listingJson,
})

export const remoteThumbnail = defineOperation({
  ...OF_VISITORS,
  id: 'remote.thumbnails.get',
  method: 'GET',
  path: '/{provider}/thumbnail/{path}',
  summary: 'Gives the thumbnail of a file of an account',
  answersFile: true,
  input: z.object({ provider, path }),
  output: z.string(),
})

export const signedThumbnail = defineOperation({
  ...OF_NOBODY,
  id: 'remote.thumbnails.fetch',
  method: 'GET',
  path: '/thumbnail',
  summary: 'Gives a thumbnail that lies elsewhere, at an address that a listing has named',
  answersFile: true,
  input: z.object({
    url: text({ max: 8000 }).default(''),
    until: text({ max: 20 }).default(''),
    signature: text({ max: 100 }).default(''),
  }),
  output: z.string(),
})

export const beginRemoteUpload = defineOperation({
  ...OF_VISITORS,
  id: 'remote.uploads.create',
  method: 'POST',
  path: '/{provider}/get/{path}',
  summary: 'Prepares the upload of a file that lies elsewhere; it begins when somebody follows it',
  input: z.object({
    provider,
    path,
    /** Address of the upload in the API of this server. */
    endpoint: text({ max: 2000 }),
    /** Parameters of the upload, signed or with a preset. */
    metadata: z.record(z.string().max(200), z.string(), 'an object of upload parameters').default({}),
    fileName: text({ max: 500 }).pipe(z.string().min(1, 'a name')),
    size: z.int('a whole number').min(0, 'a whole number').nullish(),
  }),
  output: z.object({ token: z.string() }),
})

export const followRemoteUpload = defineOperation({
  ...OF_NOBODY,
  id: 'remote.uploads.follow',
  method: 'GET',
  path: '/progress/{token}',
  summary: 'Streams how an upload goes as lines of JSON; a WebSocket at /companion/api/{token} tells the same',
  answersFile: true,
  input: z.object({ token: uploadToken }),
  output: z.string(),
})

export const cancelRemoteUpload = defineOperation({
  ...OF_NOBODY,
  id: 'remote.uploads.delete',
  method: 'DELETE',
  path: '/progress/{token}',
  summary: 'Gives an upload up',
  input: z.object({ token: uploadToken }),
  output: z.object({ result: z.literal('ok') }),
})

export const refreshRemoteSignIn = defineOperation({
  ...OF_VISITORS,
  id: 'remote.sign_in.refresh',
  method: 'POST',
  path: '/{provider}/refresh-token',
  summary: 'Makes a sign-in that has ended fresh, where the provider lets that be done',
  input: z.object({ provider }),
  output: z.object({ token: z.string() }),
})

export const endRemoteSignIn = defineOperation({
  ...OF_VISITORS,
  id: 'remote.sign_in.delete',
  method: 'GET',
  path: '/{provider}/logout',
  summary: 'Logs out at a provider, or tells where people take the permission back themselves',
  input: z.object({ provider }),
  output: z.object({ revoked: z.boolean(), manual_revoke_url: z.string().nullable() }),
})

export const searchPictures = defineOperation({
  ...OF_NOBODY,
  id: 'remote.pictures.search',
  method: 'GET',
  path: '/image_search/list',
  summary: 'Searches for pictures with what whoever embeds the server brought along',
  input: z.object({
    q: words,
    page,
    site: text({ max: 253 })
      .pipe(z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'a host name'))
      .optional(),
    rights: word(['not_filtered', 'free', 'free_com', 'free_mod', 'free_mod_com']).default('not_filtered'),
  }),
  output: listingJson.extend({ items: z.array(listedItem.extend({ url: z.string() })) }),
})

export const searchStock = defineOperation({
  ...OF_NOBODY,
  id: 'remote.stock.search',
  method: 'GET',
  path: '/{library}/list',
  matches: { library: stockLibraryNames },
  summary: 'Searches a paid library',
  input: z.object({
    library,
    q: words,
    page,
    media_type: word(MEDIA_TYPES).optional(),
    orientation: word(['horizontal', 'vertical', 'square']).optional(),
    order: word(['relevant', 'newest', 'popular']).default('relevant'),
  }),
  output: stockListingJson,
})

export const listStockPlans = defineOperation({
  ...OF_NOBODY,
  id: 'remote.stock.plans',
  method: 'GET',
  path: '/{library}/plans/{id}',
  matches: { library: stockLibraryNames },
  summary: 'Lists what a licence of an item of a paid library can be taken from',
  input: z.object({ library, id: text({ max: 200 }) }),
  output: stockPlansJson,
})

/** In the order in which routes are matched. */
export const REMOTE_OPERATIONS: readonly OperationContract[] = [
  remoteBase,
  signedThumbnail,
  followRemoteUpload,
  cancelRemoteUpload,
  searchPictures,
  searchStock,
  listStockPlans,
  connectRemote,
  listRemote,
  listRemoteFolder,
  searchRemote,
  remoteThumbnail,
  beginRemoteUpload,
  refreshRemoteSignIn,
  endRemoteSignIn,
]
