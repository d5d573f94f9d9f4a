/**
 * What planning takes and gives. `plan()` is pure: whatever it cannot know (the size of a text, the box that a trim
 * leaves, a layer's size) it asks for by returning `needs`; the caller finds it, adds it to the facts, and asks again.
 */
import type { LayerSpec, Rgba, TextStyle, Transformation } from '../ast.ts'
import type { VideoPlan } from './film-types.ts'
import type { Box, Operation } from './operations.ts'

/** What is stored about a media file; sizes are those before EXIF orientation, unless said. */
export interface SourceFacts {
  readonly resourceType: 'image' | 'video' | 'raw'
  /** Our name of the stored format: `jpg`, `png`, `gif`, `webp`, `avif`, `svg`, `pdf`, `tiff` … */
  readonly format: string
  /** Pixels as stored. For SVG and PDF: at 72 dpi. */
  readonly width: number
  readonly height: number
  /** EXIF orientation 1..8. */
  readonly orientation: number
  readonly hasAlpha: boolean
  /** Pages of a document, layers of a TIFF, frames of an animation; 1 for a plain picture. */
  readonly pages: number
  readonly animated: boolean
  /** Bytes of the stored file. */
  readonly bytes: number
  /** Interlaced or progressive, or of a codec that decodes whole frames: costs memory. */
  readonly fullFrameDecode: boolean
  /** Seconds; video, audio and animations. */
  readonly duration?: number
  /** Nobody has looked into it: its size is not known. */
  readonly isUnread?: boolean
}

/** Facts that the language can ask about the asset (`tags`, `ctx`, `g_custom`, `g_face` …). */
export interface AssetAttributes {
  readonly publicId: string
  readonly tags: readonly string[]
  readonly context: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string | number | readonly string[]>>
  readonly faces: readonly Box[] | null
  readonly customCoordinates: readonly Box[]
  /** Named regions, as polygons or boxes reduced to their bounding boxes. */
  readonly regions: Readonly<Record<string, Box>>
}

/** What the request says, reduced to few values before anything else (they take part in the cache key). */
export interface RequestHints {
  /** Best formats that the client takes by name, of those that we make. */
  readonly accepts: readonly ('avif' | 'webp' | 'jxl')[]
  /** Device pixel ratio, when a hint was sent. */
  readonly dpr: number | null
  /** Device pixels wanted, when a hint was sent. */
  readonly width: number | null
  readonly saveData: boolean
}

export interface PlanFacts {
  readonly source: SourceFacts
  readonly attributes: AssetAttributes
  /** Written after the last dot of the URL, lower case; null when none. */
  readonly extension: string | null
  readonly hints: RequestHints
  readonly limits: PlanLimits
  /** The picture becomes a part of another one, or of a film: the format is that of the whole. */
  readonly isPiece?: boolean
  /** Named transformations by name, without `t_`; `null` = looked up and not there. */
  readonly named: ReadonlyMap<string, Transformation | null>
  /** By `needKey()`. */
  readonly answers: ReadonlyMap<string, NeedAnswer>
}

export interface PlanLimits {
  /** Pixels of one output frame. */
  readonly outputPixels: number
  readonly outputSide: number
  /** Pixels over all frames. */
  readonly totalPixels: number
  readonly animationFrames: number
  readonly layers: number
}

/** Something that planning must know and that only somebody with files can tell. */
export type Need =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'layer'; readonly layer: Extract<LayerSpec, { readonly kind: 'asset' | 'fetch' }> }
  /** The style and text of a text asset (`l_text:<id>:…`). */
  | { readonly kind: 'text'; readonly text: TextPicture }
  /** The box that is left when borders of a similar colour are cut. `tolerance` 0..1 of the greatest RGB distance. */
  | {
      readonly kind: 'trim'
      readonly picture: MeasuredPicture
      readonly tolerance: number
      readonly colour: Rgba | null
    }
  /** Where a window of that size catches most attention. Answered by a `box` of exactly that size. */
  | {
      readonly kind: 'attention'
      readonly picture: MeasuredPicture
      readonly width: number
      readonly height: number
    }

/** A picture in the middle of a chain: everything that is needed to make it and look at it. */
export interface MeasuredPicture {
  /** The asset itself, or the layer that it is made from. */
  readonly of: 'source' | Extract<PlanInput, { readonly kind: 'layer' }>
  readonly selection: SourceSelection
  readonly operations: readonly Operation[]
  /** What `composite` operations refer to, as in `ImagePlan.inputs`. */
  readonly inputs: readonly PlanInput[]
}

