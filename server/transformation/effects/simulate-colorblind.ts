/**
 * `e_simulate_colorblind[:deficiency=deuteranopia]`: shows the picture as a colour-blind person sees it.
 *
 * Matrices of Machado, Oliveira and Fernandes (2009), severity 1 for the -opias and 0.6 for the -omalies; the two
 * monochromacies by the achromatopsia and achromatomaly matrices in common use. Applied to sRGB values.
 */
import { defineEffect } from '../define-effect.ts'
import type { Matrix3 } from '../plan/operations.ts'
import { choice } from '../readers.ts'
import { argument } from './arguments/argument.ts'
import { positional } from './arguments/positional.ts'

const DEFICIENCIES = [
  'deuteranopia',
  'protanopia',
  'tritanopia',
  'tritanomaly',
  'deuteranomaly',
  'cone_monochromacy',
  'rod_monochromacy',
] as const

export const COLOUR_BLINDNESS: Readonly<Record<(typeof DEFICIENCIES)[number], Matrix3>> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  tritanomaly: [
    [1.104996, -0.046633, -0.058363],
    [-0.032137, 0.971635, 0.060503],
    [0.001336, 0.317922, 0.680742],
  ],
  deuteranomaly: [
    [0.498864, 0.674741, -0.173604],
    [0.205199, 0.754872, 0.039929],
    [-0.011131, 0.030969, 0.980162],
  ],
  cone_monochromacy: [
    [0.618, 0.32, 0.062],
    [0.163, 0.775, 0.062],
    [0.163, 0.32, 0.516],
  ],
  rod_monochromacy: [
    [0.299, 0.587, 0.114],
    [0.299, 0.587, 0.114],
    [0.299, 0.587, 0.114],
  ],
}

const read = positional({ deficiency: argument(choice(...DEFICIENCIES), 'deuteranopia') })

export const simulateColorblind = defineEffect({
  name: 'simulate_colorblind',
  summary: 'Shows the picture as a colour-blind person sees it',
  form: 'e_simulate_colorblind[:deficiency=deuteranopia]',
  media: ['image', 'animation'],
  tier: 'B',
  read,
  plan: ({ deficiency }) => [{ op: 'recombine', matrix: COLOUR_BLINDNESS[deficiency] }],
})
