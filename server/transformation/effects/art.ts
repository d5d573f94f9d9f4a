/**
 * `e_art:name`: applies a fixed look.
 */
import { defineEffect } from '../define-effect.ts'
import { choice } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const LOOKS = [
  'al_dente',
  'athena',
  'audrey',
  'aurora',
  'daguerre',
  'eucalyptus',
  'fes',
  'frost',
  'hairspray',
  'hokusai',
  'incognito',
  'linen',
  'peacock',
  'primavera',
  'quartz',
  'red_rock',
  'refresh',
  'sizzle',
  'sonnet',
  'ukulele',
  'zorro',
] as const

const read = positional({ look: argument(choice(...LOOKS), 'al_dente') })

export const art = defineEffect({
  name: 'art',
  summary: 'Applies a fixed look',
  form: 'e_art:name',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
