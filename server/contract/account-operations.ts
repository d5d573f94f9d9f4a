/** What is done with an account and its credentials, in the order in which routes are matched. */
import {
  createAccessKey,
  deleteAccessKey,
  deleteAccessKeyByName,
  listAccessKeys,
  updateAccessKey,
} from './access-keys.ts'
import { getBillingUsage } from './billing-usage.ts'
import type { OperationContract } from './operation.ts'
import { createSubAccount, deleteSubAccount, getSubAccount, listSubAccounts, updateSubAccount } from './sub-accounts.ts'
import {
  addUserToGroup,
  createUserGroup,
  deleteUserGroup,
  getUserGroup,
  listUserGroups,
  listUsersOfGroup,
  removeUserFromGroup,
  updateUserGroup,
} from './user-groups.ts'
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
} from './users.ts'

export const ACCOUNT_OPERATIONS: readonly OperationContract[] = [
  getBillingUsage,
  listUsers,
  createUser,
  getUser,
  updateUser,
  deleteUser,
  setUserPassword,
  inviteUser,
  listGroupsOfUser,
  listSubAccountsOfUser,
  listUserGroups,
  createUserGroup,
  getUserGroup,
  updateUserGroup,
  deleteUserGroup,
  listUsersOfGroup,
  addUserToGroup,
  removeUserFromGroup,
  listSubAccounts,
  createSubAccount,
  getSubAccount,
  updateSubAccount,
  deleteSubAccount,
  listAccessKeys,
  createAccessKey,
  updateAccessKey,
  deleteAccessKey,
  deleteAccessKeyByName,
]
