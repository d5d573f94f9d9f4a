/** Writes a cleaned copy of an SVG file; the cleaning itself is the render engine's. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { CorruptMediaError } from '../../errors/media-errors.ts'
import type { RenderResult, SourceFile } from '../../ports/renderer.ts'

/** Gives the text without scripts, handlers and references to elsewhere. Throws for what is no SVG. */
export type SvgCleaner = (svg: string) => string

export async function writeSanitisedSvg(source: SourceFile, target: string, clean: SvgCleaner): Promise<RenderResult> {
  if (source.facts.format !== 'svg') throw new CorruptMediaError('Only SVG can be sanitised')
  const cleaned = Buffer.from(clean(await readFile(source.path, 'utf8')))
  await writeFile(target, cleaned, { flag: 'wx' })
  const { width, height } = source.facts
  return {
    width,
    height,
    bytes: cleaned.length,
    format: 'svg',
    md5: createHash('md5').update(cleaned).digest('hex'),
    frames: 1,
    quality: null,
  }
}
