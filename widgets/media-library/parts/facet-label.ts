/** What facets and their values are called. */
import type { Facet } from '../browse/facets.ts'
import type { LibraryMessageKey, LibraryTexts } from '../messages/texts.ts'

export function facetLabel(facet: Facet, texts: LibraryTexts): string {
  return 'text' in facet.label ? facet.label.text : texts.text(facet.label.key as LibraryMessageKey)
}

export function valueLabel(facet: Facet, value: string, texts: LibraryTexts): string {
  const own = facet.labels?.[value]
  if (own !== undefined) return own
  if (facet.name === 'format') return value.toUpperCase()
  if (facet.name === 'uploader') return uploaderLabel(value, texts)
  if (facet.name === 'date' && value.includes('..')) return stretch(value, texts)
  const key = `value.${facet.name}.${value}` as LibraryMessageKey
  const text = texts.text(key)
  return text === key ? value : text
}

function stretch(value: string, texts: LibraryTexts): string {
  const [from = '', to = ''] = value.split('..')
  const written = (day: string): string =>
    new Intl.DateTimeFormat(texts.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
  if (from && to) return `${written(from)} – ${written(to)}`
  return from ? texts.text('facet.since', { date: written(from) }) : texts.text('facet.until', { date: written(to) })
}

/** A person is called by their name; keys and presets say what they are. */
function uploaderLabel(value: string, texts: LibraryTexts): string {
  const name = value.slice(value.indexOf(':') + 1)
  if (value.startsWith('key:')) return texts.text('facet.uploader_key', { id: name })
  return value.startsWith('preset:') ? texts.text('facet.uploader_preset', { name }) : name
}
