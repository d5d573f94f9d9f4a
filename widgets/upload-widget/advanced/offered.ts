/**
 * Tags and presets that the server offers for the advanced options, where the page gives no functions of its own. It tells
 * only what its operator has opened: `widget_tags` and `widget_listed` of upload presets.
 */
import { resolveBases } from '../../kit/api/base.ts'
import type { View } from '../parts/view.ts'
import { type ConfigPlace, configAddress, fetchConfig, type WidgetConfig } from '../widget-config.ts'

export interface Offered {
  /** Undefined: the server tells no tags. */
  readonly tagsLike: ((prefix: string) => Promise<readonly string[]>) | undefined
  readonly presets: readonly string[]
}

/** The server tells no more at once; then it has to be asked for those with the letters that were typed. */
const MOST_TAGS = 100

const asked = new Map<string, Promise<WidgetConfig | undefined>>()

/** Never rejects: tags can be typed, and the usual preset used, without any offer. */
export async function offeredTo({ options, state }: View): Promise<Offered> {
  const { cloudName = '', uploadPreset, apiBase } = options
  const place = { ...resolveBases({ apiBase }), cloudName, preset: state.preset || uploadPreset }
  const config = await ask(configAddress(place))
  const { tags, upload_presets: presets = [] } = config ?? {}
  return { presets, tagsLike: tags ? (prefix) => tagsLike(prefix, tags, place) : undefined }
}

async function tagsLike(prefix: string, tags: readonly string[], place: ConfigPlace): Promise<readonly string[]> {
  const all = tags.length < MOST_TAGS ? tags : ((await ask(configAddress(place, { tag_prefix: prefix })))?.tags ?? [])
  return all.filter((tag) => tag.toLocaleLowerCase().startsWith(prefix.toLocaleLowerCase()))
}

/** Once for each address; what failed is tried again the next time. */
function ask(address: string): Promise<WidgetConfig | undefined> {
  const known = asked.get(address)
  if (known) return known
  const answer = fetchConfig(address).catch(() => {
    asked.delete(address)
    return undefined
  })
  asked.set(address, answer)
  return answer
}
