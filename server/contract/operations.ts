/** Every operation, in the order in which routes are matched: fixed paths before those with parameters. */
import {
  createAccessKey,
  deleteAccessKey,
  deleteAccessKeyByName,
  listAccessKeys,
  updateAccessKey,
} from './access-keys.ts'
import { context, deleteByToken, destroy, destroyById, rename, tags } from './assets.ts'
import { deleteBackups, restoreAssets, restoreAssetsById } from './backups.ts'
import { ping } from './environment.ts'
import {
  createMetadataField,
  deleteDatasourceEntries,
  deleteMetadataField,
  getMetadataField,
  listMetadataFields,
  moveMetadataField,
  orderDatasource,
  orderMetadataFields,
  restoreDatasourceEntries,
  searchDatasource,
  searchDatasourceByQuery,
  searchDatasources,
  searchDatasourcesByQuery,
  updateDatasource,
  updateMetadataField,
} from './metadata-fields.ts'
import { createMetadataRule, deleteMetadataRule, listMetadataRules, updateMetadataRule } from './metadata-rules.ts'
import type { OperationContract } from './operation.ts'
import { getSettings, updateSettings } from './settings.ts'
import { createSubAccount, deleteSubAccount, getSubAccount, listSubAccounts, updateSubAccount } from './sub-accounts.ts'
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
  // `provisioning` is no cloud name.
  listSubAccounts,
  createSubAccount,
  getSubAccount,
  updateSubAccount,
  deleteSubAccount,
  listAccessKeys,
  createAccessKey,
  updateAccessKey,
  deleteAccessKey,
  deleteAccessKeyByName,
  ping,
  getSettings,
  updateSettings,
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
  listMetadataFields,
  createMetadataField,
  orderMetadataFields,
  searchDatasources,
  searchDatasourcesByQuery,
  getMetadataField,
  updateMetadataField,
  deleteMetadataField,
  moveMetadataField,
  updateDatasource,
  deleteDatasourceEntries,
  restoreDatasourceEntries,
  orderDatasource,
  searchDatasource,
  searchDatasourceByQuery,
  listMetadataRules,
  createMetadataRule,
  updateMetadataRule,
  deleteMetadataRule,
  upload,
  explicit,
  destroy,
  rename,
  tags,
  context,
]
