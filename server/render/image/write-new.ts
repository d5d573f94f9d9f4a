import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Two jobs never write the same file; a disk that is full leaves no half of one. A child has nothing else to do meanwhile,
 * so it does not go through the thread pool, which costs four times as much.
 */
export function writeNew(path: string, data: Buffer): void {
  const file = openSync(path, 'wx')
  try {
    writeFileSync(file, data)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}
