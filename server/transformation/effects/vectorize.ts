/**
 * `e_vectorize[:colors:detail:despeckle:paths:corners]`: traces the picture to shapes.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'
import { argument, level } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({
  colors: level(2, 30, 10),
  detail: argument(decimal({ min: 0, max: 1000 }), 300),
  despeckle: argument(decimal({ min: 0, max: 100 }), 2),
  paths: level(0, 100, 100),
  corners: level(0, 100, 25),
})

export const vectorize = defineEffect({
  name: 'vectorize',
  summary: 'Traces the picture to shapes',
  form: 'e_vectorize[:colors:detail:despeckle:paths:corners]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
