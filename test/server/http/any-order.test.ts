/**
 * Uploading, overwriting, renaming, deleting, restoring and deleting backups in any order, against a model of a page: each
 * name holds what the model says, can be restored to what the model says, and storage and database agree about files.
 */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditDataFolder, damagedOriginals } from '../../journeys/data-folder-audit.ts'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { fc } from '../../support/properties.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const RUNS = 40
const NAMES = ['a', 'b', 'c'] as const
type Name = (typeof NAMES)[number]

let server: TestServer
let api: ServerApi
let rounds = 0

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
})
afterAll(() => server?.close())

interface Version {
  readonly id: string
  readonly content: string
}

/** What the model knows of a name that something has: a file, or only backups. */
interface Holding {
  /** Null: deleted. */
  readonly content: string | null
  /** Version of the file that is there, or was last. */
  readonly current: string
  readonly backups: readonly Version[]
}
type Model = Map<Name, Holding>

type Step =
  | { readonly kind: 'upload'; readonly name: Name; readonly content: string; readonly backup: boolean }
  | { readonly kind: 'rename'; readonly from: Name; readonly to: Name; readonly overwrite: boolean }
  | { readonly kind: 'destroy'; readonly name: Name }
  | { readonly kind: 'restore'; readonly name: Name; readonly version: number | null }
  | { readonly kind: 'deleteBackup'; readonly name: Name; readonly version: number }

const name = fc.constantFrom(...NAMES)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('upload' as const),
      name,
      content: fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('x', 'y', 'z') }),
      backup: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('rename' as const), from: name, to: name, overwrite: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('destroy' as const), name }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('restore' as const), name, version: fc.option(fc.nat({ max: 3 })) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deleteBackup' as const), name, version: fc.nat({ max: 3 }) }),
  },
)

it('leaves names, storage and database as the model says', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      rounds += 1
      const prefix = `round-${rounds}/`
      const model: Model = new Map()
      for (const next of steps) await perform(next, model, prefix)
      await expectNames(model, prefix)
      await expectFilesAndRowsAgree()
    }),
    { numRuns: RUNS },
  )
})

async function perform(next: Step, model: Model, prefix: string): Promise<void> {
  switch (next.kind) {
    case 'upload':
      return upload(next, model, prefix)
    case 'rename':
      return rename(next, model, prefix)
    case 'destroy':
      return destroy(next.name, model, prefix)
    case 'restore':
      return restore(next, model, prefix)
    case 'deleteBackup':
      return deleteBackup(next, model, prefix)
  }
}

async function upload(
  { name: at, content, backup }: Extract<Step, { kind: 'upload' }>,
  model: Model,
  prefix: string,
): Promise<void> {
  const held = model.get(at)
  const { version_id: id, overwritten } = await api.raw(prefix + at, content, { backup })
  expect(overwritten === true).toBe(held?.content != null)
  const copies = backup ? [{ id, content }] : []
  model.set(at, { content, current: id, backups: [...copies, ...(held?.backups ?? [])] })
}

async function rename(
  { from, to, overwrite }: Extract<Step, { kind: 'rename' }>,
  model: Model,
  prefix: string,
): Promise<void> {
  const { status } = await api.call('assets.rename', {
    resource_type: 'raw',
    from_public_id: prefix + from,
    to_public_id: prefix + to,
    overwrite,
  })
  const [source, target] = [model.get(from), model.get(to)]
  if (source === undefined || source.content === null) expect(status).toBe(404)
  else if (from === to) expect(status).toBe(200)
  else if (target !== undefined && target.content !== null && !overwrite) expect(status).toBe(400)
  else {
    expect(status).toBe(200)
    model.delete(from)
    model.set(to, { ...source, backups: [...source.backups, ...(target?.backups ?? [])] })
  }
}

