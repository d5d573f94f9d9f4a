import type { NamedTransformation } from '../../domain/named-transformation.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { TransformationError } from '../../errors/transformation-error.ts'
import type { Repositories } from '../../ports/database.ts'
import { readStoredChain, type StoredChain } from '../../transformation/stored-chain.ts'
import { isTransformationName, withoutMark } from './transformation-name.ts'

/** What a text of the API means: a named transformation by `name` or `t_name`, else a chain. */
export async function findSubject(
  rows: Pick<Repositories, 'namedTransformations'>,
  environmentId: string,
  text: string,
): Promise<{ readonly named: NamedTransformation } | { readonly chain: StoredChain }> {
  const named = isTransformationName(text)
    ? await rows.namedTransformations.find(environmentId, withoutMark(text))
    : null
  if (named !== null) return { named }
  if (text.startsWith('t_') && isTransformationName(text)) throw unknownTransformation(text)
  try {
    return { chain: readStoredChain(text) }
  } catch (error) {
    // A name that is not there any more, rather than a bad chain.
    if (error instanceof TransformationError && isTransformationName(text)) throw unknownTransformation(text)
    throw error
  }
}

export function unknownTransformation(text: string): NotFoundError {
  return new NotFoundError(`Resource not found - ${text.slice(0, 200)}`)
}
