import type { Examples, ExampleWorld } from './example.ts'

const template = 'https://origin.example/'

export const mappingExamples: Examples = {
  'upload_mappings.list': () => ({}),
  'upload_mappings.create': ({ name }) => ({ parameters: { folder: name(), template } }),
  'upload_mappings.update': async (world) => ({ parameters: { folder: await mapping(world), template } }),
  'upload_mappings.delete': async (world) => ({ parameters: { folder: await mapping(world) } }),
  'upload_mappings.replace': ({ name }) => ({ parameters: { mappings: [{ folder: name(), template }] }, json: true }),
  'streaming_profiles.list': () => ({}),
  'streaming_profiles.get': () => ({ parameters: { name: 'hd' } }),
  'streaming_profiles.create': ({ name }) => ({ parameters: { name: name(), representations } }),
  'streaming_profiles.update': async (world) => ({ parameters: { name: await profile(world), display_name: 'New' } }),
  'streaming_profiles.delete': async (world) => ({ parameters: { name: await profile(world) } }),
}

const representations = JSON.stringify([{ transformation: 'c_limit,w_100' }])

async function mapping({ call, name }: ExampleWorld): Promise<string> {
  return (await call('upload_mappings.create', { parameters: { folder: name(), template } })).folder
}

async function profile({ call, name }: ExampleWorld): Promise<string> {
  return (await call('streaming_profiles.create', { parameters: { name: name(), representations } })).data.name
}
