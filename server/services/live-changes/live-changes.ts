/**
 * Changes of an environment as they happen, for whoever looks at its library. The last of them are kept in memory, so that
 * a reader who comes back misses none; who was away longer is told to look anew. Nothing is kept of environments that
 * nobody has read for a while. One process serves an environment (see the decision on one writer), so memory is enough.
 */
import type { NotificationType } from '../../domain/notification.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import type { AfterCommit } from './after-commit.ts'

export interface LiveChange {
  /** Begins with what this process is known by: ids of another are unknown here. */
  readonly id: string
  readonly type: string
  /** JSON. */
  readonly data: string
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
  /** Number of the last change. */
  last: number
  /** When the last reader left. */
  leftAt: number
}

const KEPT = 500
const KEPT_CHARACTERS = 500_000
const KEPT_MS = 5 * 60_000
const MOST_OF_SESSION = 6
const MOST_OF_ENVIRONMENT = 1_000
const MOST_CHARACTERS = 64_000
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
  const process = random.hex(16)

  function roomOf(environmentId: string): Room | undefined {
    const room = rooms.get(environmentId)
    if (room === undefined || room.readers.size > 0 || clock.now() - room.leftAt <= KEPT_MS) return room
    rooms.delete(environmentId)
    return undefined
  }

  function publish({ environmentId, type, body, sessionId }: LiveEvent): void {
    const room = roomOf(environmentId)
    if (room === undefined) return
    room.last += 1
    const change: LiveChange = { id: `${process}-${room.last}`, type, data: dataOf(body), sessionId }
    room.changes.push(change)
    room.characters += change.data.length
    while (room.changes.length > KEPT || room.characters > KEPT_CHARACTERS) {
      room.characters -= room.changes.shift()?.data.length ?? 0
    }
    for (const reader of [...room.readers]) reader.onChange(change)
  }

  function missedIn(room: Room, lastId: string | null): readonly LiveChange[] | null {
    if (lastId === null) return []
    const [, number = ''] = new RegExp(`^${process}-(\\d{1,15})$`).exec(lastId) ?? []
    const seen = number === '' ? -1 : Number(number)
    const first = room.last - room.changes.length
    return seen < first || seen > room.last ? null : room.changes.slice(seen - first)
  }

  /** Numbers go on where an earlier room of the environment has left off, or no id of then would be known for what it is. */
  let started = 0
  function openRoom(environmentId: string): Room {
    const known = roomOf(environmentId)
    if (known !== undefined) return known
    for (const other of [...rooms.keys()]) roomOf(other)
    started += 1_000_000
    const room: Room = { readers: new Set(), changes: [], characters: 0, last: started, leftAt: clock.now() }
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
      return { missed: missedIn(room, lastId), lastId: `${process}-${room.last}` }
    },
    read(reader, lastId) {
      const room = openRoom(reader.environmentId)
      const own = [...room.readers].filter(({ sessionId }) => sessionId === reader.sessionId)
      if (room.readers.size >= MOST_OF_ENVIRONMENT || own.length >= MOST_OF_SESSION) return null
      room.readers.add(reader)
      return {
        missed: missedIn(room, lastId),
        lastId: `${process}-${room.last}`,
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

function dataOf(body: LiveEvent['body']): string {
  const told = Object.fromEntries(Object.entries(body).filter(([name]) => !NOT_FOR_READERS.includes(name)))
  const data = JSON.stringify(told)
  if (data.length <= MOST_CHARACTERS) return data
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(told).filter(([name]) => NAMES.includes(name))),
    is_shortened: true,
  })
}
