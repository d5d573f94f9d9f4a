import type { Examples, ExampleWorld } from './example.ts'

export const uploadPresetExamples: Examples = {
  'upload_presets.list': () => ({}),
  'upload_presets.get': async (world) => ({ parameters: { name: await preset(world) } }),
  'upload_presets.create': ({ name }) => ({ parameters: { name: name(), tags: 'a,b' } }),
  'upload_presets.update': async (world) => ({ parameters: { name: await preset(world), unsigned: true } }),
  'upload_presets.delete': async (world) => ({ parameters: { name: await preset(world) } }),
}

async function preset({ call, name }: ExampleWorld): Promise<string> {
  const created = await call('upload_presets.create', { parameters: { name: name() } })
  return created.name
}
