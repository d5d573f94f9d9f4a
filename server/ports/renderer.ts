import type { Rgba } from '../transformation/ast.ts'
import type { Box, Operation } from '../transformation/plan/operations.ts'
import type {
  ImageEncoding,
  ImagePlan,
  SourceFacts,
  SourceSelection,
  TextPicture,
} from '../transformation/plan/plan-types.ts'

/** Straight (not premultiplied) RGBA, 4 bytes a pixel, row-major. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A file on this machine with what is known about it. Read only. */
export interface SourceFile {
  readonly path: string
  readonly facts: SourceFacts
}

export type RenderInput =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'bitmap'; readonly bitmap: Bitmap }

export interface RenderRequest {
  readonly plan: ImagePlan
  readonly source: SourceFile
  /** In the order of `plan.inputs`. */
  readonly inputs: readonly RenderInput[]
  /** Where the file is to be written; it must not exist. Complete and closed when `render` resolves; absent when it rejects. */
  readonly target: string
}
export interface RenderResult {
  readonly width: number
  readonly height: number
  readonly bytes: number
  /** What came out, e.g. `jpg`. */
  readonly format: string
  /** MD5 of the file, 32 hex. */
  readonly md5: string
  readonly frames: number
  /** Quality that was used in the end (`q_auto`). */
  readonly quality: number | null
}
export interface RenderOptions {
  readonly signal?: AbortSignal
}

/** A picture laid where it belongs, over those before it; it may reach beyond the edges. Of a file the first page. */
export interface AssemblyPiece {
  readonly picture: RenderInput
  /** From 0. */
  readonly frame: number
  readonly left: number
  readonly top: number
}
/** A picture made of several: side by side, as frames, or as pages. */
export interface AssemblyRequest {
  readonly pieces: readonly AssemblyPiece[]
  /** Of one frame. */
  readonly width: number
  readonly height: number
  readonly frames: number
  /** Under all pieces. */
  readonly background: Rgba
  readonly encoding: ImageEncoding
  /** As in `RenderRequest`. */
  readonly target: string
}

/** A picture in the middle of a chain, for measuring. */
export interface MeasureSource {
  readonly source: SourceFile
  readonly selection: SourceSelection
  readonly operations: readonly Operation[]
  readonly inputs: readonly RenderInput[]
}

/**
 * Executes plans. Bounded: at most one job per core runs, admission by estimated memory, a bounded queue
 * (`OverloadedError` beyond it), a time limit (`RenderTimeoutError`), isolated from this process.
 * Errors: `CorruptMediaError` (the file cannot be decoded), `UnsupportedFormatError`.
 */
export interface Renderer {
  render(request: RenderRequest, options?: RenderOptions): Promise<RenderResult>
  text(picture: TextPicture, options?: RenderOptions): Promise<Bitmap>
  assemble(request: AssemblyRequest, options?: RenderOptions): Promise<RenderResult>
  /** The box that is left when borders within `tolerance` (0..1 of the greatest RGB distance) of the colour (null: of the
   *  top left corner) are cut; the whole picture when it is uniform. */
  trimBox(source: MeasureSource, tolerance: number, colour: Rgba | null, options?: RenderOptions): Promise<Box>
  /** The window of that size that catches most attention. */
  attentionBox(source: MeasureSource, width: number, height: number, options?: RenderOptions): Promise<Box>
  close(): Promise<void>
}
