/** What delivery needs of derived files, step by step. */
import type { Derived } from '../../domain/derived.ts'
import type { Transformation } from '../../transformation/ast.ts'
import type { Derivations, DeriveRequest } from './derivations.ts'
import type { Planned } from './planning.ts'

export interface PrepareRequest extends DeriveRequest {
  /** Signed by a key, or asked for by the API: may use restricted layers. */
  readonly isTrusted: boolean
}

/** A chain that is planned for an asset; nothing is rendered yet. */
export interface Prepared extends Planned {
  readonly request: PrepareRequest
  /** Names the file. */
  readonly fileKey: string
}

export interface Obtained {
  readonly derived: Derived
  /** Rendered for this call. */
  readonly isFresh: boolean
  /** The file itself, when the disk is too full to keep it; else null, and it lies in the storage. */
  readonly unkept: Buffer | null
}

/** What delivery uses beyond the interface of the other services. */
export interface DerivationsService extends Derivations {
  /** The tree of a chain. @throws TransformationError */
  parse(transformation: string): Transformation
  prepare(request: PrepareRequest, signal?: AbortSignal): Promise<Prepared>
  /** @throws AssetChangedError when the asset was replaced meanwhile: prepare again. */
  obtain(prepared: Prepared, signal?: AbortSignal): Promise<Obtained>
  /** Removes files, least recently used first, until the limits are kept. */
  makeRoom(): Promise<void>
  /** Calls back with the name of everything that is forgotten; see `dependency.ts`. */
  onForget(listener: (dependency: string) => void): void
  /** Writes what is noted, before the process ends. */
  close(): Promise<void>
}
