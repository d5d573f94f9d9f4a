/** `tintype users`: people who sign in, for an operator at the machine of the server. */
import { systemClock } from '../adapters/clock/system.ts'
import { systemRandom } from '../adapters/random/system.ts'
import { readInput } from '../contract/read-input.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { createUser as operation } from '../contract/users.ts'
import { normalEmail, type Role, type User } from '../domain/user.ts'
import { NotFoundError } from '../errors/request-errors.ts'
import type { Database } from '../ports/database.ts'
import { createUser, updateUser } from '../services/provisioning/users.ts'
import { setPassword } from '../services/sign-in/passwords.ts'
import type { Command } from './command.ts'
import { print } from './output.ts'
import { readPassword } from './read-password.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { withStoredDatabase } from './stored-database.ts'
import { UsageError } from './usage-error.ts'

interface Call {
  readonly database: Database
  readonly email: string
  readonly name: string | undefined
  readonly role: Role
}

const TOOLS = { clock: systemClock(), random: systemRandom() }

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  async list({ database }) {
    const users = await database.users.list()
    for (const user of users) print([user.email, user.role, stateOf(user), user.name].join('\t'))
  },
  async create({ database, email, name, role }) {
    const definition = readInput(operation.input, { name: name ?? email, email, role })
    const user = await createUser(definition, { database, ...TOOLS })
    print(`${user.email} is there; "tintype users set-password ${user.email}" lets them sign in`)
  },
  async 'set-password'({ database, email }) {
    const user = await find(database, email)
    await setPassword(user, await readPassword(), { database, ...TOOLS })
    print(`${user.email} has a new password, and is signed out everywhere`)
  },
  async disable({ database, email }) {
    const user = await find(database, email)
    await updateUser(user.id, { enabled: false }, { database, ...TOOLS })
    print(`${user.email} may not sign in any more, and is signed out everywhere`)
  },
  async enable({ database, email }) {
    const user = await find(database, email)
    await updateUser(user.id, { enabled: true }, { database, ...TOOLS })
    print(`${user.email} may sign in`)
  },
}
const NAMES = Object.keys(ACTIONS)

export const users: Command = {
  summary: 'Lists, makes, disables and enables users, and sets their passwords',
  usage: `users ${NAMES.join('|')} [<e-mail>]`,
  takesArguments: true,
  flags: {
    ...SETTING_FLAGS,
    name: { summary: 'For create: the name that is shown. Default: the e-mail.', value: '<name>' },
    role: { summary: `For create: ${ROLE_NAMES.join(', ')}. Default: master_admin.`, value: '<role>' },
  },
  examples: [
    'tintype users create ada@example.com --name "Ada" --role admin',
    'tintype users set-password ada@example.com',
    'tintype users set-password ada@example.com < password.txt',
  ],
  async run({ flags: { name, role = 'master_admin', ...flags }, positionals: [action = '', email, ...rest] }) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
    if (act === undefined)
      throw new UsageError(`Unknown action ${JSON.stringify(action)}: expected ${NAMES.join(', ')}`)
    if ((action === 'list') !== (email === undefined) || rest.length > 0) {
      throw new UsageError(`tintype users ${action} takes ${action === 'list' ? 'nothing more' : 'one e-mail'}`)
    }
    if (!isRole(role)) throw new UsageError(`Unknown role ${String(role)}: expected one of ${ROLE_NAMES.join(', ')}`)
    const shownName = typeof name === 'string' ? name : undefined
    await withStoredDatabase(configFromFlags(flags), (database) =>
      act({ database, email: email ?? '', name: shownName, role }),
    )
    return 0
  },
}

async function find({ users }: Database, email: string): Promise<User> {
  const user = await users.findByEmail(normalEmail(email))
  if (user === null) throw new NotFoundError(`There is no user ${email}: "tintype users list" shows all`)
  return user
}

function stateOf({ enabled, pending }: User): string {
  if (!enabled) return 'disabled'
  return pending ? 'pending' : 'enabled'
}

function isRole(role: unknown): role is Role {
  return ROLE_NAMES.includes(role as Role)
}
