/** The genuine Node SDK against the Provisioning API: product environments, users, groups and access keys. */
import { expect } from 'vitest'
import { adminError, describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()
let names = 0

const MISSING_SUB_ACCOUNT = adminError(404, 'Cannot find sub account with id nobody')
const MISSING_USER = adminError(404, 'Cannot find user with id nobody')
const MISSING_GROUP = adminError(404, 'Cannot find user group with id nobody')
const WRONG_SECRET = { provisioning_api_secret: 'wrong' }
const REFUSED = adminError(401, 'Invalid provisioning credentials')

// What the SDK answers with has no types.
// biome-ignore lint/suspicious/noExplicitAny: answers have many shapes
type Answer = any
type Account = Readonly<Record<string, (...values: unknown[]) => Promise<Answer>>>

/** The methods, without the types that the package gives them: those name parameters wrongly. */
function account({ cloudinary }: Sdk): Account {
  return cloudinary.provisioning.account as unknown as Account
}

function method(of: Sdk, name: string): (...values: unknown[]) => Promise<Answer> {
  const found = account(of)[name]
  if (found === undefined) throw new Error(`The SDK has no ${name} any more`)
  return found
}

function newName(): string {
  names += 1
  return `sdk ${names}`
}

const newSubAccount = (of: Sdk): Promise<Answer> => method(of, 'create_sub_account')(newName())
const newUser = (of: Sdk, more: readonly unknown[] = []): Promise<Answer> =>
  method(of, 'create_user')('Ada', `${newName().replace(' ', '')}@example.com`, 'admin', ...more)
const newGroup = (of: Sdk): Promise<Answer> => method(of, 'create_user_group')(newName())
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

describeMethod('provisioning.create_sub_account', sdk, {
  async succeeds(of) {
    const base = await newSubAccount(of)
    const created = await method(of, 'create_sub_account')('My Brand', 'my-brand', { plan: 'gold' }, true, base.id)

    expect(created).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'My Brand',
      cloud_name: 'my-brand',
      enabled: true,
      custom_attributes: { plan: 'gold' },
      api_access_keys: [{ key: expect.any(String), secret: expect.any(String), enabled: true }],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
  },
  async fails(of) {
    await expect(method(of, 'create_sub_account')('x', of.server.cloudName)).rejects.toMatchObject(
      adminError(409, `Cloud name ${of.server.cloudName} is already taken`),
    )
  },
})

describeMethod('provisioning.sub_accounts', sdk, {
  async succeeds(of) {
    const one = await newSubAccount(of)
    const two = await method(of, 'create_sub_account')('Prefixed', undefined, {}, false)

    expect(ids((await method(of, 'sub_accounts')()).sub_accounts)).toEqual(expect.arrayContaining([one.id, two.id]))
    expect(ids((await method(of, 'sub_accounts')(true)).sub_accounts)).not.toContain(two.id)
    expect(ids((await method(of, 'sub_accounts')(false)).sub_accounts)).toEqual([two.id])
    expect(ids((await method(of, 'sub_accounts')(undefined, [one.id])).sub_accounts)).toEqual([one.id])
    expect(ids((await method(of, 'sub_accounts')(undefined, [], 'pReFix')).sub_accounts)).toEqual([two.id])
  },
  async fails(of) {
    await expect(method(of, 'sub_accounts')(true, [], '', WRONG_SECRET)).rejects.toMatchObject(REFUSED)
  },
})

describeMethod('provisioning.sub_account', sdk, {
  async succeeds(of) {
    const created = await newSubAccount(of)

    expect(await method(of, 'sub_account')(created.id)).toEqual(created)
  },
  async fails(of) {
    await expect(method(of, 'sub_account')('nobody')).rejects.toMatchObject(MISSING_SUB_ACCOUNT)
  },
})

describeMethod('provisioning.update_sub_account', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)

    const updated = await method(of, 'update_sub_account')(id, 'Renamed', 'renamed-cloud', { a: 1 }, false)

    expect(updated).toMatchObject({
      id,
      name: 'Renamed',
      cloud_name: 'renamed-cloud',
      custom_attributes: { a: 1 },
      enabled: false,
    })
    expect(await method(of, 'sub_account')(id)).toEqual(updated)
  },
  async fails(of) {
    await expect(method(of, 'update_sub_account')('nobody', 'x')).rejects.toMatchObject(MISSING_SUB_ACCOUNT)
  },
})

