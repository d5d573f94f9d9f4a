/**
 * `e_volume[:-100..400=0|±n dB|mute|auto]`: changes the loudness.
 */
import { defineEffect } from '../define-effect.ts'
import { decimal } from '../readers.ts'

export const volume = defineEffect({
  name: 'volume',
  summary: 'Changes the loudness',
  form: 'e_volume[:-100..400=0|±n dB|mute|auto]',
  media: ['video'],
  tier: 'A',
  read: (text, place) => {
    if (text === 'mute' || text === 'auto') return { kind: text }
    const decibels = /^([+-]?\d+(?:\.\d+)?)db$/i.exec(text)
    if (decibels) return { kind: 'decibels', decibels: Number(decibels[1]) }
    return { kind: 'percent', percent: text === '' ? 0 : decimal({ min: -100, max: 400 }).read(text, place) }
  },
})
