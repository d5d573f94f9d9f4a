/**
 * A chain as clients of the API send it: it may end in `/<format>`, or in a bare slash that says "no format". The
 * format of a stored chain becomes its last component, because `t_<name>` has no extension of its own.
 */
import type { Chain } from '../../ports/database.ts'
import { formatNamed } from '../../transformation/grammar/formats.ts'
import { parseTransformation } from '../../transformation/parse.ts'

/** The chain and its ending; `null` when there is no ending. */
export interface SentChain {
  readonly transformation: string
  /** Empty for a bare slash. */
  readonly extension: string | null
}

/** @throws TransformationError */
export function readSentChain(text: string): SentChain {
  const slash = text.lastIndexOf('/')
  const last = text.slice(slash + 1)
  const isEnding = slash >= 0 && (last === '' || formatNamed(last) !== null)
  const transformation = isEnding ? text.slice(0, slash) : text
  parseTransformation(transformation)
  return { transformation, extension: isEnding ? last.toLowerCase() : null }
}

/** As it is kept under a name. */
export function storedDefinition({ transformation, extension }: SentChain): string {
  return extension === null || extension === '' ? transformation : `${transformation}/f_${extension}`
}

/** As derived rows name it. */
export function literalChain({ transformation, extension }: SentChain): Chain {
  return { transformation, extension: extension ?? '' }
}
