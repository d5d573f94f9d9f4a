/** Operations of a started server by their ids, with its first key: for tests of the API's behaviour. */
import { operationNamed } from '../server/contract/examples/world.ts'
import type { Answer } from './api-client.ts'
import { callOperation, type OperationCall } from './operation-client.ts'
import type { TestServer } from './server.ts'

export interface ServerApi {
  call(operationId: string, parameters?: Readonly<Record<string, unknown>>, more?: OperationCall): Promise<Answer>
  /** Stores a raw file and gives the answer's body. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies are compared field by field
  raw(publicId: string, content: string, parameters?: Readonly<Record<string, unknown>>): Promise<any>
  /** What delivery answers for a path below the cloud name. */
  deliver(path: string): Promise<{ readonly status: number; readonly text: string }>
}

export function apiOf(server: TestServer): ServerApi {
  const { url, cloudName } = server
  const call: ServerApi['call'] = (id, parameters = {}, more = {}) =>
    callOperation({ url, cloudName }, operationNamed(id), { ...more, parameters }, server)
  return {
    call,
    async raw(publicId, content, parameters = {}) {
      const fields = { resource_type: 'raw', public_id: publicId, ...parameters }
      const { status, body } = await call('assets.upload', fields, { file: Buffer.from(content) })
      if (status !== 200) throw new Error(`Uploading ${publicId} gave ${status}: ${JSON.stringify(body)}`)
      return body
    },
    async deliver(path) {
      const response = await fetch(`${url}/${cloudName}/${path}`)
      return { status: response.status, text: await response.text() }
    },
  }
}
