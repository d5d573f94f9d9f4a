/**
 * Vite plugin: of a package that lies in `node_modules` several times in the same version, one copy is built in. npm
 * cannot share them when another version lies at the top; `mime-db` alone would come four times, 200 KB each.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)(\/.*)$/

export function oneCopy() {
  /** Folder of the copy that is taken, by name and version. */
  const taken = new Map()
  /** Name and version, by folder. */
  const known = new Map()
  const nameOf = (folder) => {
    if (!known.has(folder)) {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      known.set(folder, `${name} ${version}`)
    }
    return known.get(folder)
  }
  return {
    name: 'one-copy',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
      const [, folder, rest] = PACKAGE.exec(resolved?.id ?? '') ?? []
      if (folder === undefined || resolved.external) return resolved
      const name = nameOf(folder)
      if (!taken.has(name)) taken.set(name, folder)
      return { ...resolved, id: taken.get(name) + rest }
    },
  }
}
