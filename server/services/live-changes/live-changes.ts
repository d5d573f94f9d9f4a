/**
 * Changes of an environment as they happen, for whoever looks at its library. The last of them are kept in memory, so that
 * a reader who comes back misses none; who was away longer is told to look anew. Nothing is kept of environments that
 * nobody has read for a while. One process serves an environment (see the decision on one writer), so memory is enough.
 */
import type { NotificationType } from '../../domain/notification.ts'
import type { Whereabouts } from '../../domain/whereabouts.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import type { AfterCommit } from './after-commit.ts'
import type { PlacedChange } from './changes-within.ts'

export interface LiveChange extends PlacedChange {
  /** Random: it tells neither the order nor how much happens that its reader is not told of. */
  readonly id: string
  /** In which it was done, where it was done in one: readers learn only whether that is theirs. */
  readonly sessionId: string | null
}

export interface LiveReader {
  readonly environmentId: string
  readonly sessionId: string
  onChange(change: LiveChange): void
  /** The session was ended, or the server stops. */
  onEnd(): void
}

export interface LiveChanges {
  /** Whether somebody reads, or did a moment ago. */
  isRead(environmentId: string): boolean
  /** Of a notification; told after the commit. */
  tell(tables: Repositories, event: LiveEvent & { readonly type: NotificationType }): void
  /** Of what notifications do not tell. */
  publish(event: LiveEvent): void
  /** Null: as many read already as may. `missed` is null when that is not known. */
  read(reader: LiveReader, lastId: string | null): LiveReading | null
  /** What came after that id; null when that is not known. */
  since(
    environmentId: string,
    lastId: string | null,
  ): { readonly missed: readonly LiveChange[] | null; readonly lastId: string }
  endSession(sessionId: string): void
  close(): void
}

export interface LiveEvent {
  readonly environmentId: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
  readonly sessionId: string | null
  readonly whereabouts: Whereabouts | null
}

export interface LiveReading {
  readonly missed: readonly LiveChange[] | null
  /** The id of now. */
  readonly lastId: string
  stop(): void
}

interface Room {
  readonly readers: Set<LiveReader>
  readonly changes: LiveChange[]
  /** Of all of them. */
  characters: number
  /** The id before the first of them, from which nothing was missed. */
  start: string
  /** When the last reader left. */
  leftAt: number
}

const KEPT = 500
const KEPT_CHARACTERS = 500_000
const KEPT_MS = 5 * 60_000
const MOST_OF_SESSION = 6
const MOST_OF_ENVIRONMENT = 1_000
const MOST_CHARACTERS = 64_000
/** Its name and folder, before and after. */
const CHARACTERS_OF_ASSET = 250
/** What an asset is found by; all that is told of a change that is too long. */
const NAMES = ['asset_id', 'public_id', 'resource_type', 'type']
/** What is about files that were made, rather than about the library. */
const UNTOLD: ReadonlySet<string> = new Set<NotificationType>([
  'eager',
  'error',
  'explode',
  'generate_archive',
  'moderation_summary',
  'multi',
  'sprite',
  'text',
])
const NOT_FOR_READERS = ['api_key', 'signature', 'delete_token', 'notification_url', 'hook_execution']

export function createLiveChanges({
  clock,
  random,
  commits,
}: {
  readonly clock: Clock
  readonly random: Random
  readonly commits: AfterCommit
}): LiveChanges {
  const rooms = new Map<string, Room>()

  function roomOf(environmentId: string): Room | undefined {
    const room = rooms.get(environmentId)
    if (room === undefined || room.readers.size > 0 || clock.now() - room.leftAt <= KEPT_MS) return room
    rooms.delete(environmentId)
    return undefined
  }

  function publish({ environmentId, type, body, sessionId, whereabouts }: LiveEvent): void {
    const room = roomOf(environmentId)
    if (room === undefined) return
    const change: LiveChange = { id: random.hex(32), type, data: dataOf(body), sessionId, whereabouts }
    room.changes.push(change)
    room.characters += lengthOf(change)
    while (room.changes.length > KEPT || room.characters > KEPT_CHARACTERS) {
      const oldest = room.changes.shift()
      if (oldest === undefined) break
      room.start = oldest.id
      room.characters -= lengthOf(oldest)
    }
    for (const reader of [...room.readers]) reader.onChange(change)
  }

  function missedIn(room: Room, lastId: string | null): readonly LiveChange[] | null {
    if (lastId === null) return []
    if (lastId === room.start) return [...room.changes]
    const seen = room.changes.findIndex(({ id }) => id === lastId)
    return seen < 0 ? null : room.changes.slice(seen + 1)
  }

  function openRoom(environmentId: string): Room {
    const known = roomOf(environmentId)
    if (known !== undefined) return known
    for (const other of [...rooms.keys()]) roomOf(other)
    const room: Room = { readers: new Set(), changes: [], characters: 0, start: random.hex(32), leftAt: clock.now() }
    rooms.set(environmentId, room)
    return room
  }

  return {
    isRead: (environmentId) => roomOf(environmentId) !== undefined,
    tell(tables, event) {
      if (UNTOLD.has(event.type) || roomOf(event.environmentId) === undefined) return
      commits.add(tables, () => publish(event))
    },
    publish,
    since(environmentId, lastId) {
      const room = openRoom(environmentId)
      return { missed: missedIn(room, lastId), lastId: lastIn(room) }
    },
    read(reader, lastId) {
      const room = openRoom(reader.environmentId)
      const own = [...room.readers].filter(({ sessionId }) => sessionId === reader.sessionId)
      if (room.readers.size >= MOST_OF_ENVIRONMENT || own.length >= MOST_OF_SESSION) return null
      room.readers.add(reader)
      return {
        missed: missedIn(room, lastId),
        lastId: lastIn(room),
        stop() {
          room.readers.delete(reader)
          room.leftAt = clock.now()
        },
      }
    },
    endSession(sessionId) {
      const ended = [...rooms.values()]
        .flatMap(({ readers }) => [...readers])
        .filter((each) => each.sessionId === sessionId)
      for (const reader of ended) reader.onEnd()
    },
    close() {
      for (const { readers } of rooms.values()) for (const reader of [...readers]) reader.onEnd()
      rooms.clear()
    },
  }
}

function lastIn({ changes, start }: Room): string {
  return changes.at(-1)?.id ?? start
}

/** About, of what is kept of a change. */
function lengthOf({ data, whereabouts }: LiveChange): number {
  return data.length + (whereabouts?.kind === 'assets' ? whereabouts.assets.length * CHARACTERS_OF_ASSET : 0)
}

function dataOf(body: LiveEvent['body']): string {
  const told = Object.fromEntries(Object.entries(body).filter(([name]) => !NOT_FOR_READERS.includes(name)))
  const data = JSON.stringify(told)
  if (data.length <= MOST_CHARACTERS) return data
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(told).filter(([name]) => NAMES.includes(name))),
    is_shortened: true,
  })
}
