/** The hands with which examples prepare what their calls need. */
import { expect } from 'vitest'
import type { OperationContract } from '../../../../server/contract/operation.ts'
import { OPERATIONS } from '../../../../server/contract/operations.ts'
import {
  type Credential,
  callOperation,
  type OperationTarget,
  provisioningCredential,
} from '../../../support/operation-client.ts'
import { signedVisitor } from '../../../support/signed-visitor.ts'
import type { ExampleWorld } from './example.ts'

/** One pixel, as a PNG. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export function operationNamed(id: string): OperationContract {
  const operation = OPERATIONS.find((candidate) => candidate.id === id)
  if (operation === undefined) throw new Error(`There is no operation ${id}`)
  return operation
}

/** @param credential of a key that may do everything */
export function exampleWorld(target: OperationTarget, credential: Credential): ExampleWorld {
  let names = 0
  const name = () => {
    names += 1
    return `example-${names}`
  }
  const call: ExampleWorld['call'] = async (id, made) => {
    const operation = operationNamed(id)
    const isOfAccount = operation.credentials === 'provisioning' && target.account !== undefined
    const own = isOfAccount ? provisioningCredential(target.account) : credential
    const { status, body } = await callOperation(target, operation, made, own)
    expect(status, `preparing with ${id}: ${JSON.stringify(body)}`).toBe(200)
    return body
  }
  return {
    ...target,
    name,
    call,
    async order() {
      const order = `order-of-the-${name()}`
      const stock_license = JSON.stringify({ library: 'getty', id: '1', plan: 'pack', format: 'large', order })
      const parameters = { resource_type: 'image', stock_license }
      const { status, body } = await callOperation(target, operationNamed('assets.upload'), { parameters }, credential)
      expect(status, `ordering from the library of the examples: ${JSON.stringify(body)}`).toBe(400)
      return order
    },
    signVisitor: (username) => signedVisitor(target.cloudName, username, credential),
    upload: (parameters = {}) =>
      call('assets.upload', {
        parameters: { resource_type: 'image', public_id: name(), ...parameters },
        file: picture,
      }),
  }
}
