/** Pictures of many take no image of another environment, nor are they shown in one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { accessKeyRow, environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

const ALPHA = { cloudName: 'alpha', apiKey: '111111111111111', apiSecret: 'secret-of-111111111111111' }
const BETA = { cloudName: 'beta', apiKey: '222222222222222', apiSecret: 'secret-of-222222222222222' }

let server: TestServer
let alpha: PictureCalls
let beta: PictureCalls

beforeAll(async () => {
  const folder = await preparedFolder(async (database) => {
    for (const [index, key] of [ALPHA, BETA].entries()) {
      const environment = environmentRow(key.cloudName, { createdAt: index + 1 })
      await database.environments.insert(environment)
      await database.accessKeys.insert(accessKeyRow(environment, key))
    }
  })
  server = await startServer({ folder, removesFolder: true, settings: { cloudName: 'alpha' } })
  alpha = pictureCalls({ url: server.url, ...ALPHA })
  beta = pictureCalls({ url: server.url, ...BETA })
  await alpha.plain('of-alpha', { parameters: { tags: 'shared' } })
  await beta.plain('of-beta', { parameters: { tags: 'shared' } })
})
afterAll(() => server.close())

describe('another environment', () => {
  it('gives none of its images to a sprite of the same tag, and does not show it', async () => {
    const { body } = await alpha.call('assets.sprite', { tag: 'shared' })

    expect(Object.keys(body.image_infos)).toEqual(['of-alpha'])
    expect((await fetch(body.css_url)).status).toBe(200)
    expect((await fetch(body.css_url.replace('/alpha/', '/beta/'))).status).toBe(404)
  })

  it('has no image for a collage, and no document to explode', async () => {
    const manifest = { template: 'grid', width: 9, height: 9, columns: 1, rows: 1, assets: [{ media: 'of-beta' }] }

    const collage = await alpha.call('assets.create_collage', { manifest_json: manifest })
    const pages = await alpha.call('assets.explode', { public_id: 'of-beta', transformation: 'pg_all' })

    expect([collage.status, pages.status]).toEqual([404, 404])
  })
})
