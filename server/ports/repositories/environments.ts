import type { EnvironmentSettings, ProductEnvironment } from '../../domain/product-environment.ts'

export interface EnvironmentRepository {
  insert(environment: ProductEnvironment): Promise<void>
  findByCloudName(cloudName: string): Promise<ProductEnvironment | null>
  findById(id: string): Promise<ProductEnvironment | null>
  list(): Promise<readonly ProductEnvironment[]>
  hasAssets(id: string): Promise<boolean>
  updateSettings(id: string, settings: EnvironmentSettings): Promise<void>
}
