/**
 * Texts that pages give under names of the reference's widget which mean one of our texts under another name: screens that
 * it has for each provider are one here.
 */
import type { Catalogue } from '../../kit/i18n/messages.ts'

const NAMES: Readonly<Record<string, string>> = {
  'actions.clear_all': 'remote.clear',
  'actions.log_out': 'remote.log_out',
  'image_search.all': 'remote.site_all',
  'image_search.inputPlaceholder': 'remote.search_pictures',
  'image_search.rights': 'remote.rights',
  'menu.gdrive': 'menu.google_drive',
  'menu.gsearch': 'menu.image_search',
  no_results: 'remote.nothing_found',
  search_placeholder: 'remote.search',
  'selection_counter.selected': 'remote.picked',
  'uploader.errors.max_file_size': 'uploader.errors.file_too_large',
  'uploader.errors.max_number_of_files': 'notifications.limit_reached',
}
const RIGHTS = /^image_search\.rights_options\.(\w+)$/
const COUNT = /\{\{-?\s*count\s*\}\}/g

/** A text under our own name wins. */
export function inOurNames(texts: Catalogue): Catalogue {
  const renamed = Object.entries(texts).flatMap(([name, text]) => {
    const ours = NAMES[name] ?? (RIGHTS.test(name) ? name.replace(RIGHTS, 'remote.rights_$1') : undefined)
    return ours === undefined ? [] : [[ours, text.replace(COUNT, '{{num}}')] as const]
  })
  return { ...Object.fromEntries(renamed), ...texts }
}
