/**
 * What of an asset is changed for many of them: how it is read, how it is put into the library's own copy, and how the
 * server is asked. An aspect says which assets one request can do together.
 */
import type { Answer, LibraryError } from '../api/answer.ts'
import type { AssetActions } from '../api/asset-actions.ts'
import type { BulkActions } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'

export interface Step {
  readonly before: LibraryAsset
  readonly after: LibraryAsset
}

/** What a request left: assets as they are now; with an error when not all that was wanted came about. */
export interface Sent {
  readonly after: readonly LibraryAsset[]
  readonly error?: LibraryError
}

export interface Aspect {
  /** Compared as JSON. */
  of(asset: LibraryAsset): unknown
  /** The asset with what `from` has of it. */
  taken(asset: LibraryAsset, from: LibraryAsset): LibraryAsset
  /** Steps with the same text are done by one request. */
  groupOf(step: Step): string
  send(steps: readonly Step[]): Promise<Sent>
}

export interface ServerActions {
  readonly one: AssetActions
  readonly many: BulkActions
}

export function tagsAspect({ many }: ServerActions): Aspect {
  const tagsOf = ({ tags = [] }: LibraryAsset): readonly string[] => tags
  return {
    of: tagsOf,
    taken: (asset, from) => ({ ...asset, tags: tagsOf(from) }),
    groupOf: (step) => JSON.stringify([kindOf(step.before), tagCommands(step)]),
    async send(steps) {
      const [first] = steps
      let after = steps.map(({ before }) => before)
      for (const [command, tags] of first ? tagCommands(first) : []) {
        const answer = await many.tags(command, tags, after)
        // The first of two may have been carried out.
        const changed = after.filter((asset, index) => asset !== steps[index]?.before)
        if (!answer.ok) return { after: changed, error: answer.error }
        after = after.map((asset) => ({ ...asset, tags: withCommand(tagsOf(asset), command, tags) }))
      }
      return { after }
    },
  }
}

type TagCommand = readonly [command: 'add' | 'remove' | 'replace' | 'remove_all', tags: readonly string[]]

/** Adding and removing leaves alone what others change meanwhile; the order of tags may need a replacement. */
export function tagCommands({
  before: { tags: before = [] },
  after: { tags: after = [] },
}: Step): readonly TagCommand[] {
  if (after.length === 0) return [['remove_all', []]]
  const removed = before.filter((tag) => !after.includes(tag))
  const added = after.filter((tag) => !before.includes(tag))
  const kept = before.filter((tag) => after.includes(tag))
  if (JSON.stringify([...kept, ...added]) !== JSON.stringify(after)) return [['replace', after]]
  const commands: readonly TagCommand[] = [
    ['remove', removed],
    ['add', added],
  ]
  return commands.filter(([, tags]) => tags.length > 0)
}

function withCommand(before: readonly string[], command: TagCommand[0], tags: readonly string[]): readonly string[] {
  if (command === 'add') return [...new Set([...before, ...tags])]
  return command === 'remove' ? before.filter((tag) => !tags.includes(tag)) : tags
}

/** Of some fields of structured metadata; the others are nobody's business here. */
export function metadataAspect(fields: readonly string[], { many }: ServerActions): Aspect {
  const valuesOf = ({ metadata = {} }: LibraryAsset): Readonly<Record<string, unknown>> =>
    Object.fromEntries(fields.map((field) => [field, metadata[field] ?? '']))
  return {
    of: (asset) => Object.entries(valuesOf(asset)).map(([field, value]) => [field, comparable(value)]),
    taken: (asset, from) => ({ ...asset, metadata: withoutEmpty({ ...asset.metadata, ...valuesOf(from) }) }),
    groupOf: ({ before, after }) => JSON.stringify([kindOf(before), valuesOf(after)]),
    async send(steps) {
      const [first] = steps
      if (!first) return { after: [] }
      const answer = await many.metadata(
        valuesOf(first.after),
        steps.map(({ before }) => before),
      )
      return answer.ok ? { after: steps.map(({ after }) => after) } : { after: [], error: answer.error }
    },
  }
}

/** As it is shown and as it is given may differ in kind: `2026` and `"2026"`. */
function comparable(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).sort() : String(value ?? '')
}

function withoutEmpty(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
}

export function displayNameAspect(server: ServerActions): Aspect {
  return oneByOne(
    ({ display_name: name = '' }) => name,
    (asset, from) => ({ ...asset, display_name: from.display_name ?? '' }),
    ({ before, after }) => server.one.update(before.asset_id, { display_name: after.display_name ?? '' }),
  )
}

/** Folders are part of the public ID where that is how the environment is set up; else they stand beside it. */
export function folderAspect(server: ServerActions): Aspect {
  const isBeside = ({ asset_folder: folder }: LibraryAsset): boolean => folder !== undefined
  return oneByOne(
    (asset) => (isBeside(asset) ? asset.asset_folder : asset.public_id),
    (asset, from) =>
      isBeside(asset)
        ? { ...asset, asset_folder: from.asset_folder ?? '' }
        : { ...asset, public_id: from.public_id, folder: parentOf(from.public_id) },
    ({ before, after }) =>
      isBeside(before)
        ? server.one.update(before.asset_id, { asset_folder: after.asset_folder ?? '' })
        : server.one.rename(before, after.public_id),
  )
}

/** The asset as it is when it lies in that folder. */
export function inFolder(asset: LibraryAsset, folder: string): LibraryAsset {
  if (asset.asset_folder !== undefined) return { ...asset, asset_folder: folder }
  const name = asset.public_id.slice(asset.public_id.lastIndexOf('/') + 1)
  return { ...asset, public_id: folder === '' ? name : `${folder}/${name}`, folder }
}

function oneByOne(
  of: Aspect['of'],
  taken: Aspect['taken'],
  send: (step: Step) => Promise<Answer<LibraryAsset>>,
): Aspect {
  return {
    of,
    taken,
    groupOf: ({ before }) => before.asset_id,
    async send([step]) {
      if (!step) return { after: [] }
      const answer = await send(step)
      // Addresses change with a name; what lists do not tell stays as it is known.
      return answer.ok ? { after: [{ ...step.after, ...answer.value }] } : { after: [], error: answer.error }
    },
  }
}

/** Requests are for assets of one kind and type. */
function kindOf({ resource_type, type }: LibraryAsset): string {
  return `${resource_type}/${type}`
}

function parentOf(publicId: string): string {
  return publicId.includes('/') ? publicId.slice(0, publicId.lastIndexOf('/')) : ''
}
