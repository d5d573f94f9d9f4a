import {
  addUserToGroup,
  createUserGroup,
  deleteUserGroup,
  getUserGroup,
  listUserGroups,
  listUsersOfGroup,
  removeUserFromGroup,
  updateUserGroup,
} from '../../contract/user-groups.ts'
import {
  createUser,
  deleteUser,
  getUser,
  inviteUser,
  listGroupsOfUser,
  listSubAccountsOfUser,
  listUsers,
  setUserPassword,
  updateUser,
} from '../../contract/users.ts'
import type { User } from '../../domain/user.ts'
import { presentGroup, presentUser } from '../../present/user.ts'
import * as listing from '../../services/provisioning/list-users.ts'
import type { ProvisioningDependencies } from '../../services/provisioning/provisioning-types.ts'
import * as groups from '../../services/provisioning/user-groups.ts'
import * as users from '../../services/provisioning/users.ts'
import { enqueueMail } from '../../services/sign-in/mails.ts'
import { setPassword } from '../../services/sign-in/passwords.ts'
import type { SignInDependencies } from '../../services/sign-in/sign-in-types.ts'
import { type AccountRoutes, accountRoute } from '../account/account-route.ts'

export function userRoutes(
  routes: AccountRoutes,
  dependencies: ProvisioningDependencies,
  signIn: Pick<SignInDependencies, 'database' | 'clock' | 'random' | 'passwordCost'>,
): void {
  const { database, queue } = dependencies
  const present = async (user: User) => presentUser(user, (await groups.groupIdsOf(dependencies))(user.id))
  accountRoute(routes, listUsers, async (filter) => {
    const groupIdsOf = await groups.groupIdsOf(dependencies)
    const found = await listing.listUsers(filter, database)
    return { users: found.map((user) => presentUser(user, groupIdsOf(user.id))) }
  })
  accountRoute(routes, createUser, async (definition) => {
    const user = await users.createUser(definition, dependencies, (created, tables) =>
      enqueueMail({ email: created.email, purpose: 'invitation' }, tables, dependencies),
    )
    queue.wake()
    return present(user)
  })
  accountRoute(routes, setUserPassword, async ({ id, password }) => {
    await setPassword(await users.findUser(id, database), password, signIn)
    return { message: 'ok' as const }
  })
  accountRoute(routes, inviteUser, async ({ id }) => {
    await users.invite(id, dependencies)
    queue.wake()
    return { message: 'ok' as const }
  })
  accountRoute(routes, getUser, async ({ id }) => present(await users.findUser(id, database)))
  accountRoute(routes, updateUser, async ({ id, ...definition }) =>
    present(await users.updateUser(id, definition, dependencies)),
  )
  accountRoute(routes, deleteUser, async ({ id }) => {
    await users.deleteUser(id, dependencies)
    return { message: 'ok' as const }
  })
  accountRoute(routes, listGroupsOfUser, async ({ id }) => {
    const { id: userId } = await users.findUser(id, database)
    const all = await groups.listGroups(dependencies)
    const own = all.filter((one) => one.users.some((user) => user.id === userId))
    return { user_groups: own.map(({ group }) => ({ id: group.id, name: group.name })) }
  })
  accountRoute(routes, listSubAccountsOfUser, async ({ id }) => {
    const { environmentIds } = await users.findUser(id, database)
    const all = await database.environments.list()
    const seen = all.filter((environment) => environmentIds?.includes(environment.id) !== false)
    return {
      sub_accounts: seen.map(({ id, name, cloudName, enabled }) => ({ id, name, cloud_name: cloudName, enabled })),
    }
  })
}

export function userGroupRoutes(routes: AccountRoutes, dependencies: ProvisioningDependencies): void {
  const presentUsers = async ({ users }: groups.GroupWithUsers) => {
    const groupIdsOf = await groups.groupIdsOf(dependencies)
    return users.map((user) => presentUser(user, groupIdsOf(user.id)))
  }
  const present = async (found: groups.GroupWithUsers) => presentGroup(found.group, await presentUsers(found))
  accountRoute(routes, listUserGroups, async () => ({
    user_groups: await Promise.all((await groups.listGroups(dependencies)).map(present)),
  }))
  accountRoute(routes, createUserGroup, async ({ name }) => present(await groups.createGroup(name, dependencies)))
  accountRoute(routes, getUserGroup, async ({ id }) => present(await groups.getGroup(id, dependencies)))
  accountRoute(routes, updateUserGroup, async ({ id, name }) =>
    present(await groups.renameGroup(id, name, dependencies)),
  )
  accountRoute(routes, deleteUserGroup, async ({ id }) => {
    await groups.deleteGroup(id, dependencies)
    return { ok: true as const }
  })
  accountRoute(routes, listUsersOfGroup, async ({ id }) => ({
    users: await presentUsers(await groups.getGroup(id, dependencies)),
  }))
  accountRoute(routes, addUserToGroup, async ({ id, userId }) => ({
    users: await presentUsers(await groups.changeMembership(id, userId, 'add', dependencies)),
  }))
  accountRoute(routes, removeUserFromGroup, async ({ id, userId }) => ({
    users: await presentUsers(await groups.changeMembership(id, userId, 'remove', dependencies)),
  }))
}
