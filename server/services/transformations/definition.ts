/**
 * A chain as clients of the API send it. The format of a stored one becomes its last component, because `t_<name>` has
 * no extension of its own.
 */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Chain } from '../../ports/repositories/chains.ts'
import { readStoredChain, type StoredChain } from '../../transformation/stored-chain.ts'

/** @throws TransformationError | InvalidParameterError when it is empty */
export function readDefinition(text: string): StoredChain {
  const chain = readStoredChain(text)
  if (!/^\/*$/.test(chain.transformation)) return chain
  throw new InvalidParameterError('Missing required parameter - transformation')
}

/** As it is kept under a name. */
export function storedDefinition({ transformation, extension }: StoredChain): string {
  return extension === null || extension === '' ? transformation : `${transformation}/f_${extension}`
}

/** As it is allowed. */
export function literalChain({ transformation, extension }: StoredChain): Chain {
  return { transformation, extension: extension ?? '' }
}
