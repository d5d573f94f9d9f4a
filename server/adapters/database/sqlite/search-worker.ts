/** Entry of a search thread: answers one search after the other, with a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import type { SearchQuery } from '../../../ports/search.ts'
import { openReadOnly, type ReadOnlyOptions } from './read-only.ts'
import { searchSqlite } from './search.ts'
import type { SearchAnswer } from './search-threads.ts'

const database = openReadOnly(workerData as ReadOnlyOptions)

parentPort?.on('message', (query: SearchQuery) => {
  database
    .snapshot((db) => searchSqlite(db, query))
    .then(
      (found) => answer({ found }),
      (error: unknown) => answer({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
})

function answer(message: SearchAnswer): void {
  parentPort?.postMessage(message)
}
