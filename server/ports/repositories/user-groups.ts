import type { UserGroup } from '../../domain/user.ts'

export interface UserGroupRepository {
  insert(group: UserGroup): Promise<void>
  rename(id: string, name: string): Promise<void>
  delete(id: string): Promise<void>
  findById(id: string): Promise<UserGroup | null>
  /** By name. */
  list(): Promise<readonly UserGroup[]>
  /** Does nothing when they are in it already. */
  addMember(groupId: string, userId: string): Promise<void>
  removeMember(groupId: string, userId: string): Promise<void>
  memberships(): Promise<readonly { readonly groupId: string; readonly userId: string }[]>
}
