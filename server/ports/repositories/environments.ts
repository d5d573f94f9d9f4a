import type { EnvironmentSettings, ProductEnvironment } from '../../domain/product-environment.ts'

export interface EnvironmentRepository {
  insert(environment: ProductEnvironment): Promise<void>
  /** None of those below gives an environment that is being deleted. */
  findByCloudName(cloudName: string): Promise<ProductEnvironment | null>
  findById(id: string): Promise<ProductEnvironment | null>
  list(): Promise<readonly ProductEnvironment[]>
  hasAssets(id: string): Promise<boolean>
  /** Writes the whole row, found by id. @throws UniqueViolationError when its cloud name is taken. */
  update(environment: ProductEnvironment): Promise<void>
  /** From now on it is not found, and its cloud name is free. */
  markDeleted(id: string, now: number): Promise<void>
  /** Those marked as deleted whose rows are still there. */
  listDeleted(): Promise<readonly string[]>
  delete(id: string): Promise<void>
  updateSettings(id: string, settings: EnvironmentSettings): Promise<void>
}
