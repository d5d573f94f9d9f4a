/**
 * `e_art:name`: applies a fixed look.
 *
 * A look is made of the plain tone operations, in this order: saturation, channel gains and lifts around middle gray
 * (contrast), vignette. The vendor's own looks are not published; these are ours, after what their names suggest.
 */
import { defineEffect } from '../define-effect.ts'
import type { Operation } from '../plan/operations.ts'
import { choice, invalidValue } from '../readers.ts'

type Triple = readonly [red: number, green: number, blue: number]

export interface Look {
  /** Times the saturation of HSL; 0 is gray. */
  readonly saturation: number
  /** Gain of each channel. */
  readonly gain: Triple
  /** Added to each channel, 0..255. */
  readonly lift: Triple
  /** 1 = unchanged; distance to middle gray times this. */
  readonly contrast: number
  /** Darkening of the corners, 0..1. */
  readonly vignette: number
}

const look = (saturation: number, gain: Triple, lift: Triple, contrast: number, vignette = 0): Look => ({
  saturation,
  gain,
  lift,
  contrast,
  vignette,
})

export const LOOKS = {
  al_dente: look(1.15, [1.08, 1.02, 0.88], [6, 2, 0], 1.12),
  athena: look(0.75, [0.98, 1.0, 1.06], [8, 8, 14], 1.08),
  audrey: look(0, [1, 1, 1], [0, 0, 0], 1.22),
  aurora: look(1.2, [0.94, 1.02, 1.12], [4, 0, 12], 1.05),
  daguerre: look(0.05, [1.04, 1.0, 0.9], [16, 12, 4], 1.15, 0.35),
  eucalyptus: look(0.7, [0.94, 1.04, 0.98], [8, 14, 10], 0.95),
  fes: look(0.9, [1.1, 0.98, 0.84], [18, 8, 0], 1.1, 0.2),
  frost: look(0.6, [0.94, 1.0, 1.1], [10, 14, 22], 1.05),
  hairspray: look(1.1, [1.06, 0.96, 1.02], [14, 4, 10], 0.95),
  hokusai: look(0.55, [0.9, 0.98, 1.08], [6, 10, 18], 1.12),
  incognito: look(0, [1, 1, 1], [-10, -10, -10], 1.35, 0.4),
  linen: look(0.7, [1.02, 1.0, 0.94], [20, 18, 12], 0.88),
  peacock: look(1.3, [0.92, 1.06, 1.08], [0, 4, 8], 1.12),
  primavera: look(1.1, [1.04, 1.02, 0.92], [14, 12, 4], 0.95, 0.15),
  quartz: look(0.85, [1.04, 0.98, 1.04], [12, 8, 14], 1.0),
  red_rock: look(1.15, [1.14, 0.98, 0.86], [10, 0, 0], 1.12),
  refresh: look(1.18, [1.0, 1.02, 1.04], [4, 6, 8], 1.06),
  sizzle: look(1.4, [1.1, 1.0, 0.9], [4, 0, 0], 1.22),
  sonnet: look(0, [1.02, 1.0, 0.96], [10, 8, 4], 1.05, 0.2),
  ukulele: look(1.1, [1.08, 1.04, 0.86], [12, 8, 0], 1.0, 0.15),
  zorro: look(0, [1, 1, 1], [0, 0, 0], 1.5, 0.25),
} as const satisfies Readonly<Record<string, Look>>

const name = choice(...(Object.keys(LOOKS) as (keyof typeof LOOKS)[]))

export const art = defineEffect({
  name: 'art',
  summary: 'Applies a fixed look',
  form: 'e_art:name',
  media: ['image', 'animation'],
  tier: 'B',
  read(text, place) {
    if (text === '') throw invalidValue(text, place, name.expected)
    return { look: name.read(text, place) }
  },
  plan: ({ look }) => operationsOf(LOOKS[look]),
})

function operationsOf({ saturation, gain, lift, contrast, vignette }: Look): readonly Operation[] {
  const multiply = gain.map((value) => value * contrast) as unknown as Triple
  const add = lift.map((value) => value + 128 * (1 - contrast)) as unknown as Triple
  return [
    ...(saturation === 1 ? [] : [{ op: 'hsl', hueDegrees: 0, saturation, vibrance: 0 } as const]),
    { op: 'linear', multiply, add },
    ...(vignette === 0 ? [] : [{ op: 'vignette', strength: vignette } as const]),
  ]
}