describeMethod('provisioning.delete_sub_account', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)

    expect(await method(of, 'delete_sub_account')(id)).toEqual({ message: 'ok' })
    await expect(method(of, 'sub_account')(id)).rejects.toMatchObject(adminError(404))
  },
  async fails(of) {
    await expect(method(of, 'delete_sub_account')('nobody')).rejects.toMatchObject(MISSING_SUB_ACCOUNT)
  },
})

describeMethod('provisioning.create_user', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)

    const created = await method(of, 'create_user')('Grace', 'Grace@Example.com', 'media_library_user', [id])

    expect(created).toMatchObject({
      name: 'Grace',
      email: 'grace@example.com',
      role: 'media_library_user',
      pending: true,
      enabled: true,
      sub_account_ids: [id],
      all_sub_accounts: false,
    })
  },
  async fails(of) {
    const { email } = await newUser(of)
    await expect(method(of, 'create_user')('x', email.toUpperCase(), 'admin')).rejects.toMatchObject(
      adminError(409, `User with email ${email} already exists`),
    )
    await expect(method(of, 'create_user')('x', 'y@example.com', 'king')).rejects.toMatchObject(
      adminError(400, expect.stringContaining('Invalid value king for parameter role: expected one of master_admin')),
    )
    await expect(method(of, 'create_user')('x', 'no address', 'admin')).rejects.toMatchObject(
      adminError(400, 'Invalid value no address for parameter email: expected an e-mail address'),
    )
  },
})

describeMethod('provisioning.user', sdk, {
  async succeeds(of) {
    const created = await newUser(of)

    expect(await method(of, 'user')(created.id)).toEqual(created)
  },
  async fails(of) {
    await expect(method(of, 'user')('nobody')).rejects.toMatchObject(MISSING_USER)
  },
})

describeMethod('provisioning.users', sdk, {
  async succeeds(of) {
    const { id: subAccount } = await newSubAccount(of)
    const all = await newUser(of)
    const limited = await newUser(of, [[subAccount]])
    const list = async (...values: unknown[]) => ids((await method(of, 'users')(...values)).users)

    expect(await list()).toEqual(expect.arrayContaining([all.id, limited.id]))
    expect(await list(true, [all.id])).toEqual([all.id])
    expect(await list(false)).toEqual([])
    expect(await list(undefined, [], limited.email.toUpperCase())).toEqual([limited.id])
    expect(await list(undefined, [], undefined, subAccount)).toEqual(expect.arrayContaining([all.id, limited.id]))
    expect(await list(undefined, [], undefined, 'other')).not.toContain(limited.id)
    expect(await list(undefined, [], undefined, undefined, { lastLogin: true })).toEqual([])
    expect(await list(undefined, [], limited.email, undefined, { lastLogin: false, fromDate: '2020-01-01' })).toEqual([
      limited.id,
    ])
  },
  async fails(of) {
    await expect(
      method(of, 'users')(undefined, [], undefined, undefined, { lastLogin: true, fromDate: 'yesterday' }),
    ).rejects.toMatchObject(
      adminError(400, 'Invalid value yesterday for parameter from: expected a date such as 2026-11-23'),
    )
  },
})

describeMethod('provisioning.update_user', sdk, {
  async succeeds(of) {
    const { id: subAccount } = await newSubAccount(of)
    const { id } = await newUser(of)

    const updated = await method(of, 'update_user')(id, 'Eve', 'Eve@example.com', 'reports', [subAccount])

    expect(updated).toMatchObject({ name: 'Eve', email: 'eve@example.com', role: 'reports' })
    expect(updated.sub_account_ids).toEqual([subAccount])
  },
  async fails(of) {
    await expect(method(of, 'update_user')('nobody', 'x')).rejects.toMatchObject(MISSING_USER)
    const { id } = await newUser(of)
    await expect(method(of, 'update_user')(id, 'x', undefined, 'admin', ['nobody'])).rejects.toMatchObject(
      MISSING_SUB_ACCOUNT,
    )
  },
})

