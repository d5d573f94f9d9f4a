import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { type Check, ok, warning } from './check.ts'

/** What text layers fall back on: with the metrics of Arial, Times New Roman and Courier New. */
const FAMILIES = ['arimo', 'tinos', 'cousine', 'roboto', 'open-sans', 'noto-sans', 'anton', 'gelasio'] as const

/** The font files that text layers are drawn with; they come as packages, not from the system. */
export const checkFonts: Check = {
  name: 'Fonts',
  run() {
    const missing = FAMILIES.filter((family) => !hasFontFiles(`@expo-google-fonts/${family}`))
    if (missing.length === 0) return ok(`${FAMILIES.length} families: ${FAMILIES.join(', ')}`)
    const packages = missing.map((family) => `@expo-google-fonts/${family}`)
    return warning(`Missing font families: ${missing.join(', ')}`, `npm install ${packages.join(' ')}`)
  },
}

function hasFontFiles(name: string): boolean {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.ttf'))
  } catch {
    return false
  }
}
