/**
 * The neutral operations that a transformation is planned to: the only language that a render engine understands.
 * Closed on purpose: each engine has one handler per member, as a mapped type, so that a new member does not compile
 * until it is handled. Numbers are final: pixels of the picture at that point, seconds, degrees clockwise.
 * Colour work is done on sRGB values 0..255 without premultiplication; alpha is left alone unless it is said.
 * A plan is plain JSON.
 */
import type { Rgba } from '../ast.ts'

/** Row-major; applied to the column (red, green, blue[, alpha]). */
export type Matrix3 = readonly [Row3, Row3, Row3]
export type Matrix4 = readonly [Row4, Row4, Row4, Row4]
type Row3 = readonly [number, number, number]
type Row4 = readonly [number, number, number, number]

/** Whole pixels, origin at the top left, inside the picture. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export type BlendMode = 'over' | 'multiply' | 'screen' | 'overlay'

export type Operation =
  // geometry
  | { readonly op: 'resize'; readonly width: number; readonly height: number }
  | ({ readonly op: 'extract' } & Box)
  | {
      readonly op: 'extend'
      readonly left: number
      readonly top: number
      readonly right: number
      readonly bottom: number
      readonly background: Rgba
    }
  /** A quarter turn clockwise, once to three times. */
  | { readonly op: 'turn'; readonly quarters: 1 | 2 | 3 }
  /** Any other angle; the picture grows to `width` x `height`, corners get `background`. */
  | {
      readonly op: 'rotate'
      readonly degrees: number
      readonly width: number
      readonly height: number
      readonly background: Rgba
    }
  /** Mirrors: `horizontal` swaps left and right, `vertical` top and bottom. */
  | { readonly op: 'flip'; readonly axis: 'horizontal' | 'vertical' }
  // tone
  | { readonly op: 'linear'; readonly multiply: Row3; readonly add: Row3 }
  | { readonly op: 'recombine'; readonly matrix: Matrix3 | Matrix4 }
  /** 256 output values per channel. */
  | {
      readonly op: 'curve'
      readonly red: readonly number[]
      readonly green: readonly number[]
      readonly blue: readonly number[]
    }
  /** HSL: hue turned, saturation times `saturation`; `vibrance` (-1..1) weighs the gain by 1 - saturation. */
  | { readonly op: 'hsl'; readonly hueDegrees: number; readonly saturation: number; readonly vibrance: number }
  /** HSV: value times `value`. */
  | { readonly op: 'hsv'; readonly value: number }
  // neighbourhood
  | { readonly op: 'blur'; readonly sigma: number; readonly region?: Box }
  | { readonly op: 'pixelate'; readonly size: number; readonly region?: Box }
  /** On the lightness channel: `sigma` in pixels, `amount` = gain. */
  | { readonly op: 'sharpen'; readonly sigma: number; readonly amount: number }
  /** On each channel: v + amount * (v - blurred(v)). */
  | { readonly op: 'unsharp'; readonly sigma: number; readonly amount: number }
  /** 0..1; darkens towards the corners, the centre stays. */
  | { readonly op: 'vignette'; readonly strength: number }
  // alpha
  /** Alpha times `factor`, 0..1. */
  | { readonly op: 'opacity'; readonly factor: number }
  /** Alpha at least `threshold` (0..255) becomes opaque, the rest transparent. */
  | { readonly op: 'alpha_threshold'; readonly threshold: number }
  /** Pixels within `tolerance` (0..1 of the greatest RGB distance) of the colour become transparent; null: the edge colour. */
  | { readonly op: 'key_out'; readonly colour: Rgba | null; readonly tolerance: number }
  /** Lays a colour under the picture; the result is as opaque as the colour is. */
  | { readonly op: 'flatten'; readonly background: Rgba }
  /** Everything outside the shape becomes transparent. Corner radii as in `Radius`, already clamped. */
  | { readonly op: 'round'; readonly shape: RoundShape }
  /** A frame drawn inside the picture's edges (which `extend` made room for), following the shape. */
  | { readonly op: 'frame'; readonly width: number; readonly colour: Rgba; readonly shape: RoundShape | null }
  /**
   * A blurred copy of the alpha in `colour`, moved by `x`, `y`, laid under the picture. The canvas was already grown
   * by `extend`.
   */
  | {
      readonly op: 'shadow'
      readonly x: number
      readonly y: number
      readonly sigma: number
      readonly opacity: number
      readonly colour: Rgba
    }
  // composition
  | Composite
  // time (animated pictures)
  | { readonly op: 'frames'; readonly selection: FrameSelection }

export type RoundShape =
  | { readonly kind: 'ellipse' }
  | { readonly kind: 'corners'; readonly radii: readonly [number, number, number, number] }

/**
 * Lays a picture over or under the current one. `left`/`top` are relative to the current picture and may lie outside
 * of it; the canvas was already grown (or is meant to clip).
 *
 * mode  over / under: blended. cut_out: alpha x (1 - layer alpha). cutter: alpha x layer alpha (0 outside the layer).
 */
export interface Composite {
  readonly op: 'composite'
  readonly layer: LayerPicture
  readonly left: number
  readonly top: number
  readonly mode: 'over' | 'under' | 'cut_out' | 'cutter'
  readonly blend: BlendMode
  /** Repeated over the whole picture from its top left, at the layer's own size. */
  readonly tiled: boolean
}

/** A picture of its own, made by its own operations. */
export interface LayerPicture {
  /** Index in `ImagePlan.inputs`. */
  readonly input: number
  /** Size after the operations. */
  readonly width: number
  readonly height: number
  readonly operations: readonly Operation[]
}

export type FrameSelection =
  /** Forward and then backward. */
  | { readonly kind: 'boomerang' }
  | { readonly kind: 'reverse' }
  /** At most this many, spread evenly over the time. */
  | { readonly kind: 'count'; readonly count: number }
  /** At least this much time between two frames. */
  | { readonly kind: 'interval'; readonly milliseconds: number }
  /** `e_fade`: over this time from or to transparent. */
  | { readonly kind: 'fade'; readonly milliseconds: number; readonly direction: 'in' | 'out' }
  /** `e_accelerate`: delays divided by `factor`. */
  | { readonly kind: 'speed'; readonly factor: number }

/** Operations whose members are named `op`, for the engines' handler tables. */
export type OperationName = Operation['op']
export type OperationOf<N extends OperationName> = Extract<Operation, { readonly op: N }>
