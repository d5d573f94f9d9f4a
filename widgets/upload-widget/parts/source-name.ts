/** The name of a source as people read it. */
import type { UploadMessageKey, UploadTexts } from '../messages/texts.ts'
import type { SourceName } from '../sources.ts'

export function sourceName(texts: UploadTexts, source: SourceName): string {
  const key: UploadMessageKey = source === 'local' ? 'menu.files' : source === 'url' ? 'menu.web' : `menu.${source}`
  return texts.text(key)
}
