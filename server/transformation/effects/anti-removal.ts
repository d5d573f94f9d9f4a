/**
 * `e_anti_removal[:1..100=50]`: makes a layer hard to remove.
 *
 * A qualifier of a layer: its size and opacity differ a little from asset to asset, so that no mask fits two of them.
 * level  strength: at 100 the size differs by up to 10 % and the opacity by up to 20 %.
 * The same asset always gives the same picture. Our approximation.
 */
import { roundSize } from '../crops/lengths.ts'
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ level: level(1, 100, 50) })

export const antiRemoval = defineEffect({
  name: 'anti_removal',
  summary: 'Makes a layer hard to remove',
  form: 'e_anti_removal[:1..100=50]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
  plan({ level }, { picture, attributes, width, height }) {
    if (picture?.of === 'source') return []
    const strength = level / 100
    const factor = 1 + 0.1 * strength * (2 * fraction(`size ${attributes.publicId}`) - 1)
    return [
      { op: 'resize', width: roundSize(width * factor), height: roundSize(height * factor) },
      { op: 'opacity', factor: 1 - 0.2 * strength * fraction(`opacity ${attributes.publicId}`) },
    ]
  },
})

/** 0..1, spread evenly over texts; FNV-1a. */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 0x1_0000_0000
}
