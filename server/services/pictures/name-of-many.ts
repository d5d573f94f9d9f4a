import { createHash } from 'node:crypto'

/** As long as names may be: a longer chain is named by its digest, because databases index names. */
const MOST_CHARACTERS = 255

/**
 * The public id of a sprite or an animation: there is one for each tag and chain.
 * @param transformation decoded once, as in a delivery URL
 */
export function nameOfMany(transformation: string, tag: string): string {
  if (transformation === '') return tag
  const whole = `${transformation}/${tag}`
  if (whole.length <= MOST_CHARACTERS) return whole
  return `${createHash('sha256').update(transformation).digest('hex').slice(0, 40)}/${tag}`
}
