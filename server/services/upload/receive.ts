/** Step 2: the file is on this machine, measured, within the limit of what it may be. */

import type { MediaLimits } from '../../domain/product-environment.ts'
import { RemoteRefusedError, RemoteTooLargeError, RemoteUnreachableError } from '../../errors/remote-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { dataUriStream } from './data-uri.ts'
import { type SpooledFile, tooLargeError } from './spool.ts'
import type { ReceivedUpload, UploadDependencies, UploadRequest } from './upload-types.ts'

const REMOTE_TIMEOUT_MS = 60_000
const DATA_URI_CHARACTERS = 62_910_000

export async function receive(request: UploadRequest, dependencies: UploadDependencies): Promise<ReceivedUpload> {
  const { source } = request
  if (source.kind === 'file') {
    return { ...request, file: await notEmpty(source.file, dependencies), filename: baseName(source.filename) }
  }
  return { ...request, ...(await receiveText(source.text, request, dependencies, source.alias)) }
}

/** What a URL leads to, or a data URI holds. @throws InvalidParameterError */
export async function receiveText(
  text: string,
  request: Wanted,
  dependencies: UploadDependencies,
  alias?: string,
): Promise<{ readonly file: SpooledFile; readonly filename: string | null }> {
  if (isDataUri(text)) {
    const file = await receiveDataUri(text, request, dependencies)
    return { file: await notEmpty(file, dependencies), filename: null }
  }
  const { file, filename } = await receiveRemote(text, request, dependencies, alias)
  return { file: await notEmpty(file, dependencies), filename }
}

/** What decides how much may arrive, and for how long. */
type Wanted = Pick<UploadRequest, 'environment' | 'resourceType' | 'signal'>

export function isDataUri(text: string): boolean {
  return /^data:/i.test(text)
}

/** @throws InvalidParameterError when nothing could be fetched from there */
export function assertAddress(text: string): void {
  if (!/^https?:\/\//i.test(text)) throw new InvalidParameterError(`Unsupported source URL: ${text.slice(0, 200)}`)
  if (!URL.canParse(text)) throw new InvalidParameterError('Invalid URL for upload')
}

/** The most that a file of that kind may have; what it is turns out later. */
export function largestFile(limits: MediaLimits, resourceType: UploadRequest['resourceType']): number {
  switch (resourceType) {
    case 'image':
      return limits.imageBytes
    case 'video':
      return limits.videoBytes
    case 'raw':
      return limits.rawBytes
    case 'auto':
      return Math.max(limits.imageBytes, limits.videoBytes, limits.rawBytes)
  }
}

async function receiveDataUri(
  text: string,
  { environment, resourceType, signal }: Wanted,
  { spool }: UploadDependencies,
): Promise<SpooledFile> {
  if (text.length > DATA_URI_CHARACTERS) throw tooLargeError(text.length, DATA_URI_CHARACTERS)
  const maxBytes = largestFile(environment.settings.limits, resourceType)
  return spool.receive(dataUriStream(text), { maxBytes, signal })
}

async function receiveRemote(
  text: string,
  { environment, resourceType, signal }: Wanted,
  { fetcher, spool }: UploadDependencies,
  alias = text,
): Promise<{ readonly file: SpooledFile; readonly filename: string | null }> {
  assertAddress(text)
  const maxBytes = largestFile(environment.settings.limits, resourceType)
  try {
    const fetched = await fetcher.fetch(text, { maxBytes, timeoutMs: REMOTE_TIMEOUT_MS, signal })
    if (fetched.status < 200 || fetched.status > 299) {
      fetched.body.destroy()
      throw new RemoteUnreachableError(text, `the server answered with status ${fetched.status}`)
    }
    const file = await spool.receive(fetched.body, { maxBytes, signal })
    return { file, filename: filenameOf(text) }
  } catch (error) {
    throw translated(error, alias)
  }
}

/** Uploads answer 400 for whatever is wrong with an address. */
function translated(error: unknown, url: string): unknown {
  if (error instanceof RemoteUnreachableError || error instanceof RemoteRefusedError) {
    const reason = error instanceof RemoteUnreachableError ? error.reason : error.message
    return new InvalidParameterError(`Error in loading ${url.slice(0, 500)} - ${reason}`, { cause: error })
  }
  if (error instanceof RemoteTooLargeError) return new InvalidParameterError(error.message, { cause: error })
  return error
}

function filenameOf(url: string): string | null {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return baseName(decodeURIComponent(name))
  } catch {
    return baseName(name)
  }
}

function baseName(filename: string | null): string | null {
  const name = filename?.split(/[/\\]/).at(-1)?.slice(0, 255) ?? ''
  return name === '' ? null : name
}

async function notEmpty(file: SpooledFile, { spool }: UploadDependencies): Promise<SpooledFile> {
  if (file.bytes > 0) return file
  await spool.discard(file.path)
  throw new InvalidParameterError('Empty file: the upload is empty')
}
