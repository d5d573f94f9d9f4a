/**
 * Chains as clients of the API write them (`eager`, `transformation`, definitions of named ones): escaped as in a URL,
 * and optionally ending in `/<format>`, or in a bare slash that says "no format".
 */
import { TransformationError } from '../errors/transformation-error.ts'
import { formatNamed } from './grammar/formats.ts'
import { decodeLeniently } from './grammar/percent.ts'
import { parseTransformation } from './parse.ts'

export interface StoredChain {
  /** Decoded once, as `DeliveryUrl.transformation`: the same chain in a URL has the same text. */
  readonly transformation: string
  /** Lower case; empty for a bare slash, null when there is no ending. */
  readonly extension: string | null
}

/** @throws TransformationError when the chain cannot be understood, or its ending is no format */
export function readStoredChain(text: string): StoredChain {
  const decoded = decodeChain(text)
  const slash = decoded.lastIndexOf('/')
  const last = decoded.slice(slash + 1)
  const isEnding = last === '' ? slash >= 0 : BARE_WORD.test(last)
  const transformation = isEnding ? decoded.slice(0, Math.max(0, slash)) : decoded
  if (isEnding && last !== '' && formatNamed(last) === null) {
    throw new TransformationError({
      fault: 'invalid_extension',
      message: `Invalid extension in transformation: ${last}`,
      received: last,
      expected: 'the name of a format',
    })
  }
  parseTransformation(transformation)
  return { transformation, extension: isEnding ? last.toLowerCase() : null }
}

/** One decoding, that of the URL; what is no escape stays, because not every client escapes. */
export function decodeChain(text: string): string {
  return decodeLeniently(text)
}

/** Parameters have an underscore, formats have none. */
const BARE_WORD = /^[a-z0-9]{1,8}$/i
