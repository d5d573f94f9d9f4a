/** What stands in for the providers of remote sources in widget tests, and the settings of a server that uses them. */
import sharp from 'sharp'
import { ALL_PROVIDERS } from '../../support/remote-providers/account-facts.ts'
import { startProviders } from '../../support/remote-providers/stand-in.ts'

const PICTURES = ['harbour', 'market', 'mountain', 'river', 'street', 'sunset', 'tower', 'village']

const { boxKey: _key, boxSecret: _secret, ...all } = ALL_PROVIDERS
/** All but Box, which stands for what a server does not offer. */
export const PROVIDER_SETTINGS = all

export async function startWidgetProviders() {
  const files = await Promise.all(PICTURES.map(async (name, index) => pictureFile(name, index)))
  return startProviders({
    folders: ['Holidays', 'Nothing yet'],
    files: [...files, { name: 'notes.txt', folder: null, type: 'text/plain', bytes: Buffer.from('hello') }],
  })
}

async function pictureFile(name: string, index: number) {
  const background = { r: 40 + index * 25, g: 120, b: 220 - index * 20 }
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { name: `${name}.jpg`, folder: index < 2 ? null : 'Holidays', type: 'image/jpeg', bytes }
}
