/** Everything that belongs to a product environment, whatever table it is in. */
export interface EnvironmentContentsRepository {
  /** Assets, counted up to `atMost`. */
  countAssets(environmentId: string, atMost: number): Promise<number>
  /**
   * Deletes about `limit` rows, and notes the files that they named as garbage. Gives whether rows are left. The row of
   * the environment itself stays.
   */
  deleteSome(environmentId: string, options: { readonly limit: number; readonly now: number }): Promise<boolean>
}
