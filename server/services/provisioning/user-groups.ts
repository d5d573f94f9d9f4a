/** Groups of users. */
import type { User, UserGroup } from '../../domain/user.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { ProvisioningDependencies } from './provisioning-types.ts'
import { findUser } from './users.ts'

export interface GroupWithUsers {
  readonly group: UserGroup
  readonly users: readonly User[]
}

type Dependencies = Pick<ProvisioningDependencies, 'database' | 'clock' | 'random'>

export async function listGroups({ database }: Dependencies): Promise<readonly GroupWithUsers[]> {
  const [groups, memberships, users] = [
    await database.userGroups.list(),
    await database.userGroups.memberships(),
    await database.users.list(),
  ]
  return groups.map((group) => {
    const ids = new Set(memberships.filter(({ groupId }) => groupId === group.id).map(({ userId }) => userId))
    return { group, users: users.filter(({ id }) => ids.has(id)) }
  })
}

/** @throws NotFoundError */
export async function getGroup(id: string, dependencies: Dependencies): Promise<GroupWithUsers> {
  const found = (await listGroups(dependencies)).find(({ group }) => group.id === id)
  if (found === undefined) throw notFound(id)
  return found
}

export async function createGroup(name: string, { database, clock, random }: Dependencies): Promise<GroupWithUsers> {
  const group: UserGroup = { id: random.hex(32), name, createdAt: clock.now() }
  await database.userGroups.insert(group)
  return { group, users: [] }
}

export async function renameGroup(id: string, name: string, dependencies: Dependencies): Promise<GroupWithUsers> {
  await dependencies.database.transaction(async (tables) => {
    await assertGroup(id, tables)
    await tables.userGroups.rename(id, name)
  })
  return getGroup(id, dependencies)
}

export async function deleteGroup(id: string, { database }: Dependencies): Promise<void> {
  await database.transaction(async (tables) => {
    await assertGroup(id, tables)
    await tables.userGroups.delete(id)
  })
}

export async function changeMembership(
  id: string,
  userId: string,
  change: 'add' | 'remove',
  dependencies: Dependencies,
): Promise<GroupWithUsers> {
  await dependencies.database.transaction(async (tables) => {
    await assertGroup(id, tables)
    await findUser(userId, tables)
    if (change === 'add') await tables.userGroups.addMember(id, userId)
    else await tables.userGroups.removeMember(id, userId)
  })
  return getGroup(id, dependencies)
}

/** Ids of the groups of each user. */
export async function groupIdsOf({ database }: Dependencies): Promise<(userId: string) => readonly string[]> {
  const memberships = await database.userGroups.memberships()
  return (userId) => memberships.filter((one) => one.userId === userId).map(({ groupId }) => groupId)
}

async function assertGroup(id: string, { userGroups }: Pick<Repositories, 'userGroups'>): Promise<void> {
  if ((await userGroups.findById(id)) === null) throw notFound(id)
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`Cannot find user group with id ${id.slice(0, 100)}`)
}
