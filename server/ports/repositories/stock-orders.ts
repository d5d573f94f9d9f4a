import type { StockOrderRecord, StockOrderState } from '../../domain/stock-order.ts'

export interface StockOrderQuery {
  readonly library: string | null
  readonly state: StockOrderState | null
  /** The last one of the page before. */
  readonly after: { readonly createdAt: number; readonly id: string } | null
  readonly limit: number
}

export interface StockOrderRepository {
  /** Keeps what is there already under that name. */
  insertNew(order: StockOrderRecord): Promise<void>
  find(environmentId: string, id: string): Promise<StockOrderRecord | null>
  /** The newest first. */
  list(environmentId: string, query: StockOrderQuery): Promise<readonly StockOrderRecord[]>
  /** Takes the right to ask the library until then. False: somebody else has it at this moment, or it was bought. */
  claim(environmentId: string, id: string, claim: { readonly now: number; readonly until: number }): Promise<boolean>
  /** The library has ended, whatever came of it. A claim that somebody made since stays. */
  endClaim(environmentId: string, id: string, claim: { readonly now: number; readonly until: number }): Promise<void>
  /** It was bought. */
  setLicence(environmentId: string, id: string, licence: NonNullable<StockOrderRecord['licence']>): Promise<void>
  setAsset(environmentId: string, id: string, assetId: string): Promise<void>
  setProblem(environmentId: string, id: string, problem: string): Promise<void>
  /** It is known that nothing was bought under the claim that ended then; one that somebody made since stays. */
  deleteUnsold(environmentId: string, id: string, claimedUntil: number): Promise<void>
}