/** A text to be set; also what the renderer is given. Pixels. */
export interface TextPicture {
  readonly text: string
  readonly style: TextStyle
  readonly colour: Rgba
  readonly background: Rgba | null
  readonly stroke: { readonly width: number; readonly colour: Rgba } | null
  /** Wrap at this width; with `maxHeight` also cut with an ellipsis. */
  readonly maxWidth: number | null
  readonly maxHeight: number | null
  /** Keep ascent and descent instead of trimming to the ink. */
  readonly keepPadding: boolean
}

export type NeedAnswer =
  | { readonly kind: 'layer'; readonly facts: SourceFacts | null; readonly reason?: string }
  /** The bitmap itself stays with whoever rendered it, under the same key. */
  | { readonly kind: 'text'; readonly width: number; readonly height: number }
  | { readonly kind: 'box'; readonly box: Box }

export type PlanInput =
  | {
      readonly kind: 'layer'
      readonly layer: Extract<LayerSpec, { readonly kind: 'asset' | 'fetch' }>
      readonly autoOrient: boolean
    }
  | { readonly kind: 'text'; readonly text: TextPicture }

/** Which frame of a video; the representative one is the renderer's choice. */
export type Moment = { readonly kind: 'at'; readonly seconds: number } | { readonly kind: 'representative' }

/** How the stored file is opened. */
export interface SourceSelection {
  /** Of a video: the frame that is taken for the picture. Default: the first. */
  readonly moment?: Moment
  /** First page or frame, from 0. */
  readonly page: number
  /** How many; -1 = all that follow. */
  readonly pages: number
  /** Several single pages, for documents; overrides `page` and `pages`. */
  readonly pageList?: readonly number[]
  /** Dots per inch for SVG and PDF. */
  readonly density: number
  readonly autoOrient: boolean
  /** Size of one frame after opening and orientation. */
  readonly width: number
  readonly height: number
}

export interface ImageEncoding {
  /** `jpg png gif webp avif tiff jxl jp2 bmp ico pdf svg` … */
  readonly format: string
  /** 1..100; `null` for formats without. */
  readonly quality: number | null
  /** `q_auto`: search the lowest quality that looks the same; `quality` is then the starting point. */
  readonly automatic: 'best' | 'good' | 'eco' | 'low' | null
  readonly chroma: '420' | '444' | null
  readonly lossless: boolean
  readonly progressive: 'none' | 'semi' | 'steep'
  /** Laid under what is transparent, for formats without alpha. */
  readonly background: Rgba
  readonly palette: boolean
  readonly depth: 'png8' | 'png24' | 'png32' | null
  readonly lossy: boolean
  readonly keepMetadata: boolean
  readonly keepProfile: boolean
  readonly density: number | null
  readonly animated: boolean
  /** Milliseconds between frames; null keeps the source's. */
  readonly delay: number | null
  /** 0 = for ever; null keeps the source's. */
  readonly loop: number | null
}

export interface ImagePlan {
  readonly media: 'image'
  readonly source: SourceSelection
  readonly operations: readonly Operation[]
  readonly inputs: readonly PlanInput[]
  /** Size of one frame at the end. */
  readonly width: number
  readonly height: number
  readonly encoding: ImageEncoding
}

/** The stored bytes, as they are (perhaps sanitised or under another disposition). */
export interface PassThroughPlan {
  readonly media: 'original'
  readonly sanitise: boolean
}

export type Plan = ImagePlan | VideoPlan | PassThroughPlan

/** What the answer looks like, whatever is rendered. */
export interface DeliveryOptions {
  /** `fl_attachment[:name]`; empty string = the asset's own name. */
  readonly attachment: string | null
  readonly immutable: boolean
  /** `fl_getinfo`: JSON about the picture instead of the picture. */
  readonly information: boolean
  readonly defaultImage: { readonly publicId: string; readonly extension: string | null } | null
  /** Request hints that took part, for `Vary`. */
  readonly varied: readonly ('accept' | 'dpr' | 'width' | 'save-data')[]
  /** The chain used something that only a signed URL may use. */
  readonly requiresSignature: string | null
}

export type PlanOutcome =
  | { readonly kind: 'needs'; readonly needs: readonly Need[] }
  | { readonly kind: 'plan'; readonly plan: Plan; readonly delivery: DeliveryOptions }
