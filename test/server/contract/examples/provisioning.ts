import type { Examples, ExampleWorld } from './example.ts'

export const provisioningExamples: Examples = {
  'provisioning.billing_usage.get': () => ({}),
  'provisioning.sub_accounts.list': () => ({}),
  'provisioning.sub_accounts.create': ({ name }) => ({ parameters: { name: name() }, json: true }),
  'provisioning.sub_accounts.get': async (world) => ({ parameters: { id: await subAccount(world) } }),
  'provisioning.sub_accounts.update': async (world) => ({
    parameters: { id: await subAccount(world), name: 'Other' },
    json: true,
  }),
  'provisioning.sub_accounts.delete': async (world) => ({ parameters: { id: await subAccount(world) } }),
  'provisioning.access_keys.list': async (world) => ({ parameters: { sub_account_id: await subAccount(world) } }),
  'provisioning.access_keys.create': async (world) => ({
    parameters: { sub_account_id: await subAccount(world), name: 'Second' },
    json: true,
  }),
  'provisioning.access_keys.update': async (world) => ({
    parameters: { ...(await accessKey(world)), name: 'Renamed' },
    json: true,
  }),
  'provisioning.access_keys.delete': async (world) => ({ parameters: await accessKey(world) }),
  'provisioning.access_keys.delete_by_name': async (world) => {
    const { sub_account_id } = await accessKey(world)
    return { parameters: { sub_account_id, name: 'Second' } }
  },
  'provisioning.users.list': () => ({}),
  'provisioning.users.create': ({ name }) => ({
    parameters: { name: 'Ada', email: `${name()}@example.com`, role: 'admin' },
    json: true,
  }),
  'provisioning.users.get': async (world) => ({ parameters: { id: await user(world) } }),
  'provisioning.users.update': async (world) => ({ parameters: { id: await user(world), name: 'Eve' }, json: true }),
  'provisioning.users.delete': async (world) => ({ parameters: { id: await user(world) } }),
  'provisioning.users.set_password': async (world) => ({
    parameters: { id: await user(world), password: 'correct horse battery' },
    json: true,
  }),
  'provisioning.users.invite': async (world) => ({ parameters: { id: await user(world) } }),
  'provisioning.users.groups': async (world) => ({ parameters: { id: await user(world) } }),
  'provisioning.users.sub_accounts': async (world) => ({ parameters: { id: await user(world) } }),
  'provisioning.user_groups.list': () => ({}),
  'provisioning.user_groups.create': ({ name }) => ({ parameters: { name: name() }, json: true }),
  'provisioning.user_groups.get': async (world) => ({ parameters: { id: await group(world) } }),
  'provisioning.user_groups.update': async (world) => ({ parameters: { id: await group(world), name: 'Others' } }),
  'provisioning.user_groups.delete': async (world) => ({ parameters: { id: await group(world) } }),
  'provisioning.user_groups.users': async (world) => ({ parameters: { id: await group(world) } }),
  'provisioning.user_groups.add_user': async (world) => ({
    parameters: { id: await group(world), user_id: await user(world) },
  }),
  'provisioning.user_groups.remove_user': async (world) => ({
    parameters: { id: await group(world), user_id: await user(world) },
  }),
}

async function user({ call, name }: ExampleWorld): Promise<string> {
  const parameters = { name: 'Ada', email: `${name()}@example.com`, role: 'admin' }
  return (await call('provisioning.users.create', { parameters, json: true })).id
}

async function group({ call, name }: ExampleWorld): Promise<string> {
  return (await call('provisioning.user_groups.create', { parameters: { name: name() }, json: true })).id
}

async function subAccount({ call, name }: ExampleWorld): Promise<string> {
  const created = await call('provisioning.sub_accounts.create', { parameters: { name: name() }, json: true })
  return created.id
}

async function accessKey(world: ExampleWorld): Promise<{ readonly sub_account_id: string; readonly key: string }> {
  const sub_account_id = await subAccount(world)
  const parameters = { sub_account_id, name: 'Second' }
  const created = await world.call('provisioning.access_keys.create', { parameters, json: true })
  return { sub_account_id, key: created.api_key }
}
