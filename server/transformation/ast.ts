/**
 * The typed tree of a transformation chain. Everything is readonly and is frozen by the parser.
 *
 * A chain is read once (`parse.ts`), and walked by the planner (`plan/plan.ts`), which evaluates expressions and
 * conditions as it goes, because `if_w_gt_100` speaks of the size *at that point of the chain*.
 *
 *   text -> Transformation -> (walk: close each Component against a Scope) -> ClosedComponent -> Operations
 *
 * Over the ceiling of 300 lines because nodes and values are one vocabulary, read together; there is no code in it.
 */

/** sRGB, 0..255 each; alpha 0..1. */
export interface Rgba {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

// ---------------------------------------------------------------------------------------------------------------
// Nodes

export interface Transformation {
  readonly kind: 'transformation'
  /** The chain as written, after one percent-decoding; components joined by `/`. Literal: it is part of the identity. */
  readonly text: string
  readonly nodes: readonly ChainNode[]
}

export type ChainNode = Component | Conditional | LayerBracket

/** One `/`-separated step. `condition` is the one-component form `if_<c>,<params>`. */
export interface Component {
  readonly kind: 'component'
  readonly text: string
  /** Start in `Transformation.text`. */
  readonly offset: number
  readonly condition: Expression | null
  readonly assignments: readonly Assignment[]
  /** In URL order; duplicates are already reduced: the last of a key wins (flags are united). */
  readonly parameters: readonly Parameter[]
}

/** `if_<c>/…/if_else/…/if_end` */
export interface Conditional {
  readonly kind: 'conditional'
  readonly offset: number
  readonly condition: Expression
  readonly whenTrue: readonly ChainNode[]
  readonly whenFalse: readonly ChainNode[]
}

/**
 * `l_…/…/fl_layer_apply` or, with `close: null`, the legacy one-component form. Placement and blending are taken
 * from either end (the closing one wins); other parameters of `open` are the first step on the layer.
 */
export interface LayerBracket {
  readonly kind: 'layer'
  readonly offset: number
  readonly open: Component
  readonly inner: readonly ChainNode[]
  readonly close: Component | null
}

/** `$name_<value>` */
export interface Assignment {
  readonly name: string
  readonly value: VariableValue
  readonly offset: number
}

export type VariableValue =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly conversion?: 'to_i' | 'to_f' }
  /** A piece of text that is substituted as it stands, e.g. `$size_0.5` or `$c_!rgb:ff0000!`. */
  | { readonly kind: 'text'; readonly text: string; readonly conversion?: 'to_i' | 'to_f' }
  | { readonly kind: 'set'; readonly items: readonly string[] }
  | { readonly kind: 'reference'; readonly publicId: string }
  | { readonly kind: 'current' }
  | { readonly kind: 'current_public_id' }

/** A typed parameter, or one that has variables or expressions in it and is read when the planner reaches it. */
export type Parameter = { readonly [K in ParameterKey]: ParameterOf<K> }[ParameterKey]

export interface ParameterOf<K extends ParameterKey> {
  readonly key: K
  /** The value as written. */
  readonly text: string
  readonly offset: number
  readonly value: ParameterValues[K] | OpenValue
}

/** `w_$width`, `w_iw_div_2`, `bo_$n_solid_$c`: known only when the chain is walked. */
export interface OpenValue {
  readonly kind: 'open'
  readonly parts: readonly (string | Expression)[]
}

/** A component whose every value is known. Keys that were not written are absent. */
export interface ClosedComponent {
  readonly text: string
  readonly offset: number
  readonly values: ClosedValues
}
export type ClosedValues = { readonly [K in ParameterKey]?: ParameterValues[K] }

// ---------------------------------------------------------------------------------------------------------------
// Expressions

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly items: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'characteristic'; readonly name: Characteristic }
  | { readonly kind: 'context' | 'metadata'; readonly key: string }
  | {
      readonly kind: 'arithmetic'
      readonly operator: 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'pow'
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'comparison'
      readonly operator: 'eq' | 'ne' | 'lt' | 'gt' | 'lte' | 'gte' | 'in' | 'nin'
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'defined'; readonly name: string; readonly negated: boolean }

