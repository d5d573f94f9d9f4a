/** Counting what further expressions find among the results of a search. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { callOperation } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

const LIMITED = { apiKey: '333333333333333', apiSecret: 'secret-of-333333333333333' }
let server: TestServer
let api: ServerApi

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    const demo = environmentRow('demo')
    await database.environments.insert(demo)
    await database.accessKeys.insert(accessKeyRow(demo, { ...LIMITED, folderPrefix: 'shop' }))
  })
  server = await startServer({ folder, removesFolder: true, settings: { cloudName: 'demo' } })
  api = apiOf(server)
  await api.raw('a.txt', 'x', { tags: 'red', asset_folder: 'shop' })
  await api.raw('b.txt', 'x', { tags: 'red,blue', asset_folder: 'shop' })
  await api.raw('c.txt', 'x', { tags: 'blue', asset_folder: 'office' })
})
afterAll(() => server.close())

const tags = {
  type: 'queries',
  name: 'tag',
  queries: ['red', 'blue', 'green'].map((tag) => ({ key: tag, expression: `tags="${tag}"` })),
}
const search = (parameters: Record<string, unknown>, key?: typeof LIMITED) =>
  callOperation(server, operationNamed('search.assets'), { parameters, json: true }, key ?? server)

it('answers under its name how much of what was found each expression finds', async () => {
  const all = await search({ aggregate: [tags, 'resource_type'], max_results: 0 })
  const some = await search({ expression: 'tags=blue', aggregate: tags })

  expect(all.body.aggregations).toEqual({ tag: { red: 2, blue: 2, green: 0 }, resource_type: { raw: 3 } })
  expect(some.body.aggregations).toEqual({ tag: { red: 1, blue: 2, green: 0 } })
})

it('counts nothing outside of the folder that a key is limited to', async () => {
  const { body } = await search({ aggregate: [tags] }, LIMITED)

  expect(body.aggregations.tag).toEqual({ red: 2, blue: 1, green: 0 })
})

it('refuses an expression that cannot be understood, and more than are counted', async () => {
  const wrong = await search({ aggregate: [{ ...tags, queries: [{ key: 'a', expression: 'tags:(' }] }] })
  const many = Array.from({ length: 40 }, (_, index) => ({ key: String(index), expression: `width=${index}` }))
  const more = await search({
    aggregate: [
      { ...tags, queries: many },
      { ...tags, name: 'other', queries: many },
    ],
  })

  expect(wrong).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/at position/) } } })
  expect(more).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/at most 60 queries/) } } })
})
