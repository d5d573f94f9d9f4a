/** `e_bgremoval[:screen][:colour]`: cuts out the background that touches the edges. */
import { defineEffect } from '../define-effect.ts'
import { effectColour } from '../grammar/colour.ts'
import { invalidValue } from '../readers.ts'
import { splitArguments } from './arguments/split.ts'

export const bgremoval = defineEffect({
  name: 'bgremoval',
  summary: 'Cuts out the background that touches the edges',
  form: 'e_bgremoval[:screen][:colour]',
  media: ['image', 'animation'],
  tier: 'B',
  read(text, place) {
    const pieces = [...splitArguments(text, ':')]
    const screen = pieces[0] === 'screen'
    if (screen) pieces.shift()
    if (pieces.length > 1) throw invalidValue(text, place, 'screen and a colour')
    return { screen, colour: pieces[0] === undefined ? null : effectColour.read(pieces[0], place) }
  },
})
