/**
 * A transformation as the vendor's options write it, to the text that stands in an address: text as it is, an object by
 * its property names (snake_case or camelCase), a list as a chain.
 *
 * `[{ quality: 'auto' }, { fetch_format: 'auto' }]` is `q_auto/f_auto`. Conditions, variables and layers are taken in the
 * words of the address (`w_gt_100`, `text:Arial_20:Hi`); a property that nobody knows is left out and told once.
 */
import { warnOnce } from '../log.ts'

/** Wire key of each property. */
const KEYS: Readonly<Record<string, string>> = {
  angle: 'a',
  aspect_ratio: 'ar',
  audio_codec: 'ac',
  audio_frequency: 'af',
  background: 'b',
  bit_rate: 'br',
  border: 'bo',
  color: 'co',
  color_space: 'cs',
  crop: 'c',
  default_image: 'd',
  delay: 'dl',
  density: 'dn',
  dpr: 'dpr',
  duration: 'du',
  effect: 'e',
  end_offset: 'eo',
  fetch_format: 'f',
  flags: 'fl',
  format: 'f',
  fps: 'fps',
  gravity: 'g',
  height: 'h',
  if: 'if',
  keyframe_interval: 'ki',
  opacity: 'o',
  overlay: 'l',
  page: 'pg',
  quality: 'q',
  radius: 'r',
  start_offset: 'so',
  streaming_profile: 'sp',
  transformation: 't',
  underlay: 'u',
  video_codec: 'vc',
  video_sampling: 'vs',
  width: 'w',
  x: 'x',
  y: 'y',
  zoom: 'z',
}
/** What joins several values of one property; the others by a colon. */
const JOINTS: Readonly<Record<string, string>> = { a: '.', fl: '.', t: '.', fps: '-' }
const MAX_DEPTH = 8

export function transformationText(transformation: unknown): string {
  return chainOf(transformation, 0)
}

function chainOf(transformation: unknown, depth: number): string {
  if (typeof transformation === 'string') return transformation
  if (depth > MAX_DEPTH || typeof transformation !== 'object' || transformation === null) return ''
  if (Array.isArray(transformation)) {
    return transformation
      .map((entry) => chainOf(entry, depth + 1))
      .filter(Boolean)
      .join('/')
  }
  const options = Object.entries(transformation).map(([name, value]) => [snakeCased(name), value] as const)
  const { base, own } = withoutBase(options, depth)
  return [base, componentOf(own)].filter(Boolean).join('/')
}

type Options = readonly (readonly [name: string, value: unknown])[]

/** `transformation` holds names, or whole transformations that go before this one. */
function withoutBase(options: Options, depth: number): { readonly base: string; readonly own: Options } {
  const found = options.find(([name]) => name === 'transformation')?.[1]
  const isChain = [found].flat().some((entry) => typeof entry === 'object' && entry !== null)
  if (!isChain) return { base: '', own: options }
  return { base: chainOf(found, depth + 1), own: options.filter(([name]) => name !== 'transformation') }
}

function componentOf(options: Options): string {
  const conditions: string[] = []
  const variables: string[] = []
  const parameters: string[] = []
  const raw: string[] = []
  for (const [name, value] of options) {
    if (value === undefined || value === null || value === '') continue
    const key = KEYS[name]
    if (name === 'raw_transformation') raw.push(String(value))
    else if (name.startsWith('$')) variables.push(`${name}_${value}`)
    else if (name === 'size') parameters.push(...sizeOf(String(value)))
    else if (name === 'offset') parameters.push(...offsetOf(value))
    else if (key === undefined) warnOnce(`Transformations have no property ${name}; it is left out`)
    else (key === 'if' ? conditions : parameters).push(`${key}_${wireValue(key, value)}`)
  }
  return [...conditions, ...variables.sort(), ...parameters.sort(), ...raw].join(',')
}

function wireValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(JOINTS[key] ?? ':')
  if (typeof value === 'object' && value !== null)
    return key === 'bo' ? borderOf(value) : Object.values(value).join(':')
  const text = String(value)
  if (key === 'b' || key === 'co') return text.replace(/^#/, 'rgb:')
  return key === 'so' || key === 'eo' || key === 'du' ? text.replace(/%$/, 'p') : text
}

function borderOf({ width = 2, color = 'black' }: { readonly width?: unknown; readonly color?: unknown }): string {
  return `${width}px_solid_${String(color).replace(/^#/, 'rgb:')}`
}

/** `10x20` */
function sizeOf(size: string): readonly string[] {
  const [width = '', height = ''] = size.split('x')
  return [`w_${width}`, `h_${height}`]
}

/** `2..5`, or both ends. */
function offsetOf(value: unknown): readonly string[] {
  const [start, end] = Array.isArray(value) ? value : String(value).split('..')
  return [`so_${wireValue('so', start)}`, `eo_${wireValue('eo', end)}`]
}

function snakeCased(name: string): string {
  return name.startsWith('$') ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
