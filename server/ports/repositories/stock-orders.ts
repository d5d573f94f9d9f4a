import type { StockOrderRecord } from '../../domain/stock-order.ts'

export interface StockOrderRepository {
  insert(order: StockOrderRecord): Promise<void>
  find(environmentId: string, id: string): Promise<StockOrderRecord | null>
  /** It was bought. */
  setLicence(environmentId: string, id: string, licence: NonNullable<StockOrderRecord['licence']>): Promise<void>
  setAsset(environmentId: string, id: string, assetId: string): Promise<void>
  /** It is known that nothing was bought. */
  delete(environmentId: string, id: string): Promise<void>
}
