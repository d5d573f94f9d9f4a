/** Named transformations by name, then the chains that are used or allowed without one. */
import type { NamedTransformation } from '../../domain/named-transformation.ts'
import type { Database } from '../../ports/database.ts'
import type { Chain } from '../../ports/repositories/chains.ts'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import type { ListedTransformation, ListRequest, TransformationPage } from './transformation-types.ts'

/** Where a page goes on. */
type Place = { readonly afterName: string } | { readonly afterChain: Chain | null }

export async function listTransformations(
  database: Database,
  environmentId: string,
  { maxResults, nextCursor, named, withoutUse = false }: ListRequest,
): Promise<TransformationPage> {
  const place = nextCursor === undefined ? firstPlace(named) : readPlace(nextCursor)
  // One more than asked for tells whether there is another page.
  const wanted = maxResults + 1
  const names = 'afterName' in place ? await namesAfter(database, environmentId, place.afterName, wanted) : []
  const rest = wanted - names.length
  const after = 'afterChain' in place ? place.afterChain : null
  const chains = named === true || rest <= 0 ? [] : await database.chains.list(environmentId, { after, limit: rest })
  const page = [...names, ...chains].slice(0, maxResults)
  const isLast = names.length + chains.length <= maxResults
  const last = page.at(-1)
  return {
    transformations: await Promise.all(page.map((entry) => listed(database, environmentId, entry, withoutUse))),
    nextCursor: isLast || last === undefined ? null : writePlace(last),
  }
}

function firstPlace(named: boolean | undefined): Place {
  return named === false ? { afterChain: null } : { afterName: '' }
}

function readPlace(cursor: string): Place {
  const [kind, text = '', extension = ''] = readCursor(cursor, 3)
  return kind === 'name' ? { afterName: text } : { afterChain: { transformation: text, extension } }
}

function writePlace(entry: NamedTransformation | Chain): string {
  return 'name' in entry
    ? writeCursor('name', entry.name, '')
    : writeCursor('chain', entry.transformation, entry.extension)
}

async function namesAfter(
  database: Database,
  environmentId: string,
  afterName: string,
  limit: number,
): Promise<readonly NamedTransformation[]> {
  const all = await database.namedTransformations.list(environmentId)
  return all
    .filter(({ name }) => name > afterName)
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .slice(0, limit)
}

async function listed(
  database: Database,
  environmentId: string,
  entry: NamedTransformation | Chain,
  withoutUse: boolean,
): Promise<ListedTransformation> {
  if ('name' in entry) {
    if (withoutUse) return { name: entry.name, allowedForStrict: entry.allowedForStrict, used: false }
    const made = await database.derived.listBy(environmentId, { named: entry.name }, { after: null, limit: 1 })
    return { name: entry.name, allowedForStrict: entry.allowedForStrict, used: made.length > 0 }
  }
  const { transformation, extension } = entry
  const [allowedForStrict, used] = await Promise.all([
    database.chains.isAllowed(environmentId, entry),
    database.chains.isUsed(environmentId, entry),
  ])
  return { name: { transformation, extension }, allowedForStrict, used }
}
