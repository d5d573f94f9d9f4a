/**
 * The fonts.conf that Pango and librsvg read: our font packages and nothing of the host, so that the same text gives
 * the same pixels everywhere. Its cache lives in a folder of ours.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FALLBACK_FAMILY, FAMILIES } from './font-table.ts'

export interface FontConfigurationOptions {
  /** Made when it is missing. */
  readonly cacheFolder: string
  /** More folders with TTF or OTF files. */
  readonly fontFolders?: readonly string[]
}

/** Writes the file and returns its path. */
export function writeFontConfiguration({ cacheFolder, fontFolders = [] }: FontConfigurationOptions): string {
  mkdirSync(cacheFolder, { recursive: true })
  const require = createRequire(import.meta.url)
  const packages = FAMILIES.map(({ folder }) => dirname(require.resolve(`@expo-google-fonts/${folder}/package.json`)))
  const directories = [...packages, ...fontFolders].map((path) => `  <dir>${escapeXml(path)}</dir>`)
  const generic = ['sans-serif', 'sans', 'serif', 'monospace', 'system-ui'].map((name) => alias(name))
  const path = join(cacheFolder, 'fonts.conf')
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...directories,
    ...generic,
    `  <cachedir>${escapeXml(join(cacheFolder, 'cache'))}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n')
  writeFileSync(path, text)
  return path
}

function alias(name: string): string {
  const family = name === 'serif' ? 'Tinos' : name === 'monospace' ? 'Cousine' : FALLBACK_FAMILY
  return `  <alias><family>${name}</family><prefer><family>${family}</family></prefer></alias>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
