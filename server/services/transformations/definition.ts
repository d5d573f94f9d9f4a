/**
 * A chain as clients of the API send it: it may end in `/<format>`, or in a bare slash that says "no format". The
 * format of a stored chain becomes its last component, because `t_<name>` has no extension of its own.
 */
import type { Chain } from '../../ports/database.ts'
import type { StoredChain } from '../../transformation/stored-chain.ts'

/** As it is kept under a name. */
export function storedDefinition({ transformation, extension }: StoredChain): string {
  return extension === null || extension === '' ? transformation : `${transformation}/f_${extension}`
}

/** As derived rows name it. */
export function literalChain({ transformation, extension }: StoredChain): Chain {
  return { transformation, extension: extension ?? '' }
}
