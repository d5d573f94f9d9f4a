import type { Examples, ExampleWorld } from './example.ts'

export const triggerExamples: Examples = {
  'triggers.list': () => ({}),
  'triggers.create': ({ name }) => ({ parameters: { uri: `https://hooks.example/${name()}`, event_type: 'text' } }),
  'triggers.update': async (world) => ({
    parameters: { id: await trigger(world), new_uri: `https://hooks.example/${world.name()}` },
  }),
  'triggers.delete': async (world) => ({ parameters: { id: await trigger(world) } }),
  'triggers.test': async (world) => ({
    parameters: { id: await trigger(world), sample_data: { bytes: 1 } },
    json: true,
  }),
  'notifications.list_dead': () => ({}),
  'notifications.replay': async (world) => ({ parameters: { id: await dead(world) } }),
}

/** A notification that was given up at once: its address is one that the server may not reach. */
async function dead({ call, name, upload }: ExampleWorld): Promise<string> {
  const uri = `http://127.0.0.1:9/${name()}`
  const { id } = await call('triggers.create', { parameters: { uri, event_type: 'delete' } })
  const { public_id } = await upload()
  await call('assets.destroy', { parameters: { resource_type: 'image', public_id } })
  await call('triggers.delete', { parameters: { id } })
  for (;;) {
    const { notifications } = await call('notifications.list_dead', { parameters: { max_results: 500 } })
    const found = notifications.find((notification: { uri: string }) => notification.uri === uri)
    if (found !== undefined) return found.id
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** For an event that no other example causes: nothing is sent. */
async function trigger({ call, name }: ExampleWorld): Promise<string> {
  const parameters = { uri: `https://hooks.example/${name()}`, event_type: 'explode' }
  const { id } = await call('triggers.create', { parameters })
  return id
}