export type Characteristic =
  | 'w'
  | 'h'
  | 'iw'
  | 'ih'
  | 'ar'
  | 'iar'
  | 'tar'
  | 'fc'
  | 'pc'
  | 'cp'
  | 'px'
  | 'py'
  | 'idn'
  | 'ils'
  | 'du'
  | 'idu'
  | 'tags'
  | 'ctx'
  | 'md'
  | 'rn'
  | 'rc'
  | 'ccc'
  | 'pgnames'
  | 'dpr'

// ---------------------------------------------------------------------------------------------------------------
// Values, one type per key

export type CropMode =
  | 'scale'
  | 'fit'
  | 'limit'
  | 'mfit'
  | 'fill'
  | 'lfill'
  | 'pad'
  | 'lpad'
  | 'mpad'
  | 'fill_pad'
  | 'crop'
  | 'thumb'
  | 'auto'
  | 'auto_pad'
  | 'imagga_crop'
  | 'imagga_scale'

/** `200` = pixels; `0.5`, `1.0` = a multiple of the current size; an expression gives pixels. */
export type Length =
  | { readonly kind: 'pixels'; readonly value: number }
  | { readonly kind: 'relative'; readonly factor: number }
  /** `w_auto[:step[:fallback]]`, `w_auto:breakpoints…` */
  | {
      readonly kind: 'auto'
      readonly step: number
      readonly fallback: number | null
      readonly breakpoints: Breakpoints | null
    }

export interface Breakpoints {
  readonly minWidth: number
  readonly maxWidth: number
  readonly stepKilobytes: number
  readonly maxImages: number
  readonly json: boolean
}

/** `x`, `y`: pixels, or a fraction when written with a decimal point between -1 and 1. */
export type Offset =
  | { readonly kind: 'pixels'; readonly value: number }
  | { readonly kind: 'relative'; readonly factor: number }

export type Compass =
  | 'north_west'
  | 'north'
  | 'north_east'
  | 'west'
  | 'center'
  | 'east'
  | 'south_west'
  | 'south'
  | 'south_east'

export type Gravity =
  | { readonly kind: 'compass'; readonly direction: Compass }
  | { readonly kind: 'xy_center' }
  /** `custom`, `custom:face` … `fallback` is what is used when no coordinates are stored. */
  | { readonly kind: 'custom'; readonly fallback: string | null }
  | { readonly kind: 'region'; readonly name: string }
  /** `face`, `faces`, `face:center`, `faces:auto` … */
  | { readonly kind: 'face'; readonly all: boolean; readonly fallback: 'north' | 'center' | 'auto' }
  /** `auto[:…]`; modifiers as written. */
  | { readonly kind: 'auto'; readonly modifiers: readonly string[] }
  | {
      readonly kind: 'area_of_interest'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'liquid' }
  | { readonly kind: 'clipping_path'; readonly name: string }
  /** `body`, `adv_face`, `ocr_text`, object names, `track_person…`: understood, not available here. */
  | { readonly kind: 'detected'; readonly what: string }

export interface Angle {
  /** Applied left to right. Degrees clockwise, any real number. */
  readonly turns: readonly (number | 'hflip' | 'vflip')[]
  /** `a_ignore`: EXIF orientation is not applied. */
  readonly ignoreOrientation: boolean
  readonly automatic: 'auto_right' | 'auto_left' | null
}

export type Background =
  | { readonly kind: 'colour'; readonly colour: Rgba }
  | { readonly kind: 'auto'; readonly text: string }
  | { readonly kind: 'blurred'; readonly intensity: number; readonly brightness: number }
  | { readonly kind: 'generative'; readonly text: string }

export interface Border {
  /** Pixels. */
  readonly width: number
  readonly colour: Rgba
}

export type Radius =
  | { readonly kind: 'max' }
  /** Pixels: top left, top right, bottom right, bottom left. */
  | { readonly kind: 'corners'; readonly pixels: readonly [number, number, number, number] }

