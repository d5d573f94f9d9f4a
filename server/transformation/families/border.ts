/** `bo`: a line around the picture. */
import type { Border } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { colour } from '../grammar/colour.ts'
import { numberOf, reader, roundHalfUp } from '../readers.ts'

const border = reader<Border>('<width>px_solid_<colour>', (text, place) => {
  const match = FORM.exec(text)
  const width = match === null ? null : numberOf(match[1] ?? '', place)
  if (match === null || width === null || width < 0) return undefined
  return { width: roundHalfUp(width), colour: colour.read(match[2] ?? '', place) }
})

export const borderFamily = defineFamily(
  'border',
  defineParameter({
    key: 'bo',
    name: 'border',
    summary: 'A solid line around the picture, outside of it',
    forms: ['bo_<pixels>px_solid_<colour>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: border,
  }),
)

const FORM = /^([\d.]+)(?:px)?_solid_(.+)$/
