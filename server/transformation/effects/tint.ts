/**
 * `e_tint[:equalize][:0..100=60][:colour[:position]…]`: maps the tones to colours.
 *
 * amount  percent of the effect. Up to ten colours, each with an optional position in percent, written `50p`.
 */
import type { Rgba } from '../ast.ts'
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { decimal, invalidValue, type ValuePlace } from '../readers.ts'
import { splitArguments } from './arguments/split.ts'

interface Stop {
  readonly colour: Rgba
  /** Percent; null when it was not written. */
  readonly position: number | null
}

const RED: Rgba = { red: 255, green: 0, blue: 0, alpha: 1 }
const MOST_COLOURS = 10

export const tint = defineEffect({
  name: 'tint',
  summary: 'Maps the tones to colours',
  form: 'e_tint[:equalize][:0..100=60][:colour[:position]…]',
  media: ['image', 'animation'],
  tier: 'B',
  read(text, place) {
    const pieces = [...splitArguments(text, ':')]
    const equalize = pieces[0] === 'equalize'
    if (equalize) pieces.shift()
    const amount = /^\d/.test(pieces[0] ?? '')
      ? decimal({ min: 0, max: 100 }).read(pieces.shift() as string, place)
      : 60
    return { equalize, amount, stops: readStops(pieces, place) }
  },
})

function readStops(pieces: readonly string[], place: ValuePlace): readonly Stop[] {
  const stops: Stop[] = []
  for (const piece of pieces) {
    const position = /^(\d+(?:\.\d+)?)p$/.exec(piece)?.[1]
    const last = stops.at(-1)
    if (position !== undefined && last?.position === null) {
      stops[stops.length - 1] = { ...last, position: Math.min(100, Number(position)) }
    } else {
      stops.push({ colour: effectColour.read(piece, place), position: null })
    }
  }
  if (stops.length > MOST_COLOURS) throw invalidValue(pieces.join(':'), place, `at most ${MOST_COLOURS} colours`)
  return stops.length === 0 ? [{ colour: RED, position: 50 }] : stops
}
