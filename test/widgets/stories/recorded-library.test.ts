import { RECORDED } from '../../../stories/media-library/recorded-answers.ts'
import { settings } from '../support/backend-client.ts'
import { equal, same } from '../support/expect.ts'
import { LibraryPage } from '../support/library-page.ts'

describe("answers that the Media Library's stories replay", () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('have the shape that the server gives now', async () => {
    await page.store({ publicId: 'inner/one', tags: 'summer' })
    const session = await post('widgets/v1', 'ml/session', await page.backend.visitor('ada@example.com'))
    const search = { expression: `folder="${page.folder}/inner"`, with_field: ['tags'] }
    const found = await post('v1_1', 'resources/search', search, String(session.body.token))
    const refused = await post('widgets/v1', 'ml/session', { email: 'a@example.com', password: 'b' })
    const folders = await page.backend.admin<object>('GET', `/folders/${page.folder}`)

    same(keysOf(session.body), keysOf(RECORDED.session))
    same(keysOf(folders), keysOf(RECORDED.folders))
    same(keysOf((folders as typeof RECORDED.folders).folders[0]), keysOf(RECORDED.folders.folders[0]))
    same(keysOf((found.body.resources as object[])[0]), keysOf(RECORDED.asset))
    const details = await page.backend.admin<object>('GET', `/resources/image/upload/${page.folder}/inner/one`)
    const named = Object.keys(RECORDED.details).filter((name) => !(name in details))
    same(named, [])
    equal(refused.status, 401)
    same(keysOf(refused.body.error), keysOf(RECORDED.refused.error))
  })

  it('have the shape of versions', async () => {
    for (const width of [64, 80]) await page.store({ publicId: 'kept', width, parameters: { backup: 'true' } })
    const path = `/resources/image/upload/${page.folder}/kept?versions=true`
    const { versions } = await page.backend.admin<{ readonly versions: readonly object[] }>('GET', path)

    equal(versions.length, RECORDED.versions.length)
    for (const version of versions) same(keysOf(version), keysOf(RECORDED.versions[0]))
  })

  it('have the shape of a metadata field', async () => {
    const field = { ...RECORDED.field, external_id: `season_${page.backend.id}` }
    const { allow_dynamic_list_values: _, default_value: __, validation: ___, ...definition } = field
    const made = await page.backend.admin<object>('POST', '/metadata_fields', definition)
    await page.backend.admin('DELETE', `/metadata_fields/${field.external_id}`)

    same(keysOf(made), keysOf(RECORDED.field))
  })

  async function post(api: string, path: string, body: object, token?: string) {
    const response = await fetch(`${page.backend.base}/${api}/${settings.cloudName}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
})

function keysOf(value: unknown): readonly string[] {
  return Object.keys(value as object).sort()
}
