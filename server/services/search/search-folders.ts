/**
 * Searching for folders. There are few of them beside their assets, so all folders of the environment are looked at,
 * page by page; what is kept of them is bounded.
 */
import { type Folder, folderName, isInFolder } from '../../domain/folder.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Condition } from '../../search-language/condition.ts'
import type { Field } from '../../search-language/fields.ts'
import { normalise } from '../../search-language/normalise.ts'
import { parseExpression } from '../../search-language/parse.ts'
import { folded, wholeOf, wordsOf } from '../../search-language/words.ts'
import { boundCursor } from '../listing/bound-cursor.ts'
import type { AssetSearchScope, SearchDependencies } from './search-assets.ts'
import type { SortBy } from './sort-fields.ts'

export interface FolderSearchRequest {
  readonly expression: string
  readonly maxResults: number
  readonly nextCursor?: string | undefined
  readonly sortBy?: SortBy | undefined
}

export interface FolderSearchPage {
  readonly totalCount: number
  readonly milliseconds: number
  readonly folders: readonly Folder[]
  readonly nextCursor: string | null
}

const FIELDS: Readonly<Record<string, Field>> = {
  name: { name: 'name', kind: 'words' },
  path: { name: 'path', kind: 'whole' },
  created_at: { name: 'created_at', kind: 'date' },
}
const PAGE = 1000
/** Results that pages reach. */
const MOST_REACHED = 2000

/** @throws SearchExpressionError | InvalidParameterError */
export async function searchFolders(
  request: FolderSearchRequest,
  { environment, folder, signal }: AssetSearchScope,
  { database, clock }: SearchDependencies,
): Promise<FolderSearchPage> {
  const started = performance.now()
  const { expression, maxResults, nextCursor } = request
  const findField = (name: string) => (Object.hasOwn(FIELDS, name) ? (FIELDS[name] as Field) : null)
  const condition = normalise(parseExpression(expression), { now: clock.now(), findField })
  const compare = comparison(request.sortBy ?? [])
  const cursor = boundCursor(['folders', environment.id, expression.trim(), request.sortBy ?? [], folder], 1)
  const start = readStart(cursor.read(nextCursor))
  let found: Folder[] = []
  let totalCount = 0
  for await (const page of everyFolder(database, environment.id, signal)) {
    const matching = page.filter((entry) => isInFolder(entry.path, folder ?? '') && matches(entry, condition))
    totalCount += matching.length
    found = [...found, ...matching].sort(compare).slice(0, MOST_REACHED)
  }
  const end = start + maxResults
  return {
    totalCount,
    milliseconds: Math.round(performance.now() - started),
    folders: found.slice(start, end),
    nextCursor: end < found.length && maxResults > 0 ? cursor.write(String(end)) : null,
  }
}

async function* everyFolder(
  { folders }: SearchDependencies['database'],
  environmentId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Folder[]> {
  let after = ''
  for (;;) {
    signal?.throwIfAborted()
    const page = await folders.listAll(environmentId, { after, limit: PAGE })
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.path
    // Other requests come in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function matches(folder: Folder, condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'and':
      return condition.operands.every((operand) => matches(folder, operand))
    case 'or':
      return condition.operands.some((operand) => matches(folder, operand))
    case 'not':
      return !matches(folder, condition.operand)
    case 'words': {
      const known = wordsOf(condition.field === 'name' ? folderName(folder.path) : folder.path)
      const last = condition.words.length - 1
      return condition.words.every((word, index) =>
        known.some((other) => (condition.isPrefix && index === last ? other.startsWith(word) : other === word)),
      )
    }
    case 'whole': {
      const value = condition.field === 'name' ? folderName(folder.path) : folder.path
      return condition.isPrefix ? folded(value).startsWith(condition.value) : wholeOf(value) === condition.value
    }
    case 'number': {
      const second = Math.floor(folder.createdAt / 1000)
      const { from, to } = condition
      const isAfter = from === null || second > from.value || (from.isIncluded && second === from.value)
      return isAfter && (to === null || second < to.value || (to.isIncluded && second === to.value))
    }
  }
}

type Comparison = (left: Folder, right: Folder) => number

/** Newest first unless said otherwise; folders that are equal by the order of their paths. */
function comparison(sortBy: SortBy): Comparison {
  const keys = sortBy.flatMap((entry) => Object.entries(entry))
  const comparisons = (keys.length === 0 ? [['created_at', 'desc'] as const] : keys).map(([field, direction]) => {
    const value = sortValue(field)
    const sign = direction === 'asc' ? 1 : -1
    return (left: Folder, right: Folder) => {
      const [one, other] = [value(left), value(right)]
      return one === other ? 0 : one < other ? -sign : sign
    }
  })
  return (left, right) => {
    for (const compare of comparisons) {
      const order = compare(left, right)
      if (order !== 0) return order
    }
    return left.path < right.path ? -1 : 1
  }
}

function sortValue(field: string): (folder: Folder) => string | number {
  if (field === 'created_at') return ({ createdAt }) => Math.floor(createdAt / 1000)
  if (field === 'path') return ({ path }) => path
  if (field === 'name') return ({ path }) => folderName(path)
  throw new InvalidParameterError(
    `Invalid value ${JSON.stringify(field.slice(0, 100))} for parameter sort_by: expected fields out of name, path, created_at`,
  )
}

function readStart(key: readonly string[] | null): number {
  const start = Number(key?.[0] ?? 0)
  if (Number.isSafeInteger(start) && start >= 0) return start
  throw new InvalidParameterError('Invalid value for parameter next_cursor: expected one from an earlier answer')
}
