/** Binds an operation of remote sources to what carries it out: reads its input, and compares what it answers in tests. */
import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { OperationContract } from '../../contract/operation.ts'
import { readInput } from '../../contract/read-input.ts'
import { MalformedBodyError } from '../../errors/request-errors.ts'
import type { OnAnswer } from '../api-request.ts'
import { readTextBody } from '../decode/text-body.ts'
import { unlessMatching } from '../route.ts'

const MAX_BODY_BYTES = 256 * 1024

export interface RemoteBinder {
  /** For answers that are JSON. */
  answers<I extends z.ZodType, O extends z.ZodType>(
    operation: OperationContract<I, O>,
    handle: (input: z.output<I>, request: Request) => Promise<z.input<O>>,
  ): void
  /** For answers that the handler sends itself. */
  sends<I extends z.ZodType>(
    operation: OperationContract<I>,
    handle: (input: z.output<I>, request: Request, response: Response) => unknown,
  ): void
}

export function remoteBinder(router: Router, onAnswer: OnAnswer | undefined): RemoteBinder {
  function sends<I extends z.ZodType>(
    { path, method, matches = {}, input }: OperationContract<I>,
    handle: (input: z.output<I>, request: Request, response: Response) => unknown,
  ): void {
    const verb = method.toLowerCase() as 'get' | 'post' | 'delete'
    router[verb](path.replace(/\{(\w+)\}/g, ':$1'), unlessMatching(matches), async (request, response) => {
      await handle(readInput(input, await valuesOf(request)), request, response)
    })
  }
  return {
    sends,
    answers(operation, handle) {
      sends(operation, async (input, request, response) => {
        const body = await handle(input, request)
        onAnswer?.(operation, body)
        response.json(body)
      })
    },
  }
}

async function valuesOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const { searchParams } = new URL(request.url, 'http://localhost')
  const body = request.method === 'POST' ? jsonOf(await readTextBody(request, MAX_BODY_BYTES)) : {}
  return { ...Object.fromEntries(searchParams), ...body, ...request.params }
}

function jsonOf(text: string): object {
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new MalformedBodyError('The JSON body is malformed', { cause })
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new MalformedBodyError('The JSON body is not an object')
}
