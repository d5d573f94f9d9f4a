/** `eager`: chains joined by `|`, each may end in `/<format>`. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { EagerChain } from '../../present/derived.ts'
import { parseTransformation } from '../../transformation/parse.ts'

const MOST_CHAINS = 100
/** No parameter of a chain is a bare word of letters and digits, but a format is. */
const FORMAT = /^[a-z0-9]{2,8}$/i

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
  const slash = text.lastIndexOf('/')
  const last = text.slice(slash + 1)
  const endsInFormat = slash >= 0 && (last === '' || FORMAT.test(last))
  const transformation = endsInFormat ? text.slice(0, slash) : text
  parseTransformation(transformation)
  return { text, transformation, format: endsInFormat && last !== '' ? last.toLowerCase() : null }
}
