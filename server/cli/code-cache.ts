/**
 * V8's compiled code, kept in the data folder from start to start. What lies in such a cache is run, so it is used only
 * where nobody else can write; and only where the folder is there already, because who makes it decides who may enter.
 */
import { statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

const WRITABLE_BY_OTHERS = 0o022

export function keepCodeIn(dataFolder: string): void {
  const found = statSync(dataFolder, { throwIfNoEntry: false })
  const isOurs = found?.isDirectory() === true && found.uid === process.getuid?.()
  if (isOurs && (found.mode & WRITABLE_BY_OTHERS) === 0) enableCompileCache(join(dataFolder, 'cache', 'code'))
}
