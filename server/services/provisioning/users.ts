/** Users of the account, as the Provisioning API manages them. */
import { normalEmail, type Role, type User } from '../../domain/user.ts'
import { UniqueViolationError } from '../../errors/port-errors.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { enqueueMail } from '../sign-in/mails.ts'
import type { ProvisioningDependencies } from './provisioning-types.ts'
import { findSubAccount } from './sub-accounts.ts'

export interface UserDefinition {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly role?: Role | undefined
  readonly subAccountIds?: readonly string[] | undefined
  readonly allSubAccounts?: boolean | undefined
  readonly enabled?: boolean | undefined
}

type Dependencies = Pick<ProvisioningDependencies, 'database' | 'clock' | 'random'>

/** Lists of users are read whole. */
const MOST_USERS = 10_000

/** @throws NotFoundError */
export async function findUser(id: string, { users }: Pick<Repositories, 'users'>): Promise<User> {
  const user = await users.findById(id)
  if (user === null) throw new NotFoundError(`Cannot find user with id ${id.slice(0, 100)}`)
  return user
}

/** `afterwards` belongs to the same commit. */
export async function createUser(
  definition: UserDefinition & { readonly name: string; readonly email: string; readonly role: Role },
  { database, clock, random }: Dependencies,
  afterwards: (user: User, tables: Repositories) => Promise<void> = async () => {},
): Promise<User> {
  return withFreeEmail(definition.email, () =>
    database.transaction(async (tables) => {
      if ((await tables.users.list()).length >= MOST_USERS) {
        throw new InvalidParameterError(`An account has at most ${MOST_USERS} users`)
      }
      const now = clock.now()
      const user: User = {
        id: random.hex(32),
        name: definition.name,
        email: normalEmail(definition.email),
        role: definition.role,
        enabled: definition.enabled ?? true,
        pending: true,
        environmentIds: await seenBy(definition, definition.role, null, tables),
        createdAt: now,
        updatedAt: now,
        lastLoginAt: null,
      }
      await tables.users.insert(user)
      await afterwards(user, tables)
      return user
    }),
  )
}

export async function updateUser(
  id: string,
  definition: UserDefinition,
  { database, clock }: Dependencies,
): Promise<User> {
  return withFreeEmail(definition.email ?? '', () =>
    database.transaction(async (tables) => {
      const current = await findUser(id, tables)
      const role = definition.role ?? current.role
      const user: User = {
        ...current,
        role,
        name: definition.name ?? current.name,
        email: definition.email === undefined ? current.email : normalEmail(definition.email),
        enabled: definition.enabled ?? current.enabled,
        environmentIds: await seenBy(definition, role, current.environmentIds, tables),
        updatedAt: clock.now(),
      }
      await tables.users.update(user)
      if (!user.enabled) await tables.sessions.deleteByUser(id)
      return user
    }),
  )
}

/** To be followed by `queue.wake()`. @throws ConflictError when they need none */
export async function invite(id: string, dependencies: Dependencies): Promise<void> {
  await dependencies.database.transaction(async (tables) => {
    const { email, pending } = await findUser(id, tables)
    if (!pending) throw new ConflictError('This user has accepted an invitation already: offer a new password instead')
    await enqueueMail({ email, purpose: 'invitation' }, tables, dependencies)
  })
}

export async function deleteUser(id: string, { database }: Dependencies): Promise<void> {
  await database.transaction(async (tables) => {
    await findUser(id, tables)
    await tables.users.delete(id)
  })
}

/** Master admins see all environments, and so does who is limited to none. */
async function seenBy(
  { subAccountIds, allSubAccounts }: UserDefinition,
  role: Role,
  current: User['environmentIds'],
  tables: Repositories,
): Promise<User['environmentIds']> {
  if (role === 'master_admin' || allSubAccounts === true) return null
  if (subAccountIds === undefined) return current
  for (const id of subAccountIds) await findSubAccount(id, tables)
  return subAccountIds.length === 0 ? null : [...new Set(subAccountIds)].toSorted()
}

async function withFreeEmail<T>(email: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error
    throw new ConflictError(`User with email ${normalEmail(email)} already exists`)
  }
}
