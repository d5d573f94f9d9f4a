/** An upload preset as the Admin API shows it: settings read, not as they were sent. */
import { camelCase } from '../contract/camel-keys.ts'
import { uploadParameters } from '../contract/upload-parameters.ts'
import type { UploadPreset } from '../domain/upload-preset.ts'
import { presentTransformationOptions, type TransformationOptions } from './transformation-options.ts'

export function presentPreset(preset: UploadPreset, externalId: string) {
  const { name, unsigned, disallowPublicId, settings } = preset
  return {
    name,
    unsigned,
    settings: { ...presentSettings(settings), ...(disallowPublicId ? { disallow_public_id: true } : {}) },
    external_id: externalId,
  }
}

function presentSettings(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read = uploadParameters.safeParse(settings).data as Readonly<Record<string, unknown>> | undefined
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (name === 'transformation') return [name, chainOptions(String(value))]
      if (name === 'eager') return [name, String(value).split('|').map(chainOptions)]
      if (name === 'metadata') return [name, listsOf(read?.metadata)]
      return [name, read?.[camelCase(name)] ?? value]
    }),
  )
}

/** Values of sets are JSON text in forms. */
function listsOf(metadata: unknown): unknown {
  const entries = Object.entries((metadata ?? {}) as Readonly<Record<string, string>>)
  return Object.fromEntries(entries.map(([id, value]) => [id, value.startsWith('[') ? parsedOr(value) : value]))
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function chainOptions(text: string): readonly TransformationOptions[] {
  const slash = text.lastIndexOf('/')
  const last = text.slice(slash + 1)
  const hasFormat = slash >= 0 && /^[a-z0-9]*$/i.test(last)
  return hasFormat ? presentTransformationOptions(text.slice(0, slash), last) : presentTransformationOptions(text)
}
