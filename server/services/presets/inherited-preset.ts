/**
 * A preset may name another one in its settings: those of the other apply where it has none of its own. Only settings are
 * inherited: who may use a preset is said by the one that a request names.
 */
import type { UploadPreset } from '../../domain/upload-preset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { UploadPresetRepository } from '../../ports/repositories/upload-presets.ts'

const MOST_LEVELS = 5

type Presets = Pick<UploadPresetRepository, 'find'>

/** @throws InvalidParameterError when a preset that is named is missing, names lead back, or go too deep */
export async function withInherited(preset: UploadPreset, presets: Presets): Promise<UploadPreset> {
  let { settings } = preset
  const names = [preset.name]
  for (let inner = settings.upload_preset; inner !== undefined; ) {
    if (typeof inner !== 'string') throw new InvalidParameterError('Upload preset not found')
    if (names.includes(inner)) throw new InvalidParameterError(`Upload preset ${inner} would contain itself`)
    if (names.length === MOST_LEVELS) {
      throw new InvalidParameterError(`Upload presets within one another: at most ${MOST_LEVELS}`)
    }
    const found = await presets.find(preset.environmentId, inner)
    if (found === null) throw new InvalidParameterError('Upload preset not found')
    names.push(inner)
    settings = { ...found.settings, ...settings }
    inner = found.settings.upload_preset
  }
  return { ...preset, settings }
}
