/**
 * A real server of its own for the widget tests, in a process of its own: prints where it is, how to sign, and who may
 * sign in, as one line of JSON, and ends when its input ends.
 */
import type { Role } from '../../../server/domain/user.ts'
import { operationNamed } from '../../server/contract/examples/world.ts'
import { callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { startServer } from '../../support/server.ts'

const PASSWORD = 'correct horse battery'
const ROLES = { manager: 'media_library_admin', editor: 'media_library_user', reader: 'reports' } as const

const server = await startServer({ settings: { cloudName: 'widget-tests', fetchAllowPrivate: ['127.0.0.1:*'] } })
const { url, cloudName, apiKey, apiSecret } = server
const people = Object.fromEntries(
  await Promise.all(Object.entries(ROLES).map(async ([name, role]) => [name, await newPerson(name, role)] as const)),
)
process.stdout.write(`${JSON.stringify({ origin: url, cloudName, apiKey, apiSecret, people })}\n`)
process.stdin.resume().once('end', async () => {
  await server.close()
  process.exit(0)
})

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
