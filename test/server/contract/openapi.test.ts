import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isWithoutPermission, openApi } from '../../../server/contract/openapi.ts'
import { defineOperation } from '../../../server/contract/operation.ts'
import { OPERATIONS as OF_ENVIRONMENTS } from '../../../server/contract/operations.ts'
import { REMOTE_OPERATIONS } from '../../../server/contract/remote-sources.ts'
import { text, word } from '../../../server/contract/wire-values.ts'
import { assertDocumented } from '../../support/documented-answers.ts'

const OPERATIONS = [...OF_ENVIRONMENTS, ...REMOTE_OPERATIONS]
const document = openApi(OPERATIONS, { version: '1.2.3', server: '..' })
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))

    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  it('describes every operation, and nothing else', () => {
    const ids = new Set(described.map(({ operation }) => operation.operationId.split(':')[0]))

    expect([...ids].sort()).toEqual(OPERATIONS.map(({ id }) => id).sort())
  })

  it('has a template parameter for each name in a path, and no other', () => {
    for (const { path, operation } of described) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect({ path, names: inPath.toSorted() }).toEqual({ path, names: named.toSorted() })
    }
  })

  it('names the permission of each operation that a key may call', () => {
    for (const operation of OPERATIONS) {
      const entry = described.find((one) => one.operation.operationId.split(':')[0] === operation.id)
      expect(entry?.operation['x-permission']).toBe(isWithoutPermission(operation) ? null : operation.id)
    }
  })

  it('never offers a 403 where client libraries would drop its text', () => {
    for (const { operation } of described) {
      const isSigned = operation.security.some((way) => 'signature' in way)
      expect(Object.hasOwn(operation.responses, '403')).toBe(!isSigned)
    }
  })

  it('writes out the values of a parameter where two paths would be the same', () => {
    const common = { method: 'GET', summary: '', credentials: 'basic', output: z.object({}) } as const
    const byId = defineOperation({
      ...common,
      id: 'things.get',
      path: '/things/{id}',
      input: z.object({ id: text() }),
    })
    const byKind = defineOperation({
      ...common,
      id: 'things.list',
      path: '/things/{kind}',
      input: z.object({ kind: word(['red', 'blue']) }),
    })

    const { paths } = openApi([byId, byKind], { version: '1', server: '/' })

    expect(Object.keys(paths).map((path) => path.slice('/v1_1/{cloud_name}'.length))).toEqual([
      '/things/{id}',
      '/things/red',
      '/things/blue',
    ])
  })
})

describe('answers compared with the document', () => {
  const operation = defineOperation({
    id: 'things.get',
    method: 'GET',
    path: '/things/{id}',
    summary: 'Gives a thing',
    credentials: 'basic',
    input: z.object({ id: text() }),
    output: z.object({ id: z.string(), size: z.number().optional() }),
  })

  it('pass when they are as described', () => {
    expect(() => assertDocumented(operation, { id: 'x', size: undefined })).not.toThrow()
  })

  it.each([
    ['a property is missing', {}],
    ['a property has another type', { id: 1 }],
    ['a property has no description', { id: 'x', colour: 'red' }],
  ])('fail when %s', (_fault, body) => {
    expect(() => assertDocumented(operation, body)).toThrow('things.get is not as documented')
  })
})
