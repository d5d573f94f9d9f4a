/**
 * Every 200 that a test's server gives is compared with the reference: a body that the operation's schema does not
 * describe, properties without a name in it included, is answered with a 500 whose log line says what is wrong.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { outputSchema } from '../../server/contract/openapi.ts'
import type { OperationContract } from '../../server/contract/operation.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const validators = new Map<string, ValidateFunction>()

/** @throws Error naming what the reference does not say */
export function assertDocumented(operation: OperationContract, body: unknown): void {
  const validate = validators.get(operation.id) ?? ajv.compile(outputSchema(operation))
  validators.set(operation.id, validate)
  // As it travels: without properties that are undefined.
  if (validate(JSON.parse(JSON.stringify(body)))) return
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  )
  throw new Error(`The answer of ${operation.id} is not as documented: ${faults.slice(0, 10).join('; ')}`)
}
