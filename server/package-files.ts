/** Where files that are not code lie, whether the sources run or the compiled files. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PackageFiles {
  /** Folder of this package's `package.json`. */
  readonly root: string
  readonly version: string
  /** Files of ours that are not code: pages, fonts' configuration. */
  readonly assets: string
  /** `dist` of the widgets' package, or null when it is not installed or not built. */
  readonly widgets: string | null
}

export function packageFiles(): PackageFiles {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { root, version, assets: join(root, 'assets'), widgets: widgetsFolder() }
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder))
}

function widgetsFolder(): string | null {
  try {
    const dist = join(dirname(createRequire(import.meta.url).resolve('@tintype/widgets/package.json')), 'dist')
    return existsSync(join(dist, 'integrity.json')) ? dist : null
  } catch {
    return null
  }
}
