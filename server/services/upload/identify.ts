/** Step 3: what the file is, by its content alone; the limits of that kind; whether the whole request makes sense. */
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
  const { resourceType, file, parameters, environment } = upload
  // What is to be stored as it is needs no look.
  const identity = resourceType === 'raw' ? RAW : await dependencies.describer.identify(file.path)
  // A film of images is an image to its clients.
  const kind =
    upload.made !== undefined && resourceType !== 'auto' ? resourceType : kindOf(resourceType, identity.resourceType)
  const format = kind === 'raw' ? null : identity.format
  const { limits } = environment.settings
  const maximum = format === 'svg' ? limits.svgBytes : largestFile(limits, kind)
  if (file.bytes > maximum) throw tooLargeError(file.bytes, maximum)

  const eager = readEagerChains(parameters.eager)
  if (parameters.transformation !== undefined) parseTransformation(decodeChain(parameters.transformation))
  if (kind === 'raw' && (eager.length > 0 || parameters.transformation !== undefined)) {
    throw new InvalidParameterError('Raw files cannot be transformed')
  }
  const breakpoints = readBreakpoints(parameters.responsiveBreakpoints, kind)
  return { ...upload, kind, format, eager, breakpoints, hooks: {} }
}

function kindOf(asked: ResourceType | 'auto', found: ResourceType): ResourceType {
  if (asked === 'auto' || asked === found || asked === 'raw') return asked === 'auto' ? found : asked
  throw new InvalidParameterError(asked === 'image' ? 'Invalid image file' : 'Invalid video file')
}
