/** What the shell of the library asks of the server, over HTTP. */
import type { Folder, MetadataField } from '../types.ts'
import type { Answer } from './answer.ts'
import type { LibraryApi, Page, SearchAnswer, SessionAnswer } from './library-api.ts'
import type { LibraryAsset } from './library-asset.ts'
import { followChanges } from './live-changes.ts'
import { createRequester, type RequesterOptions } from './requester.ts'
import { serverPaths } from './server-paths.ts'

export interface LibraryApiOptions extends RequesterOptions {
  readonly cloudName: string
}

/** The most that one answer holds. */
const PAGE = 500
const MOST_TAGS = 20
const RESOURCE_TYPES = ['image', 'video', 'raw'] as const

export function createLibraryApi(options: LibraryApiOptions): LibraryApi {
  const requester = createRequester(options)
  const { send } = requester
  const { admin, widgets } = serverPaths(options.cloudName)

  return {
    requester,
    cloudName: options.cloudName,
    signIn: (credentials, signal) =>
      send<SessionAnswer>(widgets('ml', 'session'), { method: 'POST', body: credentials, signal, isAnonymous: true }),
    signOut: (signal) => send(widgets('ml', 'session'), { method: 'DELETE', signal }),
    search: (request, signal) =>
      send<SearchAnswer>(admin('resources', 'search'), { method: 'POST', body: request, signal }),
    folders: async (path, cursor, signal) =>
      pageOf<Folder>(
        'folders',
        await send(admin('folders', ...segments(path)), {
          query: { max_results: PAGE, next_cursor: cursor },
          signal,
        }),
      ),
    collections: async (cursor, signal) =>
      pageOf('collections', await send(widgets('collections'), { query: { next_cursor: cursor }, signal })),
    collectionAssets: async (id, cursor, signal) =>
      pageOf<LibraryAsset>(
        'resources',
        await send(widgets('collections', id, 'assets'), { query: { next_cursor: cursor }, signal }),
      ),
    tags: async (prefix, signal) => {
      const query = { prefix: prefix === '' ? undefined : prefix, max_results: MOST_TAGS }
      const answers = await Promise.all(
        RESOURCE_TYPES.map((type) =>
          send<{ readonly tags: readonly string[] }>(admin('tags', type), { query, signal }),
        ),
      )
      const failed = answers.find(({ ok }) => !ok)
      if (failed && !failed.ok) return failed
      const tags = answers.flatMap((answer) => (answer.ok ? answer.value.tags : []))
      return { ok: true, value: [...new Set(tags)].sort().slice(0, MOST_TAGS) }
    },
    metadataFields: async (signal) => {
      const answer = await send<{ readonly metadata_fields: readonly MetadataField[] }>(admin('metadata_fields'), {
        signal,
      })
      return answer.ok ? { ok: true, value: answer.value.metadata_fields } : answer
    },
    asset: ({ resource_type, type, public_id }, signal) =>
      send<LibraryAsset>(admin('resources', resource_type, type, ...public_id.split('/')), { signal }),
    changes: (onChange, signal) =>
      followChanges(requester, {
        path: widgets('events'),
        signal,
        onEvent: ({ type, data }) => onChange({ type, body: parsed(data) }),
        onReconnected: () => onChange({ type: 'reconnected', body: undefined }),
      }),
  }
}

/** `{ folders: […], next_cursor }` and its like. */
function pageOf<Item>(name: string, answer: Answer<Readonly<Record<string, unknown>>>): Answer<Page<Item>> {
  if (!answer.ok) return answer
  const { [name]: items, next_cursor: cursor, total_count: total } = answer.value
  return {
    ok: true,
    value: {
      items: Array.isArray(items) ? (items as readonly Item[]) : [],
      nextCursor: typeof cursor === 'string' ? cursor : undefined,
      total: typeof total === 'number' ? total : undefined,
    },
  }
}

function segments(path: string): readonly string[] {
  return path.split('/').filter(Boolean)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
