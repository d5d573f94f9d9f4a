/**
 * What a handler makes of one operation: something that can join the current libvips pipeline, an overlay, or a
 * function on raw pixels.
 */
import type { OverlayOptions, Sharp } from 'sharp'
import type { LayerPicture } from '../../transformation/plan/operations.ts'
import type { Pixels } from './pixels.ts'

/**
 * The order in which sharp runs what is asked of one pipeline, whatever the order of the calls (read from the
 * pipeline source of sharp 0.35.5). A step joins the current pass only if its place comes after the last one taken.
 */
export const STAGE = {
  open: 0,
  extractBefore: 1,
  resize: 2,
  flip: 3,
  turn: 4,
  // sharp 0.35.5 cuts first and extends then, but reports the size of the cut: they never share a pass.
  extend: 5,
  extractAfter: 6,
  blur: 7,
  recombine: 8,
  sharpen: 9,
  composite: 10,
  linear: 11,
} as const
export type Stage = (typeof STAGE)[keyof typeof STAGE]

/** What is known about the picture at a point of the chain, without looking at pixels. */
export interface Shape {
  readonly width: number
  readonly height: number
  /** Nothing is transparent, whether or not there is an alpha channel. */
  readonly opaque: boolean
}

export type Step =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'pass'
      readonly stage: Stage
      readonly apply: (pipeline: Sharp) => Sharp
      readonly after?: Partial<Shape>
      /** Works on a strip of frames as on each frame. */
      readonly onStrip: boolean
      /** Wants 8-bit sRGB: not straight after opening a grey, 16-bit or indexed source. */
      readonly needsPlain: boolean
    }
  | { readonly kind: 'overlay'; readonly overlay: OverlayOptions; readonly after?: Partial<Shape> }
  | {
      readonly kind: 'kernel'
      readonly run: (pixels: Pixels) => Pixels | Promise<Pixels>
      readonly after?: Partial<Shape>
      readonly onStrip: boolean
    }
  /** Extraction has two places in a pass; only the pass knows which is free. */
  | {
      readonly kind: 'extract'
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'resize'; readonly width: number; readonly height: number }

/** What handlers may ask for beside the operation. */
export interface StepContext {
  /** The finished pixels of a layer. */
  layer(layer: LayerPicture): Promise<Pixels>
}

export const NOTHING: Step = { kind: 'nothing' }
