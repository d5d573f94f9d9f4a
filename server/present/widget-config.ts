/** What the upload widget is told without a key. */
import type { WidgetConfigJson, WidgetSourceJson } from '../contract/widgets.ts'
import type { MetadataField } from '../domain/metadata-field.ts'
import type { MetadataRule } from '../domain/metadata-rule.ts'
import type { ProductEnvironment } from '../domain/product-environment.ts'
import type { UploadPreset } from '../domain/upload-preset.ts'
import { presentEffectiveRule, presentField } from './metadata.ts'
import { presentMediaLimits } from './settings.ts'

export interface ShownConfig {
  readonly preset: UploadPreset | null
  readonly parameters: readonly string[]
  readonly allowedFormats: readonly string[] | null
  readonly listed: readonly string[]
  readonly fields: readonly MetadataField[] | null
  readonly rules: readonly MetadataRule[] | null
  readonly tags: readonly string[] | null
  /** Its name. */
  readonly identityProvider: string | null
}

const BUILT_IN = ['local', 'url', 'camera']

export function presentWidgetConfig(
  { preset, parameters, allowedFormats, listed, fields, rules, tags, identityProvider }: ShownConfig,
  { cloudName, settings }: ProductEnvironment,
  remote: readonly Readonly<WidgetSourceJson>[],
): WidgetConfigJson {
  return {
    cloud_name: cloudName,
    identity_provider: identityProvider === null ? null : { name: identityProvider },
    sources: presentSources(remote)
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name),
    limits: presentMediaLimits(settings.limits),
    upload_preset:
      preset === null
        ? null
        : {
            name: preset.name,
            unsigned: preset.unsigned,
            parameters: [...parameters],
            allowed_formats: allowedFormats === null ? null : [...allowedFormats],
            disallow_public_id: preset.disallowPublicId,
          },
    upload_presets: [...listed],
    metadata_fields: fields?.map(presentField) ?? null,
    metadata_rules: rules?.map(presentEffectiveRule) ?? null,
    tags: tags === null ? null : [...tags],
  }
}

export function presentSources(remote: readonly Readonly<WidgetSourceJson>[]): WidgetSourceJson[] {
  const builtIn = BUILT_IN.map((name) => ({ name, kind: 'built_in' as const, enabled: true, reason: null }))
  return [...builtIn, ...remote.map((source) => ({ ...source }))]
}
