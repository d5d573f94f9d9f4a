/** Sessions that reach one folder: where they begin, what they find, and what is closed to them. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { type RecordedCall, settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, find, LibraryPage, names, search, settled, tile } from '../support/library-page.ts'
import { picture } from '../support/widget-page.ts'

const REACH = 'limited/area'

describe('media library: a session that reaches one folder', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('begins the tree and the breadcrumb there, and asks for nothing above', async () => {
    await storeIn(REACH, 'top')
    await storeIn(`${REACH}/${page.backend.id}`, 'inner')
    const library = await openLimited({ folder: { path: `${REACH}/${page.backend.id}` } })

    same(names(library), [named('inner')])
    same(crumbs(library), ['area', page.backend.id])
    const tree = all(library, '#tree .destination').map(({ textContent }) => textContent?.trim())
    same(tree.slice(0, 2), ['All assets', 'area'])
    ok(tree.includes(page.backend.id), 'the folder below it')
    ok(!tree.includes('Home'), 'no root')
    equal(all(library, '.tree-note').length, 0)
    all(library, '.crumb')[0]?.click()
    await tile(library, named('top'))
    const paths = (await page.backend.calls()).map(({ path }) => path)
    same(
      paths.filter((path) => /\/folders(\?|$)/.test(path)),
      [],
    )
    equal((await page.backend.calls()).filter(({ status }) => status === 403).length, 0)
  })

  it('finds what lies in it, and nothing else', async () => {
    await storeIn(REACH, 'found')
    await storeIn(page.folder, 'hidden')
    const library = await openLimited({ folder: undefined })

    await search(library, page.backend.id)
    await eventually(() => same(names(library), [named('found')]))
    all(library, '#tree .destination')[0]?.click()
    await settled(library)
    ok(!names(library).includes(named('hidden')), 'nothing of other folders')
  })

  it('is told that a folder outside is not open to it, and is led back', async () => {
    await storeIn(REACH, 'mine')
    const library = await openLimited({ folder: { path: page.folder } })

    const sheet = await find(library, '[part~=error]')
    matches(sheet.textContent, /You may not see this folder/)
    matches(sheet.textContent, /open to you from the folder “area” on/)
    equal(page.heardOf('error')[0]?.code, 'forbidden')
    same(crumbs(library), [page.folder])
    ;(await find(library, '[part~=error] button')).click()
    await tile(library, named('mine'))
    same(crumbs(library), ['area'])
  })

  it('is told of a collection or an asset of others that there is none', async () => {
    await page.store('theirs')
    const foreign = await collect('Theirs', [await idOf(`${page.folder}/theirs`)])
    const library = await openLimited({ collection: { id: foreign } })
    matches((await find(library, '[part~=error]')).textContent, /There is no such collection/)
    library.destroy()

    const key = { resource_type: 'image', type: 'upload', public_id: `${page.folder}/theirs` }
    const other = await openLimited({ asset: key })
    await find(other, '[part~=preview] [data-say=assertive]')
    equal(all(other, '[part~=preview-media] img').length, 0)
  })

  it('shows collections that have something in it, with that alone', async () => {
    await page.store('theirs')
    await storeIn(REACH, 'shared')
    const assets = [await idOf(`${page.folder}/theirs`), await idOf(`${page.folder}/shared-${page.backend.id}`)]
    await collect('Shared', assets)
    await collect('Theirs', assets.slice(0, 1))
    const library = await openLimited({ folder: undefined })

    const shown = await eventually(() => {
      const collections = library.element.store.getState().collections
      ok(
        collections?.some(({ name }) => name === named('Shared')),
        'the collection',
      )
      return collections
    })
    equal(shown?.find(({ name }) => name === named('Shared'))?.asset_count, 1)
    ok(!shown?.some(({ name }) => name === named('Theirs')), 'none of others')
    all(library, '#tree .destination')
      .find(({ textContent }) => textContent?.includes(named('Shared')))
      ?.click()
    await eventually(() => same(names(library), [named('shared')]))
  })

  it('follows what comes into it and goes out of it', async () => {
    await page.store('wanderer')
    const id = await idOf(`${page.folder}/wanderer`)
    const library = await openLimited({ folder: { path: `${REACH}/${page.backend.id}` } })
    await eventually(async () => ok((await page.backend.calls()).some(isOpenStream), 'the stream of changes'))

    const move = (asset_folder: string) => page.backend.admin('PUT', `/resources/${id}`, { asset_folder })
    await move(`${REACH}/${page.backend.id}`)
    await eventually(() => same(names(library), ['wanderer']), 10_000)
    await move(page.folder)
    await eventually(() => same(names(library), []), 10_000)
  })

  it('begins anew where somebody else has been further up', async () => {
    const library = await page.open({ folder: undefined })
    library.element.library.go({ kind: 'folder', path: page.folder })
    await settled(library)
    library.destroy()

    const next = await openLimited({ folder: undefined })

    same(crumbs(next), ['All assets'])
    equal(all(next, '[part~=error]').length, 0)
  })

  it('uploads into it also from the view of everything', async () => {
    const library = await openLimited({ folder: undefined })
    const uploads: { assets: readonly { public_id: string; asset_folder: string }[] }[] = []
    library.on('upload', (detail) => uploads.push(detail as (typeof uploads)[number]))

    library.element.upload([await picture('new.png')])

    await eventually(() => equal(uploads.length, 1), 30_000)
    equal(uploads[0]?.assets[0]?.asset_folder, REACH)
  })

  async function openLimited(more: object): Promise<MediaLibrary> {
    const visitor = await page.backend.visitor('guest@example.com', { isLimited: true })
    const library = page.create({ ...page.anonymous(more), ...visitor }).show()
    await settled(library)
    equal(library.element.option('cloudName'), settings.cloudName)
    return library
  }

  /** By somebody who reaches everything. */
  async function collect(name: string, assetIds: readonly string[]): Promise<string> {
    const send = async (path: string, body: object, token?: string): Promise<Record<string, string>> => {
      const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) }
      const url = `${page.backend.base}/widgets/v1/${settings.cloudName}/${path}`
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json()
    }
    const { token } = await send('ml/session', await page.backend.visitor('guest@example.com'))
    const { id } = await send('collections', { name: named(name), asset_ids: assetIds }, token)
    ok(id, 'the collection')
    return id
  }

  async function idOf(publicId: string): Promise<string> {
    const asset = await page.backend.admin<{ readonly asset_id: string }>('GET', `/resources/image/upload/${publicId}`)
    return asset.asset_id
  }

  /** The name tells the tests from each other: they share the folder. */
  function named(name: string): string {
    return `${name} ${page.backend.id}`
  }

  async function storeIn(folder: string, name: string): Promise<void> {
    const parameters = { asset_folder: folder, display_name: named(name) }
    await page.store({ publicId: `${name}-${page.backend.id}`, parameters })
  }
})

function isOpenStream({ path, status, isOver }: RecordedCall): boolean {
  return path.endsWith('/events') && status === 200 && isOver !== true
}

function crumbs(library: MediaLibrary): (string | undefined)[] {
  return all(library, '.breadcrumb li').map(({ textContent }) => textContent?.trim())
}
