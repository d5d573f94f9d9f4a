import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { type Check, ok, warning } from './check.ts'

/** Each upload, delivery and render holds a few files open. */
const FEW_FILES = 4096
const LITTLE_MEMORY = 1e9

/** Memory and open files that the process may have. */
export const checkLimits: Check = {
  name: 'Resources',
  run() {
    // 0 or an absurdly large number: no limit by a container.
    const constrained = process.constrainedMemory()
    const memory = constrained > 0 && constrained < totalmem() ? constrained : totalmem()
    const files = openFiles()
    const text = `${(memory / 1e9).toFixed(1)} GB memory, ${files ?? 'an unknown number of'} open files`
    if (memory < LITTLE_MEMORY) {
      return warning(text, 'Give it 1 GB or more, or lower TINTYPE_WORKERS and TINTYPE_IMAGE_MAX_PIXELS')
    }
    if (files !== null && files < FEW_FILES) return warning(text, `ulimit -n ${FEW_FILES} before the start`)
    return ok(text)
  },
}

function openFiles(): number | null {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}
