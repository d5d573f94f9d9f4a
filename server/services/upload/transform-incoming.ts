/** Step 6: an incoming `transformation` or `format` makes another file, which is then stored as the original. */
import { CorruptMediaError, LimitExceededError } from '../../errors/media-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { initialAttributes } from './asset-attributes.ts'
import type { NamedUpload, PreparedUpload, UploadDependencies } from './upload-types.ts'

export async function transformIncoming(
  upload: NamedUpload,
  { describer, derivations, spool }: UploadDependencies,
): Promise<PreparedUpload> {
  const { parameters, file, format, kind, environment, signal } = upload
  const wanted = parameters.format?.toLowerCase() ?? null
  if (parameters.transformation === undefined && (wanted === null || wanted === format)) {
    return { ...upload, originalExtension: null }
  }
  if (kind !== 'image') throw new InvalidParameterError(`Incoming transformations of ${kind} files are not supported`)
  try {
    const { facts } = await describer.describe(file.path, { verify: true }, { signal })
    const target = spool.newPath()
    const made = await derivations.transform(
      {
        environment,
        source: { path: file.path, facts },
        attributes: initialAttributes(upload.name.publicId, parameters, upload.metadata.metadata, facts),
        transformation: decodeChain(parameters.transformation ?? ''),
        format: wanted,
        target,
      },
      signal,
    )
    const measured = await spool.measure(target)
    return { ...upload, file: measured, format: made.format, originalExtension: made.format === format ? null : format }
  } catch (error) {
    if (error instanceof CorruptMediaError && !(error instanceof LimitExceededError)) {
      throw new InvalidParameterError('Invalid image file', { cause: error })
    }
    throw error
  }
}