describeMethod('provisioning.delete_user', sdk, {
  async succeeds(of) {
    const { id } = await newUser(of)

    expect(await method(of, 'delete_user')(id)).toEqual({ message: 'ok' })
    await expect(method(of, 'user')(id)).rejects.toMatchObject(adminError(404))
  },
  async fails(of) {
    await expect(method(of, 'delete_user')('nobody')).rejects.toMatchObject(MISSING_USER)
  },
})

describeMethod('provisioning.create_user_group', sdk, {
  async succeeds(of) {
    const name = newName()

    expect(await method(of, 'create_user_group')(name)).toEqual({ id: expect.any(String), name, users: [] })
  },
  async fails(of) {
    await expect(method(of, 'create_user_group')('')).rejects.toMatchObject(
      adminError(400, 'Missing required parameter - name'),
    )
  },
})

describeMethod('provisioning.user_groups', sdk, {
  async succeeds(of) {
    const { id } = await newGroup(of)

    expect(ids((await method(of, 'user_groups')()).user_groups)).toContain(id)
  },
  async fails(of) {
    await expect(method(of, 'user_groups')(WRONG_SECRET)).rejects.toMatchObject(REFUSED)
  },
})

describeMethod('provisioning.user_group', sdk, {
  async succeeds(of) {
    const created = await newGroup(of)

    expect(await method(of, 'user_group')(created.id)).toEqual(created)
  },
  async fails(of) {
    await expect(method(of, 'user_group')('nobody')).rejects.toMatchObject(MISSING_GROUP)
  },
})

describeMethod('provisioning.update_user_group', sdk, {
  async succeeds(of) {
    const { id } = await newGroup(of)

    expect(await method(of, 'update_user_group')(id, 'Editors & more')).toMatchObject({ id, name: 'Editors & more' })
    expect(await method(of, 'user_group')(id)).toMatchObject({ name: 'Editors & more' })
  },
  async fails(of) {
    await expect(method(of, 'update_user_group')('nobody', 'x')).rejects.toMatchObject(MISSING_GROUP)
  },
})

describeMethod('provisioning.delete_user_group', sdk, {
  async succeeds(of) {
    const { id } = await newGroup(of)

    expect(await method(of, 'delete_user_group')(id)).toEqual({ ok: true })
    await expect(method(of, 'user_group')(id)).rejects.toMatchObject(adminError(404))
  },
  async fails(of) {
    await expect(method(of, 'delete_user_group')('nobody')).rejects.toMatchObject(MISSING_GROUP)
  },
})

describeMethod('provisioning.add_user_to_group', sdk, {
  async succeeds(of) {
    const [{ id }, user] = [await newGroup(of), await newUser(of)]

    const { users } = await method(of, 'add_user_to_group')(id, user.id)
    const again = await method(of, 'add_user_to_group')(id, user.id)

    expect(users).toEqual([{ ...user, group_ids: [id] }])
    expect(again.users).toHaveLength(1)
  },
  async fails(of) {
    const { id } = await newGroup(of)
    await expect(method(of, 'add_user_to_group')(id, 'nobody')).rejects.toMatchObject(MISSING_USER)
  },
})

describeMethod('provisioning.remove_user_from_group', sdk, {
  async succeeds(of) {
    const [{ id }, user] = [await newGroup(of), await newUser(of)]
    await method(of, 'add_user_to_group')(id, user.id)

    expect(await method(of, 'remove_user_from_group')(id, user.id)).toEqual({ users: [] })
    expect((await method(of, 'user')(user.id)).group_ids).toEqual([])
  },
  async fails(of) {
    const { id } = await newUser(of)
    await expect(method(of, 'remove_user_from_group')('nobody', id)).rejects.toMatchObject(MISSING_GROUP)
  },
})

