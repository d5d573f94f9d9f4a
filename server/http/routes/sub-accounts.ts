import {
  createAccessKey,
  deleteAccessKey,
  deleteAccessKeyByName,
  listAccessKeys,
  updateAccessKey,
} from '../../contract/access-keys.ts'
import {
  createSubAccount,
  deleteSubAccount,
  getSubAccount,
  listSubAccounts,
  updateSubAccount,
} from '../../contract/sub-accounts.ts'
import type { KeyPermissions } from '../../domain/access-key.ts'
import { presentAccessKey, presentSubAccount } from '../../present/sub-account.ts'
import * as keys from '../../services/provisioning/access-keys.ts'
import type { ProvisioningDependencies } from '../../services/provisioning/provisioning-types.ts'
import * as subAccounts from '../../services/provisioning/sub-accounts.ts'
import { type AccountRoutes, accountRoute } from '../account/account-route.ts'

export function subAccountRoutes(routes: AccountRoutes, dependencies: ProvisioningDependencies): void {
  accountRoute(routes, listSubAccounts, async (filter, { user }) => {
    const found = await subAccounts.listSubAccounts(filter, dependencies)
    const seen = found.filter(({ environment }) => user?.environmentIds?.includes(environment.id) !== false)
    return { sub_accounts: seen.map(present) }
  })
  accountRoute(routes, createSubAccount, async ({ baseSubAccountId, ...definition }) =>
    present(await subAccounts.createSubAccount({ ...definition, baseId: baseSubAccountId }, dependencies)),
  )
  accountRoute(routes, getSubAccount, async ({ id }) => present(await subAccounts.getSubAccount(id, dependencies)))
  accountRoute(routes, updateSubAccount, async ({ id, ...definition }) =>
    present(await subAccounts.updateSubAccount(id, definition, dependencies)),
  )
  accountRoute(routes, deleteSubAccount, async ({ id }) => {
    await subAccounts.deleteSubAccount(id, dependencies)
    return { message: 'ok' as const }
  })
}

export function accessKeyRoutes(routes: AccountRoutes, dependencies: ProvisioningDependencies): void {
  const ended = (isDeleted: boolean) => ({ message: isDeleted ? ('ok' as const) : ('not_found' as const) })
  accountRoute(routes, listAccessKeys, async ({ subAccountId, sortBy, ...page }) => {
    const order = { ...page, sortBy: SORT_KEYS[sortBy] }
    const found = await keys.listAccessKeys(subAccountId, order, dependencies)
    return { access_keys: found.keys.map(presentAccessKey), total: found.total }
  })
  accountRoute(routes, createAccessKey, async ({ subAccountId, ...changes }) =>
    presentAccessKey(await keys.createAccessKey(subAccountId, changesOf(changes), dependencies)),
  )
  accountRoute(routes, updateAccessKey, async ({ subAccountId, key, ...changes }) =>
    presentAccessKey(await keys.updateAccessKey(subAccountId, key, changesOf(changes), dependencies)),
  )
  accountRoute(routes, deleteAccessKey, async ({ subAccountId, key }) =>
    ended(await keys.deleteAccessKey(subAccountId, { apiKey: key }, dependencies)),
  )
  accountRoute(routes, deleteAccessKeyByName, async ({ subAccountId, name }) =>
    ended(await keys.deleteAccessKey(subAccountId, { name }, dependencies)),
  )
}

const SORT_KEYS = { api_key: 'apiKey', created_at: 'createdAt', name: 'name', enabled: 'enabled' } as const

function present({ environment, keys: own }: subAccounts.SubAccount) {
  return presentSubAccount(environment, own)
}

interface WireChanges {
  readonly folderPrefix?: string | undefined
  readonly name?: string | undefined
  readonly enabled?: boolean | undefined
  readonly dedicatedFor?: 'webhooks' | undefined
  readonly permissions?: KeyPermissions | undefined
}

/** Without what was not said, which stays as it is. Slashes at the ends of a folder do not count. */
function changesOf({ folderPrefix, ...others }: WireChanges): keys.KeyChanges {
  const folder = folderPrefix?.replace(/^\/+|\/+$/g, '')
  const said = Object.entries(others).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(said),
    ...(folder === undefined ? {} : { folderPrefix: folder === '' ? null : folder }),
  }
}
