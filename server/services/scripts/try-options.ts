/** Runs the script of an upload on its file, and stores nothing: for those who write scripts. */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { identify } from '../upload/identify.ts'
import { receive } from '../upload/receive.ts'
import type { UploadDependencies, UploadRequest } from '../upload/upload-types.ts'
import { evaluateOptions, openOptions } from './evaluate-options.ts'

export interface TriedOptions {
  /** By wire name, as the script leaves them and as they are understood. */
  readonly options: Readonly<Record<string, unknown>>
  readonly changed: readonly string[]
}

/** @throws ScriptError | InvalidParameterError | UnsupportedParameterError */
export async function tryOptions(request: UploadRequest, dependencies: UploadDependencies): Promise<TriedOptions> {
  const code = request.parameters.eval
  if (code === undefined) throw new InvalidParameterError('Missing required parameter - eval')
  await dependencies.usageGate.assertOpen(request.environment)
  const received = await receive(request, dependencies)
  try {
    const identified = await identify(received, dependencies)
    const { parameters, result } = await evaluateOptions(code, identified, dependencies)
    const { parameters: understood } = await identify({ ...identified, parameters }, dependencies)
    return { options: openOptions(understood), changed: result.changed ?? [] }
  } finally {
    await dependencies.spool.discard(received.file.path)
  }
}
