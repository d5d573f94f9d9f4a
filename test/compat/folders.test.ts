/** Folders through the genuine Node SDK. */
import { expect } from 'vitest'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='

interface FolderPage {
  readonly folders: readonly { readonly name: string; readonly path: string }[]
  readonly next_cursor: string | null
}
/** As documented; the types of the SDK leave the options out. */
const rootFolders = (options: object) =>
  (sdk.cloudinary.api.root_folders as unknown as (options: object) => Promise<FolderPage & { total_count: number }>)(
    options,
  )
const paths = ({ folders }: FolderPage) => folders.map(({ path }) => path)

describeMethod('api.create_folder', sdk, {
  async succeeds({ cloudinary }) {
    expect(await cloudinary.api.create_folder('made/deep/down')).toMatchObject({
      success: true,
      path: 'made/deep/down',
      name: 'down',
      external_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(paths((await cloudinary.api.sub_folders('made')) as never)).toEqual(['made/deep'])
    const again = await cloudinary.api.create_folder('made/deep/down')
    expect(again.external_id).toBe((await cloudinary.api.create_folder('made/deep/down')).external_id)
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.create_folder('a//b')).rejects.toMatchObject(adminError(400))
    await expect(cloudinary.api.create_folder('a/../b')).rejects.toMatchObject(adminError(400))
    await expect(cloudinary.api.create_folder(`x${'y'.repeat(255)}`)).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.root_folders', sdk, {
  async succeeds({ cloudinary }) {
    await cloudinary.uploader.upload(PICTURE, { public_id: 'in-root-b', asset_folder: 'root-b/below' })
    await cloudinary.api.create_folder('root-a')

    const first = await rootFolders({ max_results: 1 })
    const all = await rootFolders({ max_results: 500 })

    expect(paths(all)).toEqual(expect.arrayContaining(['root-a', 'root-b']))
    expect(paths(all)).not.toContain('root-b/below')
    expect(all).toMatchObject({ total_count: all.folders.length, next_cursor: null })
    expect(first.folders).toEqual(all.folders.slice(0, 1))
    const { next_cursor } = first
    const rest = await rootFolders({ max_results: 500, next_cursor })
    expect([...paths(first), ...paths(rest)]).toEqual(paths(all))
  },
  async fails() {
    await expect(rootFolders({ next_cursor: 'zzz' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('next_cursor')),
    )
  },
})

describeMethod('api.sub_folders', sdk, {
  async succeeds({ cloudinary }) {
    for (const name of ['b', 'a', 'a/x']) await cloudinary.api.create_folder(`parent/${name}`)

    const page = await cloudinary.api.sub_folders('parent')

    expect(page).toMatchObject({
      folders: [
        { name: 'a', path: 'parent/a', external_id: expect.any(String) },
        { name: 'b', path: 'parent/b', external_id: expect.any(String) },
      ],
      total_count: 2,
      next_cursor: null,
    })
    expect(await cloudinary.api.sub_folders('parent/b')).toMatchObject({ folders: [], total_count: 0 })
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.sub_folders('not/there')).rejects.toMatchObject(
      adminError(404, "Can't find folder with path not/there"),
    )
  },
})

describeMethod('api.rename_folder', sdk, {
  async succeeds({ cloudinary }) {
    const { api, uploader } = cloudinary
    const uploaded = await uploader.upload(PICTURE, { public_id: 'stays', asset_folder: 'old/name/below' })
    const { external_id } = await api.create_folder('old/name')

    expect(await api.rename_folder('old/name', 'new/place')).toMatchObject({
      from: { name: 'name', path: 'old/name' },
      to: { name: 'place', path: 'new/place' },
    })

    expect(paths((await api.sub_folders('old')) as never)).toEqual([])
    expect((await api.sub_folders('new')).folders).toEqual([{ name: 'place', path: 'new/place', external_id }])
    expect(await api.resources_by_asset_folder('new/place/below')).toMatchObject({
      total_count: 1,
      resources: [{ public_id: 'stays', asset_folder: 'new/place/below' }],
    })
    expect(await api.resources_by_asset_folder('old/name/below')).toMatchObject({ total_count: 0, resources: [] })
    expect((await fetch(uploaded.url)).status).toBe(200)
  },
  async fails({ cloudinary }) {
    const { api } = cloudinary
    for (const path of ['taken', 'mover/inside']) await api.create_folder(path)

    await expect(api.rename_folder('nobody', 'x')).rejects.toMatchObject(
      adminError(404, "Can't find folder with path nobody"),
    )
    await expect(api.rename_folder('mover', 'taken')).rejects.toMatchObject(adminError(409))
    await expect(api.rename_folder('mover', 'mover/inside/deeper')).rejects.toMatchObject(adminError(400))
    expect(paths((await api.sub_folders('mover')) as never)).toEqual(['mover/inside'])
  },
})

describeMethod('api.delete_folder', sdk, {
  async succeeds({ cloudinary }) {
    await cloudinary.api.create_folder('gone/and/all')

    expect(await cloudinary.api.delete_folder('gone')).toMatchObject({ deleted: ['gone', 'gone/and', 'gone/and/all'] })

    await expect(cloudinary.api.sub_folders('gone')).rejects.toMatchObject(adminError(404))
  },
  async fails({ cloudinary }) {
    await cloudinary.uploader.upload(PICTURE, { public_id: 'in-the-way', asset_folder: 'full/below' })

    await expect(cloudinary.api.delete_folder('full')).rejects.toMatchObject(
      adminError(400, expect.stringContaining('not empty')),
    )
    await expect(cloudinary.api.delete_folder('never-there')).rejects.toMatchObject(adminError(404))
    await cloudinary.uploader.destroy('in-the-way')
    expect(await cloudinary.api.delete_folder('full')).toMatchObject({ deleted: ['full', 'full/below'] })
  },
})
