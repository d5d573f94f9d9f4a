/** Complete rows with harmless values, to be varied by tests. */
import { type AccessKey, UNLIMITED } from '../../../../server/domain/access-key.ts'
import { type Asset, PLAIN_ATTRIBUTES } from '../../../../server/domain/asset.ts'
import { type AssetBackup, backedUpFileOf } from '../../../../server/domain/asset-backup.ts'
import { DEFAULT_SETTINGS } from '../../../../server/domain/default-settings.ts'
import type { Derived } from '../../../../server/domain/derived.ts'
import type { MetadataField } from '../../../../server/domain/metadata-field.ts'
import type { MetadataRule } from '../../../../server/domain/metadata-rule.ts'
import type { ProductEnvironment } from '../../../../server/domain/product-environment.ts'
import type { UploadPreset } from '../../../../server/domain/upload-preset.ts'

export function anEnvironment(changes: Partial<ProductEnvironment> = {}): ProductEnvironment {
  return {
    id: 'env',
    name: 'Demo',
    cloudName: 'demo',
    enabled: true,
    description: null,
    customAttributes: null,
    createdAt: 1,
    settings: DEFAULT_SETTINGS,
    updatedAt: 1,
    ...changes,
  }
}

export function anAccessKey(changes: Partial<AccessKey> = {}): AccessKey {
  return {
    id: 'key',
    environmentId: 'env',
    name: changes.id ?? 'key',
    apiKey: '123',
    apiSecret: 'secret',
    enabled: true,
    isRoot: false,
    dedicatedFor: null,
    permissions: UNLIMITED,
    folderPrefix: null,
    createdAt: 1,
    updatedAt: 1,
    ...changes,
  }
}

export function anAsset(changes: Partial<Asset> = {}): Asset {
  const id = changes.id ?? 'asset'
  return {
    id,
    environmentId: 'env',
    resourceType: 'image',
    type: 'upload',
    publicId: 'sample',
    version: 1,
    versionId: 'v1',
    storageKey: `env/${id}/v1/original.jpg`,
    format: 'jpg',
    bytes: 3,
    etag: 'etag',
    sha256: 'sha',
    facts: null,
    video: null,
    analysis: {},
    assetFolder: '',
    displayName: 'sample',
    originalFilename: null,
    ...PLAIN_ATTRIBUTES,
    createdAt: 1,
    uploadedAt: 1,
    updatedAt: 1,
    source: null,
    ...changes,
  }
}

export function aBackup(changes: Partial<AssetBackup> = {}): AssetBackup {
  const versionId = changes.versionId ?? 'v1'
  return {
    versionId,
    environmentId: 'env',
    assetId: 'asset',
    version: 1,
    storageKey: `backup/env/asset/${versionId}/original.jpg`,
    bytes: 3,
    sha256: 'sha',
    file: backedUpFileOf(anAsset()),
    uploadedAt: 1,
    ...changes,
  }
}

export function aDerived(changes: Partial<Derived> = {}): Derived {
  const id = changes.id ?? 'derived'
  return {
    id,
    environmentId: 'env',
    assetId: 'asset',
    versionId: 'v1',
    transformation: '',
    extension: '',
    fileKey: 'file',
    storageKey: `env/asset/v1/d/${id}.jpg`,
    format: 'jpg',
    contentType: 'image/jpeg',
    bytes: 1,
    width: 1,
    height: null,
    etag: 'etag',
    createdAt: 1,
    lastUsedAt: 1,
    units: 1,
    ...changes,
  }
}

export function aPreset(changes: Partial<UploadPreset> = {}): UploadPreset {
  return {
    environmentId: 'env',
    name: 'preset',
    unsigned: false,
    disallowPublicId: false,
    loopbackOnly: false,
    settings: {},
    createdAt: 1,
    ...changes,
  }
}

export function aMetadataField(changes: Partial<MetadataField> = {}): MetadataField {
  return {
    environmentId: 'env',
    externalId: 'field',
    type: 'string',
    label: 'Field',
    mandatory: false,
    defaultValue: null,
    defaultDisabled: false,
    validation: null,
    restrictions: { readonlyUi: false },
    options: [],
    allowDynamicListValues: false,
    position: 1,
    createdAt: 1,
    ...changes,
  }
}

export function aMetadataRule(changes: Partial<MetadataRule> = {}): MetadataRule {
  return {
    environmentId: 'env',
    externalId: 'rule',
    fieldId: 'field',
    name: 'rule',
    condition: { metadata_field_id: 'other', populated: true },
    result: { enable: true },
    state: 'active',
    position: 1,
    createdAt: 1,
    ...changes,
  }
}
