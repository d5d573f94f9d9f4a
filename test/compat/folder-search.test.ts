/** What the SDK's folder search has from its search for assets, where folders have nothing of that kind. */
import { beforeAll, expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { adminError, describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()

beforeAll(async () => {
  const file = `data:image/png;base64,${picture.toString('base64')}`
  await sdk.cloudinary.uploader.upload(file, { public_id: 'hat', asset_folder: 'products' })
})

type Search = Sdk['cloudinary']['search']
/** The package's types have forgotten it. */
const folders = ({ cloudinary }: Sdk) => (cloudinary as never as { search_folders: Search }).search_folders

const refusal = (name: string) =>
  adminError(400, expect.stringMatching(new RegExp(`parameter ${name}: expected nothing: only searches of assets`)))

describeMethod('search_folders.aggregate', sdk, {
  async isRefused(own) {
    // Only executing it sends something: that is what fails.
    const found = folders(own).expression('name:products').aggregate('format').execute()

    await expect(found).rejects.toMatchObject(refusal('aggregate'))
  },
})

describeMethod('search_folders.with_field', sdk, {
  async isRefused(own) {
    const found = folders(own).expression('name:products').with_field('tags').execute()

    await expect(found).rejects.toMatchObject(refusal('with_field'))
  },
})

describeMethod('search_folders.fields', sdk, {
  async isRefused(own) {
    const found = folders(own).expression('name:products').fields('name').execute()

    await expect(found).rejects.toMatchObject(refusal('fields'))
  },
})

/** Addresses name the vendor's host unless the SDK is told another one. */
async function fetched({ server }: Sdk, address: string) {
  const response = await fetch(server.url + new URL(address).pathname)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describeMethod('search_folders.to_url', sdk, {
  async succeeds(own) {
    // Whoever makes it: an address of a search finds assets.
    const { status, body } = await fetched(own, folders(own).expression('folder:products').to_url())

    expect(status).toBe(200)
    expect(body).toMatchObject({ total_count: 1, resources: [{ public_id: 'hat' }] })
  },
  async fails(own) {
    const address = folders(own).expression('folder:products').to_url().replace('/search/', '/search/0')

    expect((await fetched(own, address)).status).toBe(401)
  },
})

describeMethod('search_folders.ttl', sdk, {
  async succeeds(own) {
    const { status, headers } = await fetched(own, folders(own).expression('folder:products').ttl(60).to_url())

    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=60')
  },
  async fails(own) {
    const { status, body } = await fetched(own, folders(own).ttl(99_999_999).to_url())

    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { message: expect.stringContaining('ttl') } })
  },
})
