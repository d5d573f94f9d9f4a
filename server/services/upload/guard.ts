/** Step 5: what the rules of the request and of the environment say about this file. */
import { readModeration } from '../../contract/refused-parameters.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { splitFilename } from './public-id.ts'
import type { IdentifiedUpload } from './upload-types.ts'

/** What it looks at. */
type Guarded = Pick<IdentifiedUpload, 'parameters' | 'kind' | 'format' | 'filename'>

/** @throws InvalidParameterError | UnsupportedParameterError */
export function guard(upload: Guarded): void {
  const { parameters } = upload
  assertFormat(upload)
  if (parameters.moderation !== undefined) readModeration(parameters.moderation)
}

function assertFormat({ parameters, kind, format, filename }: Guarded): void {
  const allowed = parameters.allowedFormats
  if (allowed === undefined || allowed.length === 0) return
  // With a format to convert to, any source will do, as long as the result is allowed.
  const result = parameters.format ?? format ?? splitFilename(filename ?? '').extension ?? 'unknown'
  const names = allowed.map((name) => canonical(name))
  if (names.includes(canonical(result))) return
  const medium = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  throw new InvalidParameterError(`${medium} file format ${result.slice(0, 20)} not allowed`)
}

const SAME: Readonly<Record<string, string>> = { jpeg: 'jpg', jpe: 'jpg', tif: 'tiff' }

function canonical(format: string): string {
  const name = format.toLowerCase().replace(/^\./, '')
  return SAME[name] ?? name
}
