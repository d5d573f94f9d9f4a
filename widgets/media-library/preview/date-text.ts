import type { LibraryTexts } from '../messages/texts.ts'

/** A moment as people write it; what is no date stays as it is. */
export function dateText(iso: string, { language }: LibraryTexts): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}