/** An effect with its arguments read by the effect's own definition (`effects/<name>.ts`). */
export interface EffectValue {
  readonly name: string
  /** As written after `e_name:`, empty when there was none. */
  readonly text: string
  readonly arguments: Readonly<Record<string, unknown>>
}

export interface Flag {
  readonly name: string
  /** `fl_attachment:<name>`, `fl_progressive:semi`, `fl_splice:transition_(…)`. */
  readonly argument: string | null
}

export type FormatChoice =
  | { readonly kind: 'fixed'; readonly format: string }
  | { readonly kind: 'auto'; readonly media: 'image' | 'video' | 'animated' | null }

export type Quality =
  | {
      readonly kind: 'fixed'
      readonly value: number
      readonly chroma: '420' | '444' | null
      readonly maxQuantiser: number | null
    }
  | { readonly kind: 'auto'; readonly level: 'best' | 'good' | 'eco' | 'low'; readonly sensitive: boolean }
  | { readonly kind: 'jpegmini'; readonly level: number }

export type Time =
  | { readonly kind: 'seconds'; readonly seconds: number }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'auto' }

/** `pg_3`, `pg_2-5;7;10`, `pg_name:x`, `pg_embedded:1`, `pg_all`. Ranges include both ends; `to: null` is open. */
export type PageSelection =
  | { readonly kind: 'numbers'; readonly ranges: readonly { readonly from: number; readonly to: number | null }[] }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'embedded'; readonly text: string }
  | { readonly kind: 'all' }

export interface TextStyle {
  readonly font: string
  /** Pixels. */
  readonly size: number
  readonly weight: string
  readonly style: 'normal' | 'italic'
  readonly decoration: 'normal' | 'underline' | 'strikethrough'
  readonly align: 'left' | 'center' | 'right' | 'start' | 'end' | 'justify'
  readonly stroke: boolean
  readonly letterSpacing: number | null
  readonly lineSpacing: number | null
  readonly antialias: string | null
  readonly hinting: string | null
}

export type LayerSpec =
  | {
      readonly kind: 'asset'
      readonly resourceType: 'image' | 'video' | 'raw'
      readonly type: string
      readonly publicId: string
    }
  | { readonly kind: 'fetch'; readonly resourceType: 'image' | 'video'; readonly url: string }
  /** `text` after the second, lenient decoding; `$(name)` still in place until `closeComponent` fills it. */
  | { readonly kind: 'text'; readonly style: TextStyle; readonly text: string }
  | { readonly kind: 'text_asset'; readonly publicId: string; readonly text: string }
  | { readonly kind: 'subtitles'; readonly style: TextStyle | null; readonly publicId: string }
  | { readonly kind: 'lut'; readonly publicId: string }
  | { readonly kind: 'variable'; readonly name: string }

/** What each key means once it is read. The keys of this interface are the language's keys (with `if` and `$` beside it). */
export interface ParameterValues {
  a: Angle
  ac: string
  af: number | 'iaf'
  ar: number
  b: Background
  bl: string
  bo: Border
  br: string
  c: CropMode
  co: Rgba
  cs: string
  d: { readonly publicId: string; readonly extension: string | null }
  dl: number
  dn: number | 'idn'
  dpr: number | 'auto'
  dr: string
  du: Time
  e: EffectValue
  eo: Time
  f: FormatChoice
  fl: readonly Flag[]
  fn: string
  fps: { readonly min: number; readonly max: number | null; readonly isRange: boolean }
  g: Gravity
  h: Length
  ki: number
  l: LayerSpec
  o: number
  p: string
  pg: PageSelection
  q: Quality
  r: Radius
  s: string
  so: Time
  sp: string
  t: readonly string[]
  u: LayerSpec
  vc: string
  vs: { readonly count: number } | { readonly everySeconds: number }
  w: Length
  x: Offset
  y: Offset
  z: number
}
export type ParameterKey = keyof ParameterValues
