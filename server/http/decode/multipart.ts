/**
 * `multipart/form-data`, streamed: fields are collected, the file goes straight to `takeFile` while it arrives.
 * Bounded in names, values, parts and headers.
 */
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import { ClientGoneError, InvalidParameterError, MalformedBodyError } from '../../errors/request-errors.ts'

export interface MultipartLimits {
  /** All fields together, characters. */
  readonly fieldCharacters: number
  readonly fields: number
}

export interface FilePart {
  readonly name: string
  readonly filename: string | null
}

export interface MultipartOptions<F> {
  readonly limits: MultipartLimits
  /**
   * Null: this request must not have a file. Takes the whole stream, or rejects. `before` are the fields that came
   * before the file; others may follow.
   */
  readonly takeFile:
    | ((file: Readable, part: FilePart, before: readonly (readonly [string, string])[]) => Promise<F>)
    | null
}

export interface MultipartBody<F> {
  readonly pairs: readonly (readonly [string, string])[]
  readonly file: { readonly part: FilePart; readonly content: F } | null
}

/** @throws MalformedBodyError | InvalidParameterError | ClientGoneError, and what `takeFile` throws */
export function readMultipart<F>(request: IncomingMessage, options: MultipartOptions<F>): Promise<MultipartBody<F>> {
  const { limits, takeFile } = options
  const parser = createParser(request, limits)
  return new Promise((resolve, reject) => {
    const pairs: [string, string][] = []
    let file: Promise<{ part: FilePart; content: F }> | null = null
    let characters = 0

    const fail = (error: unknown) => {
      request.unpipe(parser)
      request.off('close', onClose)
      parser.destroy(error as Error)
      reject(error)
    }
    const onClose = () => {
      if (!request.complete) fail(new ClientGoneError('The connection was closed before the body was complete'))
    }

    parser.on('field', (rawName: string | undefined, value, information) => {
      if (rawName === undefined) {
        fail(new MalformedBodyError(NAMELESS))
        return
      }
      const name = paramText(rawName)
      characters += name.length + value.length
      if (information.nameTruncated) fail(new MalformedBodyError('A parameter name is longer than 200 bytes'))
      else if (information.valueTruncated || characters > limits.fieldCharacters) {
        fail(new MalformedBodyError(`The parameters are longer than ${limits.fieldCharacters} characters`))
      } else pairs.push([name, value])
    })
    parser.on('file', (rawName: string | undefined, stream, information) => {
      // Errors of the stream reach whoever reads it; without a reader they would end the process.
      stream.on('error', () => {})
      // The parser says nothing of names that are missing; what is thrown here would end the process.
      if (rawName === undefined) {
        fail(new MalformedBodyError(NAMELESS))
        return
      }
      const { filename } = information
      const part = { name: paramText(rawName), filename: filename === undefined ? null : paramText(filename) }
      const refusal = refusalOf(part, takeFile !== null, file !== null)
      if (refusal !== null || takeFile === null) {
        fail(refusal)
        return
      }
      file = takeFile(stream, part, [...pairs]).then((content) => ({ part, content }))
      file.catch(fail)
    })
    parser.on('fieldsLimit', () => fail(new MalformedBodyError(`More than ${limits.fields} parameters`)))
    parser.on('partsLimit', () => fail(new MalformedBodyError(`More than ${limits.fields} parameters`)))
    parser.on('error', (error) => fail(malformed(error)))
    parser.on('close', () => {
      request.off('close', onClose)
      Promise.resolve(file).then((received) => resolve({ pairs, file: received }), fail)
    })
    request.once('close', onClose)
    request.pipe(parser)
  })
}

const NAMELESS = 'A part of the multipart body has no name: expected Content-Disposition: form-data; name="…"'

function createParser(request: IncomingMessage, limits: MultipartLimits): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      // One character for each byte; see `paramText`.
      defParamCharset: 'latin1',
      limits: {
        fieldNameSize: 200,
        fieldSize: limits.fieldCharacters,
        fields: limits.fields,
        files: 2,
        parts: limits.fields + 2,
        headerPairs: 50,
      },
    })
  } catch (error) {
    throw malformed(error)
  }
}

/** Clients write names as UTF-8, but for some that write Latin-1 without saying so. */
function paramText(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  // Names in the extended form (`filename*=`) are decoded already: they have characters that are no bytes.
  return isUtf8(bytes) && bytes.toString('latin1') === text ? bytes.toString('utf8') : text
}

function refusalOf(part: FilePart, allowed: boolean, isSecond: boolean): InvalidParameterError | null {
  if (part.name.startsWith('file[')) {
    return new InvalidParameterError("Invalid file parameter. Make sure your file parameter does not include '[]'")
  }
  if (!allowed) return new InvalidParameterError(`This operation takes no file (parameter ${part.name.slice(0, 100)})`)
  if (part.name !== 'file') {
    return new InvalidParameterError(`Unexpected file in parameter ${part.name.slice(0, 100)}: expected it in file`)
  }
  return isSecond ? new InvalidParameterError('Invalid file parameter: more than one file') : null
}

function malformed(error: unknown): unknown {
  if (error instanceof InvalidParameterError || error instanceof MalformedBodyError) return error
  // Messages of the parser are short and name no secrets, but they are not ours to show.
  return new MalformedBodyError('The multipart body is malformed or incomplete', { cause: error })
}
