/**
 * `e_dropshadow[:azimuth_0..360=215][;elevation_0..90=45][;spread_0..100=50]`: lays a projected shadow under the subject.
 */
import { defineEffect } from '../define-effect.ts'
import { level } from './arguments/argument.ts'
import { named } from './arguments/named.ts'

const read = named({ azimuth: level(0, 360, 215), elevation: level(0, 90, 45), spread: level(0, 100, 50) })

export const dropshadow = defineEffect({
  name: 'dropshadow',
  summary: 'Lays a projected shadow under the subject',
  form: 'e_dropshadow[:azimuth_0..360=215][;elevation_0..90=45][;spread_0..100=50]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
})
