/**
 * What goes over the wire between the pool and its children. Paths and small bitmaps, never streams; everything is
 * plain data that structured cloning carries.
 */
import type { DescribeNeeds, Description } from '../../ports/describer.ts'
import type {
  AssemblyRequest,
  Bitmap,
  MeasureSource,
  RenderInput,
  RenderResult,
  SourceFile,
} from '../../ports/renderer.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { Box } from '../../transformation/plan/operations.ts'
import type { ImagePlan, TextPicture } from '../../transformation/plan/plan-types.ts'

/** Which decoders a child may use. Only `vector` children can draw SVG; only `foreign` ones load the WebAssembly codecs. */
export type Role = 'raster' | 'vector' | 'foreign'

/** What is allowed of one source; checked on headers, before pixels are made. */
export interface MediaLimits {
  /** Pixels of one frame or page. */
  readonly framePixels: number
  /** Pixels over all frames that are decoded. */
  readonly totalPixels: number
  /** Frames or pages of a stored file. */
  readonly frames: number
  readonly svgBytes: number
}

/** Given to a child at its birth. */
export interface ChildSettings {
  readonly role: Role
  readonly limits: MediaLimits
}

export interface Jobs {
  readonly render: {
    readonly input: {
      readonly plan: ImagePlan
      readonly source: SourceFile
      readonly inputs: readonly RenderInput[]
      readonly target: string
    }
    readonly output: RenderResult
  }
  readonly text: { readonly input: { readonly picture: TextPicture }; readonly output: Bitmap }
  readonly assemble: { readonly input: AssemblyRequest; readonly output: RenderResult }
  readonly trim: {
    readonly input: { readonly measured: MeasureSource; readonly tolerance: number; readonly colour: Rgba | null }
    readonly output: Box
  }
  readonly attention: {
    readonly input: { readonly measured: MeasureSource; readonly width: number; readonly height: number }
    readonly output: Box
  }
  readonly describe: {
    readonly input: { readonly path: string; readonly format: string; readonly needs: DescribeNeeds }
    readonly output: Description
  }
}

export type JobKind = keyof Jobs
export type JobInput<K extends JobKind> = Jobs[K]['input']
export type JobOutput<K extends JobKind> = Jobs[K]['output']

export interface JobMessage {
  readonly id: number
  readonly kind: JobKind
  readonly input: unknown
}

/** `message` is our own text; `detail` is the library's and goes to the log only. */
export interface Failure {
  readonly code: 'CORRUPT_MEDIA' | 'UNSUPPORTED_FORMAT' | 'LIMIT_EXCEEDED' | 'STORAGE_FULL' | 'INTERNAL'
  readonly message: string
  readonly detail: string
}

/** What a child answers to a job. */
export type ChildAnswer = Exclude<ChildMessage, { readonly ready: true } | { readonly taken: number }>

export type ChildMessage =
  | { readonly ready: true }
  /** The job reached the child: from here on its death counts against the job. */
  | { readonly taken: number }
  | { readonly id: number; readonly output: unknown; readonly memoryBytes: number }
  | { readonly id: number; readonly failure: Failure; readonly memoryBytes: number }
