/**
 * A query as an expression of the server's search language. What people type is words unless they say that it is an
 * expression; what the page restricts (kind, access) always holds, whatever they type.
 */
import type { Query } from '../types.ts'
import { type Facet, quoted } from './facets.ts'

export interface Restrictions {
  readonly resourceType: 'all' | 'image' | 'video' | 'raw'
  readonly isPublicOnly: boolean
}

/** The language takes at most 20 wildcards. */
const MOST_PREFIXES = 10
const PLAIN_WORD = /^[\p{L}\p{N}_]+$/u
/** Words of the language itself. */
const OPERATORS = new Set(['AND', 'OR', 'NOT', 'TO'])

/** @param without name of a facet that is left out, for counting its values */
export function expressionOf(
  query: Query,
  facets: readonly Facet[],
  restrictions: Restrictions,
  without?: string,
): string {
  const clauses = [
    ...restrictionClauses(restrictions),
    ...placeClauses(query),
    ...textClauses(query),
    ...facets.filter(({ name }) => name !== without).flatMap((facet) => facetClauses(facet, query)),
  ]
  return clauses.join(' AND ')
}

/** What the page's event tells: without what the page itself restricts. */
export function askedExpression(query: Query, facets: readonly Facet[]): string {
  return expressionOf(query, facets, { resourceType: 'all', isPublicOnly: false })
}

export function isSearching({ text, facets }: Query): boolean {
  return text.trim() !== '' || Object.values(facets).some((values) => values.length > 0)
}

function restrictionClauses({ resourceType, isPublicOnly }: Restrictions): readonly string[] {
  return [
    ...(resourceType === 'all' ? [] : [`resource_type=${resourceType}`]),
    ...(isPublicOnly ? ['type=upload', 'access_mode=public'] : []),
  ]
}

/** A folder shows what lies right in it; a search there goes through all below it as well. */
function placeClauses(query: Query): readonly string[] {
  const { place } = query
  if (place.kind !== 'folder') return []
  if (!isSearching(query)) return [`folder=${quoted(place.path)}`]
  return place.path === '' ? [] : [`folder:"${quoted(place.path).slice(1, -1)}/*"`]
}

function textClauses({ text, isExpression }: Query): readonly string[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  if (isExpression) return [`(${trimmed})`]
  return trimmed
    .split(/\s+/)
    .map((word, index) =>
      PLAIN_WORD.test(word) && !OPERATORS.has(word) && index < MOST_PREFIXES ? `${word}*` : quoted(word),
    )
}

function facetClauses(facet: Facet, { facets }: Query): readonly string[] {
  const chosen = facets[facet.name] ?? []
  if (chosen.length === 0) return []
  return [`(${chosen.map((value) => `(${facet.expressionOf(value)})`).join(' OR ')})`]
}
