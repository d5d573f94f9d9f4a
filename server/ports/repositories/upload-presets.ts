import type { UploadPreset } from '../../domain/upload-preset.ts'

export interface UploadPresetRepository {
  find(environmentId: string, name: string): Promise<UploadPreset | null>
  list(environmentId: string): Promise<readonly UploadPreset[]>
  put(preset: UploadPreset): Promise<void>
  delete(environmentId: string, name: string): Promise<boolean>
}
