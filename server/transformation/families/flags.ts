/** `fl`: switches, joined by dots, some with an argument (transformations §8.1, §10.1). */
import type { Flag } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { decodeLeniently, hasControlCharacter } from '../grammar/percent.ts'
import { reader } from '../readers.ts'

/** Flags without argument. */
const PLAIN = [
  ...['animated', 'any_format', 'apng', 'awebp', 'c2pa', 'clip', 'clip_evenodd', 'cutter', 'draco', 'force_icc'],
  ...['force_strip', 'group4', 'hlsv3', 'ignore_aspect_ratio', 'ignore_mask_channels', 'immutable_cache'],
  ...['keep_attribution', 'keep_dar', 'keep_iptc', 'layer_apply', 'lossy', 'mono', 'no_overflow', 'no_stream'],
  ...['original', 'png8', 'png24', 'png32', 'preserve_transparency', 'rasterize', 'region_relative', 'relative'],
  ...['replace_image', 'sanitize', 'sprite', 'strip_profile', 'text_disallow_overflow', 'text_no_trim'],
  ...['tiff8_lzw', 'tiled', 'truncate_ts', 'waveform'],
] as const

/** Flags that can have one: what it may be, and whether it is free text with escapes of its own. */
const WITH_ARGUMENT: ReadonlyMap<string, { readonly form: RegExp; readonly free?: boolean }> = new Map([
  ['attachment', { form: /^[^/]{1,255}$/, free: true }],
  ['streaming_attachment', { form: /^[^/]{1,255}$/, free: true }],
  ['progressive', { form: /^(?:semi|steep|none)$/ }],
  ['splice', { form: /^transition(?:_?\([\w;.-]{1,80}\))?$/ }],
  ['alternate', { form: /^lang_[\w-]{1,40}(?:;name_[^;]{1,100})?$/, free: true }],
  ['getinfo', { form: /^\w{1,30}[\w:=+-]{0,4000}$/ }],
])

const PLAIN_NAMES: ReadonlySet<string> = new Set(PLAIN)

/** Every flag that is understood, in alphabetical order. */
export const FLAG_NAMES: readonly string[] = [...PLAIN, ...WITH_ARGUMENT.keys()].sort()

const flagList = reader<readonly Flag[]>('the names of flags, separated by dots', (text) => {
  const flags: Flag[] = []
  for (const piece of splitOutsideBrackets(text)) {
    const flag = readFlag(piece)
    if (flag === undefined) return undefined
    flags.push(flag)
  }
  return flags
})

export const flags = defineFamily(
  'flags',
  defineParameter({
    key: 'fl',
    name: 'flags',
    summary: 'Switches',
    forms: ['fl_<flag>[:<argument>][.<flag>…]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'never',
    reader: flagList,
  }),
)

function readFlag(text: string): Flag | undefined {
  const colon = text.indexOf(':')
  const name = colon === -1 ? text : text.slice(0, colon)
  const argument = WITH_ARGUMENT.get(name)
  if (colon === -1) return PLAIN_NAMES.has(name) || argument !== undefined ? { name, argument: null } : undefined
  if (argument === undefined) return undefined
  // A dot separates flags, so names of files come with their dots escaped once more.
  const value = argument.free ? decodeLeniently(text.slice(colon + 1)) : text.slice(colon + 1)
  return argument.form.test(value) && !hasControlCharacter(value) ? { name, argument: value } : undefined
}

/** `splice:transition_(du_1.5).relative` is two flags. */
function splitOutsideBrackets(text: string): readonly string[] {
  if (!text.includes('(')) return text.split('.')
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')') depth--
    else if (text[index] === '.' && depth === 0) {
      pieces.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...pieces, text.slice(start)]
}
