/** Words and page of a search. */
import { InvalidParameterError } from '../../errors/request-errors.ts'

const MOST_WORDS = 300
const MOST_PAGES = 1000

export function readWords(query: URLSearchParams): string {
  const words = (query.get('q') ?? '').trim()
  if (words !== '' && words.length <= MOST_WORDS) return words
  throw new InvalidParameterError(`Invalid q: expected 1 to ${MOST_WORDS} characters`)
}

export function readPage(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? 1)
  if (Number.isInteger(page) && page >= 1 && page <= MOST_PAGES) return page
  throw new InvalidParameterError(`Invalid page: expected a whole number from 1 to ${MOST_PAGES}`)
}
