import type { Examples, ExampleWorld } from './example.ts'

export const folderExamples: Examples = {
  'folders.list': async (world) => {
    await folder(world)
    return {}
  },
  'folders.list_below': async (world) => ({ parameters: { path: await folder(world) } }),
  'folders.create': ({ name }) => ({ parameters: { path: `${name()}/below` } }),
  'folders.rename': async (world) => ({
    parameters: { path: await folder(world), to_folder: world.name() },
    json: true,
  }),
  'folders.delete': async (world) => ({ parameters: { path: await folder(world) } }),
}

async function folder({ call, name }: ExampleWorld): Promise<string> {
  const path = name()
  await call('folders.create', { parameters: { path } })
  return path
}
