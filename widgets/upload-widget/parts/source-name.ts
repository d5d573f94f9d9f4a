/** The name of a source as people read it. */
import type { UploadMessageKey, UploadTexts } from '../messages/texts.ts'
import { pageSource } from '../page-sources.ts'
import type { KnownSource, SourceName } from '../sources.ts'

export function sourceName(texts: UploadTexts, source: SourceName): string {
  const own = pageSource(source)
  if (own) return typeof own.label === 'string' ? own.label : own.label(texts.language)
  const known = source as KnownSource
  const key: UploadMessageKey = known === 'local' ? 'menu.files' : known === 'url' ? 'menu.web' : `menu.${known}`
  return texts.text(key)
}
