/** Signs in to a widget as host pages do, and calls operations with what comes of it. */
import { operationNamed } from '../server/contract/examples/world.ts'
import type { Answer } from './api-client.ts'
import { callOperation, type OperationCall, type OperationTarget } from './operation-client.ts'

export interface WidgetPage {
  readonly token: string
  /** The answer to signing in. */
  // biome-ignore lint/suspicious/noExplicitAny: compared field by field
  readonly body: any
  call(operationId: string, parameters?: Readonly<Record<string, unknown>>, more?: OperationCall): Promise<Answer>
}

/** Signs in and fails unless that works. @param origin of the page; default: none, as a server */
export async function openWidget(
  target: OperationTarget,
  parameters: Readonly<Record<string, unknown>>,
  origin?: string,
): Promise<WidgetPage> {
  const { status, body } = await startSession(target, parameters, origin)
  if (status !== 200) throw new Error(`Signing in gave ${status}: ${JSON.stringify(body)}`)
  return {
    token: body.token,
    body,
    call: (id, own = {}, more = {}) =>
      callOperation(
        target,
        operationNamed(id),
        {
          ...more,
          parameters: own,
          headers: { ...headersOf(origin), authorization: `Bearer ${body.token}`, ...more.headers },
        },
        null,
      ),
  }
}

export function startSession(
  target: OperationTarget,
  parameters: Readonly<Record<string, unknown>>,
  origin?: string,
): Promise<Answer> {
  const call = { json: true, parameters, headers: headersOf(origin) }
  return callOperation(target, operationNamed('widgets.session.create'), call, null)
}

function headersOf(origin: string | undefined): Record<string, string> {
  return origin === undefined ? {} : { origin }
}
