/**
 * Step 1: the parameters of the request and those of its preset become one set. With a signature the request wins;
 * without one the preset does, except that tags, context and metadata of both are kept.
 */

import type { UploadPreset } from '../../domain/upload-preset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'

/** Parameters by wire name. */
type Parameters = Readonly<Record<string, unknown>>

export function applyPreset(
  parameters: Parameters,
  preset: UploadPreset | null,
  options: { readonly unsigned: boolean },
): Parameters {
  if (preset === null) return parameters
  const own = withoutPublicId(parameters, preset)
  if (!options.unsigned) return { ...preset.settings, ...own }
  return {
    overwrite: false,
    ...own,
    ...preset.settings,
    ...mergedLists(own, preset.settings),
  }
}

function withoutPublicId(parameters: Parameters, preset: UploadPreset): Parameters {
  if (!preset.disallowPublicId || parameters.public_id === undefined) return parameters
  throw new InvalidParameterError(`public_id is not allowed with the upload preset ${preset.name}`)
}

function mergedLists(own: Parameters, settings: Parameters): Parameters {
  const merged: Record<string, unknown> = {}
  if (own.tags !== undefined && settings.tags !== undefined) {
    merged.tags = [...asList(settings.tags), ...asList(own.tags)]
  }
  for (const name of ['context', 'metadata']) {
    if (own[name] !== undefined && settings[name] !== undefined) merged[name] = joined(own[name], settings[name])
  }
  return merged
}

function asList(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(',')
  return Array.isArray(value) ? value : [value]
}

/** Both may be `k=v|…` text or an object; the preset's values win. */
function joined(own: unknown, setting: unknown): unknown {
  return `${asPairs(own)}|${asPairs(setting)}`
}

function asPairs(value: unknown): string {
  if (typeof value === 'string') return value
  return Object.entries(value as object)
    .map(
      ([key, entry]) =>
        `${escapePair(key)}=${escapePair(Array.isArray(entry) ? JSON.stringify(entry) : String(entry))}`,
    )
    .join('|')
}

function escapePair(text: string): string {
  return text.replace(/[=|\\]/g, '\\$&')
}
