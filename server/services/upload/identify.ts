/** Step 3: what the file is, by its content alone; the limits of that kind; whether the whole request makes sense. */
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { ResourceType } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { readBreakpoints } from '../breakpoints/breakpoint-settings.ts'
import { readEagerChains } from './eager-chains.ts'
import { largestFile } from './receive.ts'
import { tooLargeError } from './spool.ts'
import type { IdentifiedUpload, ReceivedUpload, UploadDependencies } from './upload-types.ts'

const RAW = { resourceType: 'raw', format: null } as const

export async function identify(upload: ReceivedUpload, dependencies: UploadDependencies): Promise<IdentifiedUpload> {
  const { resourceType, file } = upload
  // What is to be stored as it is needs no look.
  const identity = resourceType === 'raw' ? RAW : await dependencies.describer.identify(file.path)
  // A film of images is an image to its clients.
  const kind =
    upload.made !== undefined && resourceType !== 'auto' ? resourceType : kindOf(resourceType, identity.resourceType)
  const format = kind === 'raw' ? null : identity.format
  assertBytes(file.bytes, { kind, format }, upload)
  return { ...upload, kind, format, ...readRequested(upload.parameters, kind), hooks: {} }
}

/** @throws InvalidParameterError when it is larger than a file of its kind may be */
export function assertBytes(
  bytes: number,
  { kind, format }: Pick<IdentifiedUpload, 'kind' | 'format'>,
  { environment }: Pick<ReceivedUpload, 'environment'>,
): void {
  const { limits } = environment.settings
  const maximum = format === 'svg' ? limits.svgBytes : largestFile(limits, kind)
  if (bytes > maximum) throw tooLargeError(bytes, maximum)
}

/** What is asked for beside the file itself. @throws InvalidParameterError */
export function readRequested(
  parameters: UploadParameters,
  kind: ResourceType,
): Pick<IdentifiedUpload, 'eager' | 'breakpoints'> {
  const eager = readEagerChains(parameters.eager)
  if (parameters.transformation !== undefined) parseTransformation(decodeChain(parameters.transformation))
  if (kind === 'raw' && (eager.length > 0 || parameters.transformation !== undefined)) {
    throw new InvalidParameterError('Raw files cannot be transformed')
  }
  return { eager, breakpoints: readBreakpoints(parameters.responsiveBreakpoints, kind) }
}

/** @throws InvalidParameterError when it is not what was asked for */
export function kindOf(asked: ResourceType | 'auto', found: ResourceType): ResourceType {
  if (asked === 'auto' || asked === found || asked === 'raw') return asked === 'auto' ? found : asked
  throw new InvalidParameterError(asked === 'image' ? 'Invalid image file' : 'Invalid video file')
}
