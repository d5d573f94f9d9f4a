/** A chain as objects with long option names, as presets and transformations are shown. */

const LONG_NAMES: Readonly<Record<string, string>> = {
  a: 'angle',
  ac: 'audio_codec',
  af: 'audio_frequency',
  ar: 'aspect_ratio',
  b: 'background',
  bo: 'border',
  br: 'bit_rate',
  c: 'crop',
  co: 'color',
  cs: 'color_space',
  d: 'default_image',
  dl: 'delay',
  dn: 'density',
  dpr: 'dpr',
  du: 'duration',
  e: 'effect',
  eo: 'end_offset',
  f: 'fetch_format',
  fl: 'flags',
  fn: 'custom_function',
  fps: 'fps',
  g: 'gravity',
  h: 'height',
  if: 'if',
  ki: 'keyframe_interval',
  l: 'overlay',
  o: 'opacity',
  p: 'prefix',
  pg: 'page',
  q: 'quality',
  r: 'radius',
  so: 'start_offset',
  sp: 'streaming_profile',
  t: 'transformation',
  u: 'underlay',
  vc: 'video_codec',
  vs: 'video_sampling',
  w: 'width',
  x: 'x',
  y: 'y',
  z: 'zoom',
}

/** One object for each component; numbers as numbers. A format behind the chain is an `extension`. */
export function optionNames(chain: string, format: string | null): Record<string, unknown>[] {
  const components = chain
    .split('/')
    .filter((component) => component !== '')
    .map((component) => Object.fromEntries(component.split(',').map(optionOf)))
  return format === null ? components : [...components, { extension: format }]
}

function optionOf(parameter: string): readonly [string, unknown] {
  const variable = /^(\$[^_]+)_(.*)$/s.exec(parameter)
  const match = variable ?? /^([a-z]+)_(.*)$/s.exec(parameter)
  const [, key, value] = match ?? []
  if (key === undefined || value === undefined) return ['raw_transformation', parameter]
  return [LONG_NAMES[key] ?? key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value]
}
