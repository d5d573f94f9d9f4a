import { availableParallelism } from 'node:os'
import { type Check, failed, ok, warning } from './check.ts'

/** Node itself, and the two variables that count only when set before it starts. */
export const checkRuntime: Check = {
  name: 'Node',
  run() {
    const found = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`
    if (Number.parseInt(process.versions.node, 10) < 24) {
      return failed(found, 'Install Node 24 or newer, or start Tintype by its own launcher: npx tintype serve')
    }
    if (process.env.MALLOC_ARENA_MAX === undefined || process.env.UV_THREADPOOL_SIZE === undefined) {
      return warning(
        `${found}; MALLOC_ARENA_MAX or UV_THREADPOOL_SIZE is not set`,
        'Start Tintype by its own launcher (npx tintype serve), which sets both',
      )
    }
    return ok(found)
  },
}
