import type { Asset } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import type { Chain } from '../../ports/repositories/chains.ts'
import type { StoredChain } from '../../transformation/stored-chain.ts'

export interface ListedTransformation {
  /** Without `t_` for a named one, else the literal chain. */
  readonly name: string | Chain
  readonly allowedForStrict: boolean
  /** Whether something was made with it. */
  readonly used: boolean
}

export interface TransformationPage {
  readonly transformations: readonly ListedTransformation[]
  readonly nextCursor: string | null
}

export interface TransformationDetails extends ListedTransformation {
  readonly definition: StoredChain
  readonly derived: readonly { readonly derived: Derived; readonly asset: Asset }[]
  readonly nextCursor: string | null
}

export interface PageRequest {
  readonly maxResults: number
  readonly nextCursor?: string | undefined
}

export interface ListRequest extends PageRequest {
  /** Only those that have a name, or that have none. */
  readonly named?: boolean | undefined
  /** Whether something was made with them is not said: that is of assets which the reader may not know of. */
  readonly withoutUse?: boolean | undefined
}

export interface TransformationChanges {
  readonly allowedForStrict?: boolean | undefined
  /** A new definition of a named one. */
  readonly unsafeUpdate?: string | undefined
}

/** Transformations that are kept under a name, and those that were used without one. */
export interface Transformations {
  /** Named ones by name, then the others. `named` restricts to either. */
  list(environmentId: string, request: ListRequest): Promise<TransformationPage>
  /** @throws NotFoundError when neither named, used nor allowed; TransformationError when it is no transformation */
  get(environmentId: string, text: string, request: PageRequest): Promise<TransformationDetails>
  /** @throws ConflictError when the name is taken */
  create(
    environmentId: string,
    definition: {
      readonly name: string
      readonly transformation: string
      readonly allowedForStrict?: boolean | undefined
    },
  ): Promise<void>
  /** What was made with an older definition is removed. @throws NotFoundError */
  update(environmentId: string, text: string, changes: TransformationChanges): Promise<void>
  /** With everything made by it. @throws NotFoundError */
  delete(environmentId: string, text: string): Promise<void>
}
