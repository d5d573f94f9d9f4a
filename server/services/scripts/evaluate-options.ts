/**
 * `eval`: a script that sees what the file is (`resource_info`) and changes how it is uploaded (`upload_options`), before
 * anything is named or stored. What it leaves is read like parameters of a request.
 */
import { readInput } from '../../contract/read-input.ts'
import { refuseUnsupported } from '../../contract/refused-parameters.ts'
import { UPLOAD_OPTION_NAMES, type UploadParameters, uploadParameters } from '../../contract/upload-parameters.ts'
import { wireKeys } from '../../contract/wire-keys.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { HookResult } from '../../present/hook-execution.ts'
import { needsOf } from '../assets/analyses.ts'
import { analysisOf, describeFile } from '../upload/describe.ts'
import type { IdentifiedUpload, UploadDependencies } from '../upload/upload-types.ts'
import { presentVideo } from '../upload/video-facts.ts'

/** Decided before the script runs, or where it cannot reach. */
const FIXED: ReadonlySet<string> = new Set([
  'async',
  'callback',
  'eager_notification_url',
  'eval',
  'notification_url',
  'on_success',
])

export interface EvaluatedOptions {
  readonly parameters: UploadParameters
  readonly result: HookResult
}

/** @throws ScriptError | InvalidParameterError | UnsupportedParameterError */
export async function evaluateOptions(
  code: string,
  upload: IdentifiedUpload,
  { describer, scripts }: Pick<UploadDependencies, 'describer' | 'scripts'>,
): Promise<EvaluatedOptions> {
  const given = wireKeys(upload.parameters)
  const isFixed = (name: string) => FIXED.has(name) || upload.fixedParameters?.has(name) === true
  const [fixed, open] = divided(given, isFixed)
  const { variables } = await scripts.run(
    {
      name: 'eval',
      code,
      variables: { resource_info: await resourceInfo(upload, describer), upload_options: open },
      updatable: [],
    },
    { signal: upload.signal },
  )
  const options = assertOptions(variables.upload_options, isFixed)
  const parameters = readInput(uploadParameters, { ...options, ...fixed })
  const names = new Set([...Object.keys(open), ...Object.keys(options)])
  const changed = [...names].filter((name) => JSON.stringify(open[name]) !== JSON.stringify(options[name]))
  return { parameters, result: { status: 'success', changed: changed.sort() } }
}

async function resourceInfo(
  { kind, format, file, filename, parameters, signal }: IdentifiedUpload,
  describer: UploadDependencies['describer'],
): Promise<Readonly<Record<string, unknown>>> {
  const known = {
    resource_type: kind,
    ...(format === null ? {} : { format }),
    bytes: file.bytes,
    etag: file.md5,
    ...(filename === null ? {} : { original_filename: filename }),
  }
  if (kind === 'raw') return known
  const description = await describeFile(describer, file.path, needsOf(parameters), signal, kind)
  if (description === null) return known
  const { facts, video } = description
  const isLying = facts.orientation >= 5
  return {
    ...known,
    width: isLying ? facts.height : facts.width,
    height: isLying ? facts.width : facts.height,
    pages: facts.pages,
    ...(video === undefined ? {} : presentVideo(video)),
    ...analysisOf(description),
  }
}

/** What a script sees of the parameters. */
export function openOptions(parameters: UploadParameters): Readonly<Record<string, unknown>> {
  return divided(wireKeys(parameters), (name) => FIXED.has(name))[1]
}

function divided(values: Readonly<Record<string, unknown>>, isFixed: (name: string) => boolean) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return [
    Object.fromEntries(entries.filter(([name]) => isFixed(name))),
    Object.fromEntries(entries.filter(([name]) => !isFixed(name))),
  ] as const
}

function assertOptions(options: unknown, isFixed: (name: string) => boolean): Readonly<Record<string, unknown>> {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new InvalidParameterError('Script eval failed: upload_options is no object any more')
  }
  const entries = Object.entries(options).filter(([, value]) => value !== null)
  refuseUnsupported(options as Readonly<Record<string, unknown>>)
  for (const [name] of entries) {
    if (isFixed(name)) throw new InvalidParameterError(`Script eval failed: it cannot change ${name.slice(0, 100)}`)
    if (UPLOAD_OPTION_NAMES.has(name)) continue
    throw new InvalidParameterError(`Script eval failed: there is no upload option ${name.slice(0, 100)}`)
  }
  return Object.fromEntries(entries)
}