async function destroy(at: Name, model: Model, prefix: string): Promise<void> {
  const { body } = await api.call('assets.destroy', { resource_type: 'raw', public_id: prefix + at })
  const held = model.get(at)
  const isThere = held !== undefined && held.content !== null
  expect(body).toEqual({ result: isThere ? 'ok' : 'not found' })
  if (!isThere) return
  if (held.backups.length === 0) model.delete(at)
  else model.set(at, { ...held, content: null })
}

async function restore(
  { name: at, version }: Extract<Step, { kind: 'restore' }>,
  model: Model,
  prefix: string,
): Promise<void> {
  const held = model.get(at)
  const wanted = version === null ? undefined : held?.backups[version]?.id
  // Which one "the newest" is after names were merged is the server's to know: only what was last is modelled.
  const last = held?.backups.find(({ id }) => id === held.current)
  if (version !== null && wanted === undefined) return
  if (version === null && held !== undefined && held.backups.length > 0 && last === undefined) return
  const { body } = await api.call(
    'backups.restore',
    {
      resource_type: 'raw',
      type: 'upload',
      public_ids: [prefix + at],
      ...(wanted === undefined ? {} : { versions: [wanted] }),
    },
    { json: true },
  )
  const answer = body[prefix + at]
  const chosen = wanted === undefined ? last : held?.backups.find(({ id }) => id === wanted)
  if (held === undefined || chosen === undefined) {
    expect(answer).toEqual({ error: 'no_backup' })
    return
  }
  expect(answer.bytes).toBe(chosen.content.length)
  if (held.content === chosen.content) return
  const { version_id: id } = (await details(prefix + at)).body
  const replaced = held.content === null || held.backups.some((backup) => backup.id === held.current)
  const kept = replaced ? [] : [{ id: held.current, content: held.content as string }]
  const { content } = chosen
  model.set(at, { content, current: id, backups: [{ id, content }, ...kept, ...held.backups] })
}

async function deleteBackup(
  { name: at, version }: Extract<Step, { kind: 'deleteBackup' }>,
  model: Model,
  prefix: string,
): Promise<void> {
  const held = model.get(at)
  const doomed = held?.backups[version]
  if (held === undefined || doomed === undefined) return
  const { asset_id } = (await details(prefix + at)).body
  const { status } = await api.call('backups.delete', { asset_id, version_ids: [doomed.id] })
  expect(status).toBe(200)
  const backups = held.backups.filter(({ id }) => id !== doomed.id)
  if (held.content === null && backups.length === 0) model.delete(at)
  else model.set(at, { ...held, backups })
}

function details(publicId: string) {
  return api.call('assets.get', { resource_type: 'raw', type: 'upload', public_id: publicId, versions: true })
}

async function expectNames(model: Model, prefix: string): Promise<void> {
  for (const at of NAMES) {
    const held = model.get(at)
    const delivered = await api.deliver(`raw/upload/${prefix}${at}`)
    expect(delivered.status === 200 ? delivered.text : null).toBe(held?.content ?? null)
    const { status, body } = await details(prefix + at)
    expect(status).toBe(held === undefined ? 404 : 200)
    if (held === undefined) continue
    const restorable = body.versions.filter((version: { restorable: boolean }) => version.restorable)
    expect(restorable.map(({ version_id }: { version_id: string }) => version_id).sort()).toEqual(
      held.backups.map(({ id }) => id).sort(),
    )
    expect(body.placeholder === true).toBe(held.content === null)
    expect(body.backup === true).toBe(held.backups.length > 0)
  }
}

/** Every row has its file whole, and every file has its row. */
async function expectFilesAndRowsAgree(): Promise<void> {
  const { originals, copies, derived, garbage, files } = await auditDataFolder(server.folder)
  expect(await damagedOriginals(server.folder, [...originals, ...copies])).toEqual([])
  const named = new Set([...originals, ...copies].map(({ storageKey }) => storageKey).concat(derived))
  // Replaced files go a minute later, when nobody can be reading them any more.
  const doomed = new Set(garbage)
  expect(files.filter((key) => !named.has(key) && !doomed.has(key))).toEqual([])
  expect(garbage.filter((key) => named.has(key))).toEqual([])
}
