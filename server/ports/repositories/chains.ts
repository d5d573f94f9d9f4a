import type { Derived } from '../../domain/derived.ts'

/** A literal chain; the extension is empty where there was none. */
export type Chain = Pick<Derived, 'transformation' | 'extension'>

/** With that extension, or, when it is null, with any and with none. */
export type ChainPattern = Pick<Chain, 'transformation'> & { readonly extension: string | null }

export interface ChainRepository {
  /** For strict environments, although it has no name. */
  isAllowed(environmentId: string, chain: Chain): Promise<boolean>
  allow(environmentId: string, chain: Chain): Promise<void>
  disallow(environmentId: string, chain: Chain): Promise<void>
  /** Whether a derived row was made with it. */
  isUsed(environmentId: string, chain: ChainPattern): Promise<boolean>
  /** What is used or allowed, sorted, after `after` (null: from the start). */
  list(
    environmentId: string,
    options: { readonly after: Chain | null; readonly limit: number },
  ): Promise<readonly Chain[]>
}
