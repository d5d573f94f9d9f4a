/**
 * `e_deshake[:16|32|48|64=16]`: steadies a shaking camera.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const read = positional({ reach: argument(choice('16', '32', '48', '64'), '16') })

export const deshake = defineEffect({
  name: 'deshake',
  summary: 'Steadies a shaking camera',
  form: 'e_deshake[:16|32|48|64=16]',
  media: ['video'],
  tier: 'B',
  read,
})
