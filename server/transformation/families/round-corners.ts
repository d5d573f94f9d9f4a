/** `r`: rounded corners. */
import type { Radius } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { numberOf, reader, roundHalfUp } from '../readers.ts'

const radius = reader<Radius>('max, or one to four whole numbers separated by colons', (text, place) => {
  if (text === 'max') return { kind: 'max' }
  const numbers = text.split(':').map((piece) => numberOf(piece, place))
  if (numbers.length > 4 || numbers.some((value) => value === null || value < 0)) return undefined
  const [first, second, third, fourth] = numbers.map((value) => roundHalfUp(value ?? 0))
  // The order and the omissions are those of CSS.
  const topLeft = first ?? 0
  const topRight = second ?? topLeft
  const bottomRight = third ?? topLeft
  const bottomLeft = fourth ?? topRight
  return { kind: 'corners', pixels: [topLeft, topRight, bottomRight, bottomLeft] }
})

export const roundCorners = defineFamily(
  'round-corners',
  defineParameter({
    key: 'r',
    name: 'radius',
    summary: 'Rounds the corners, or cuts an ellipse',
    forms: ['r_<pixels>', 'r_<tl>:<tr>[:<br>[:<bl>]]', 'r_max'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: radius,
  }),
)
