/** `eager`: chains joined by `|`, each may end in `/<format>`. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { EagerChain } from '../../present/derived.ts'
import { readStoredChain } from '../../transformation/stored-chain.ts'

const MOST_CHAINS = 100

/** @throws InvalidParameterError | TransformationError when a chain cannot be understood */
export function readEagerChains(text: string | undefined): readonly EagerChain[] {
  if (text === undefined) return []
  const chains = text
    .split('|')
    .map((chain) => chain.trim())
    .filter((chain) => chain !== '')
    .map(readEagerChain)
  if (chains.length > MOST_CHAINS) {
    throw new InvalidParameterError(`Too many eager transformations: ${chains.length}, at most ${MOST_CHAINS}`)
  }
  return chains
}

/** A chain with an optional format at its end; a bare slash at the end means no format. */
export function readEagerChain(text: string): EagerChain {
  const { transformation, extension } = readStoredChain(text)
  return { text, transformation, format: extension === '' ? null : extension }
}
