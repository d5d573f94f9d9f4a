import type { NamedTransformation } from '../../domain/named-transformation.ts'
import type { Database } from '../../ports/database.ts'
import type { StoredChain } from '../../transformation/stored-chain.ts'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import { literalChain } from './definition.ts'
import { findSubject, unknownTransformation } from './find-subject.ts'
import type { PageRequest, TransformationDetails } from './transformation-types.ts'

/** @throws NotFoundError | TransformationError */
export async function getTransformation(
  database: Database,
  environmentId: string,
  text: string,
  { maxResults, nextCursor }: PageRequest,
): Promise<TransformationDetails> {
  const subject = await findSubject(database, environmentId, text)
  const by = 'named' in subject ? { named: subject.named.name } : { chain: subject.chain }
  const after = nextCursor === undefined ? null : (readCursor(nextCursor, 1)[0] ?? null)
  const rows = await database.derived.listBy(environmentId, by, { after, limit: maxResults + 1 })
  const page = rows.slice(0, maxResults)
  const found = await Promise.all(
    page.map(async (derived) => ({ derived, asset: await database.assets.findById(environmentId, derived.assetId) })),
  )
  const allowedForStrict =
    'named' in subject
      ? subject.named.allowedForStrict
      : await database.chains.isAllowed(environmentId, literalChain(subject.chain))
  // On a later page the rows before it are enough.
  const used = rows.length > 0 || after !== null
  if ('chain' in subject && !used && !allowedForStrict) throw unknownTransformation(text)
  return {
    name: 'named' in subject ? subject.named.name : literalChain(subject.chain),
    allowedForStrict,
    used,
    definition: 'named' in subject ? definitionOf(subject.named) : subject.chain,
    derived: found.flatMap(({ derived, asset }) => (asset === null ? [] : [{ derived, asset }])),
    nextCursor: rows.length > maxResults ? writeCursor(page.at(-1)?.id ?? '') : null,
  }
}

/** As it was sent. */
function definitionOf({ transformation, extension }: NamedTransformation): StoredChain {
  if (extension === undefined || extension === '') return { transformation, extension: extension ?? null }
  return { transformation: transformation.slice(0, -`/f_${extension}`.length), extension }
}
