/**
 * A real server of its own for the widget tests, in a process of its own: prints where it is, how to sign, and who may
 * sign in, as one line of JSON. A line `{"count": 10000}` of its input makes so many assets in an environment of their own,
 * and is answered by a line. Ends when its input ends.
 */
import { createInterface } from 'node:readline'
import type { Role } from '../../../server/domain/user.ts'
import { seededAsset } from '../../bench/database/seeded-assets.ts'
import { operationNamed } from '../../server/contract/examples/world.ts'
import { callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { accessKeyRow, environmentRow, preparedFolder, withDatabaseOf } from '../../support/prepared-folder.ts'
import { fixtureImageSearch } from '../../support/remote-providers/image-search.ts'
import { startStockShop } from '../../support/remote-providers/stock.ts'
import { startServer } from '../../support/server.ts'
import { PROVIDER_SETTINGS, startWidgetProviders } from './remote-providers.ts'

const PASSWORD = 'correct horse battery'
const ROLES = { manager: 'media_library_admin', editor: 'media_library_user', reader: 'reports' } as const

/** A product environment for tests that need more assets than anybody uploads: its rows are made when one asks for them. */
const MANY = { cloudName: 'library-many', apiKey: '555555555555555' }

/** A key of the environment that all others use, which reaches one folder of it. */
const LIMITED = { apiKey: '666666666666666', folderPrefix: 'limited/area' }

const folder = await preparedFolder(async ({ environments, accessKeys }) => {
  const many = environmentRow(MANY.cloudName, { createdAt: 2 })
  const own = environmentRow('widget-tests')
  await environments.insert(own)
  await accessKeys.insert(accessKeyRow(own, LIMITED))
  await environments.insert(many)
  await accessKeys.insert(accessKeyRow(many, MANY))
})
const settings = { cloudName: 'widget-tests', fetchAllowPrivate: ['127.0.0.1:*'], ...PROVIDER_SETTINGS }
const providers = await startWidgetProviders()
const shop = await startStockShop(providers.state.files)
const server = await startServer({
  folder,
  removesFolder: true,
  settings,
  remoteSourceHosts: { ...providers.hosts, ...shop.hosts },
  stockLibraries: { getty: shop.library },
  imageSearch: fixtureImageSearch(providers),
})
const { url, cloudName, apiKey, apiSecret } = server
const people = Object.fromEntries(
  await Promise.all(Object.entries(ROLES).map(async ([name, role]) => [name, await newPerson(name, role)] as const)),
)
process.stdout.write(
  `${JSON.stringify({ origin: url, cloudName, apiKey, apiSecret, people, providers: providers.control, stock: shop.control, limited: keyOf(LIMITED) })}\n`,
)
for await (const line of createInterface({ input: process.stdin })) {
  const { count } = JSON.parse(line) as { readonly count: number }
  await seedMany(count)
  process.stdout.write(`${JSON.stringify({ ...MANY, ...keyOf(MANY) })}\n`)
}
await server.close()
await providers.close()
await shop.close()
process.exit(0)

function keyOf({ apiKey }: { readonly apiKey: string }) {
  return { apiKey, apiSecret: `secret-of-${apiKey}` }
}

/** Rows without files: nothing but lists and searches is asked of them. */
async function seedMany(count: number): Promise<void> {
  await withDatabaseOf(folder, async (database) => {
    const { id } = environmentRow(MANY.cloudName)
    await database.transaction(async ({ assets }) => {
      for (let number = 0; number < count; number += 1) await assets.insert(seededAsset(id, number))
    })
  })
}

/** Somebody with that role and a password. */
async function newPerson(name: string, role: Role) {
  const email = `${name}@widget-tests.example`
  const { body } = await provision('provisioning.users.create', { name, email, role })
  await provision('provisioning.users.set_password', { id: (body as { id: string }).id, password: PASSWORD })
  return { email, password: PASSWORD }
}

function provision(id: string, parameters: Readonly<Record<string, unknown>>) {
  return callOperation(server, operationNamed(id), { parameters }, provisioningCredential(server.account))
}
