import type { Asset } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { RenderResult, SourceFile } from '../../ports/renderer.ts'
import type { AssetAttributes, ImageEncoding, RequestHints } from '../../transformation/plan/plan-types.ts'

export interface DeriveRequest {
  readonly environment: ProductEnvironment
  readonly asset: Asset
  /** Decoded once, components joined by `/`; empty for a mere conversion. */
  readonly transformation: string
  /** Lower case; null when the URL or stored chain has none. */
  readonly extension: string | null
  readonly hints: RequestHints
  /** Part of something that limits of use have let in. */
  readonly isAdmitted?: boolean
}

/** Incoming transformation: a file that is not an asset yet. */
export interface TransformRequest {
  readonly environment: ProductEnvironment
  readonly source: SourceFile
  readonly attributes: AssetAttributes
  readonly transformation: string
  readonly format: string | null
  /** Must not exist. */
  readonly target: string
}

/** One of the pictures that another one is made of. */
export interface PieceRequest {
  readonly environment: ProductEnvironment
  readonly source: SourceFile
  readonly attributes: AssetAttributes
  readonly transformation: string
  /** Of the whole, when the chain names no format. */
  readonly format: string
  /** Must not exist. */
  readonly target: string
}
export interface DrawnPiece {
  readonly result: RenderResult
  /** How the chain has the whole written. */
  readonly encoding: ImageEncoding
}

/** Files made from assets: rendered once for any number of callers at a time, kept, and forgotten with their asset. */
export interface Derivations {
  /** Finds or renders. One render for simultaneous callers; it is stopped when the last of them has left. */
  derive(request: DeriveRequest, signal?: AbortSignal): Promise<Derived>
  /** Renders what `derive` would, tells about it, and keeps nothing. */
  measure(request: DeriveRequest, signal?: AbortSignal): Promise<RenderResult>
  transform(request: TransformRequest, signal?: AbortSignal): Promise<RenderResult>
  /** What the chain makes of the first page or frame, as a PNG whatever format it names. */
  drawPiece(request: PieceRequest, signal?: AbortSignal): Promise<DrawnPiece>
  /**
   * To be called after a committed change of an asset (file, name, access, tags, context, existence): nothing made from an older
   * version is served afterwards. The rows are already gone; this drops what is held in memory and in flight.
   */
  forget(asset: { readonly environmentId: string; readonly id: string }): void
  /** The same for a named transformation that was written or deleted. */
  forgetNamed(environmentId: string, name: string): void
  /** The same for changed settings, keys or a switched-off environment: whatever it delivered is decided anew. */
  forgetEnvironment(environmentId: string): void
}