describeMethod('provisioning.user_group_users', sdk, {
  async succeeds(of) {
    const [{ id }, user] = [await newGroup(of), await newUser(of)]
    await method(of, 'add_user_to_group')(id, user.id)

    expect(ids((await method(of, 'user_group_users')(id)).users)).toEqual([user.id])
    await method(of, 'delete_user')(user.id)
    expect((await method(of, 'user_group_users')(id)).users).toEqual([])
  },
  async fails(of) {
    await expect(method(of, 'user_group_users')('nobody')).rejects.toMatchObject(MISSING_GROUP)
  },
})

describeMethod('provisioning.generate_access_key', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)

    const key = await method(of, 'generate_access_key')(id, { name: 'CI', enabled: false })

    expect(key).toMatchObject({
      name: 'CI',
      enabled: false,
      api_key: expect.stringMatching(/^\d{15}$/),
      api_secret: expect.stringMatching(/^[\w-]{28}$/),
    })
  },
  async fails(of) {
    await expect(method(of, 'generate_access_key')('nobody', {})).rejects.toMatchObject(MISSING_SUB_ACCOUNT)
  },
})

describeMethod('provisioning.access_keys', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)
    await method(of, 'generate_access_key')(id, { name: 'A' })

    const all = await method(of, 'access_keys')(id)
    const page = await method(of, 'access_keys')(id, { page_size: 1, page: 2, sort_by: 'name', sort_order: 'asc' })

    expect(all).toMatchObject({ total: 2, access_keys: [expect.anything(), expect.anything()] })
    expect(page).toMatchObject({ total: 2, access_keys: [{ name: 'Root', root: true }] })
  },
  async fails(of) {
    const { id } = await newSubAccount(of)
    await expect(method(of, 'access_keys')(id, { sort_by: 'colour' })).rejects.toMatchObject(
      adminError(400, 'Invalid value colour for parameter sort_by: expected one of api_key, created_at, name, enabled'),
    )
  },
})

describeMethod('provisioning.update_access_key', sdk, {
  async succeeds(of) {
    const { id, api_access_keys } = await newSubAccount(of)

    const updated = await method(of, 'update_access_key')(id, api_access_keys[0].key, {
      name: 'Main',
      dedicated_for: 'webhooks',
    })

    expect(updated).toMatchObject({ name: 'Main', dedicated_for: ['webhooks'], enabled: true })
  },
  async fails(of) {
    const { id, api_access_keys } = await newSubAccount(of)
    const [root] = api_access_keys
    await expect(method(of, 'update_access_key')(id, root.key, { enabled: false })).rejects.toMatchObject(
      adminError(400, 'The last enabled access key cannot be disabled: make another one first'),
    )
    await expect(method(of, 'update_access_key')(id, '1', { name: 'x' })).rejects.toMatchObject(
      adminError(404, 'Cannot find access key 1'),
    )
  },
})

describeMethod('provisioning.delete_access_key', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)
    const { api_key } = await method(of, 'generate_access_key')(id, { name: 'Short' })

    expect(await method(of, 'delete_access_key')(id, api_key)).toEqual({ message: 'ok' })
    expect(await method(of, 'delete_access_key')(id, api_key)).toEqual({ message: 'not_found' })
  },
  async fails(of) {
    const { id, api_access_keys } = await newSubAccount(of)
    await expect(method(of, 'delete_access_key')(id, api_access_keys[0].key)).rejects.toMatchObject(
      adminError(400, 'The root access key cannot be deleted: disable it instead'),
    )
  },
})

describeMethod('provisioning.delete_access_key_by_name', sdk, {
  async succeeds(of) {
    const { id } = await newSubAccount(of)
    await method(of, 'generate_access_key')(id, { name: 'Short' })

    expect(await method(of, 'delete_access_key_by_name')(id, { name: 'Short' })).toEqual({ message: 'ok' })
    expect((await method(of, 'access_keys')(id)).total).toBe(1)
  },
  async fails(of) {
    const { id } = await newSubAccount(of)
    await expect(method(of, 'delete_access_key_by_name')(id, { name: 'Root' })).rejects.toMatchObject(
      adminError(400, 'The root access key cannot be deleted: disable it instead'),
    )
  },
})
