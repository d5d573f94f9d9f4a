/** Every operation, in the order in which routes are matched: fixed paths before those with parameters. */
import { context, deleteByToken, destroy, destroyById, rename, tags } from './assets.ts'
import { deleteBackups, restoreAssets, restoreAssetsById } from './backups.ts'
import { ping } from './environment.ts'
import type { OperationContract } from './operation.ts'
import {
  createTransformation,
  deleteTransformation,
  deleteTransformationByPath,
  getTransformation,
  listTransformations,
  updateTransformation,
  updateTransformationByPath,
} from './transformations.ts'
import { explicit, upload, uploadAuto } from './upload.ts'
import {
  createUploadPreset,
  deleteUploadPreset,
  getUploadPreset,
  listUploadPresets,
  updateUploadPreset,
} from './upload-presets.ts'

export const OPERATIONS: readonly OperationContract[] = [
  ping,
  uploadAuto,
  deleteByToken,
  destroyById,
  listUploadPresets,
  createUploadPreset,
  getUploadPreset,
  updateUploadPreset,
  deleteUploadPreset,
  listTransformations,
  createTransformation,
  updateTransformation,
  deleteTransformation,
  getTransformation,
  updateTransformationByPath,
  deleteTransformationByPath,
  restoreAssetsById,
  deleteBackups,
  restoreAssets,
  upload,
  explicit,
  destroy,
  rename,
  tags,
  context,
]
