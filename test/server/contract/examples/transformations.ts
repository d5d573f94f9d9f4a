import type { Examples, ExampleWorld } from './example.ts'

export const transformationExamples: Examples = {
  'transformations.list': () => ({}),
  'transformations.get': async (world) => ({ parameters: { transformation: await named(world) } }),
  'transformations.create': ({ name }) => ({ parameters: { name: name(), transformation: 'w_10' } }),
  'transformations.update': async (world) => ({
    parameters: { transformation: await named(world), allowed_for_strict: true },
  }),
  'transformations.update_by_path': async (world) => ({
    parameters: { transformation: await named(world), allowed_for_strict: true },
  }),
  'transformations.delete': async (world) => ({ parameters: { transformation: await named(world) } }),
  'transformations.delete_by_path': async (world) => ({ parameters: { transformation: await named(world) } }),
}

async function named({ call, name }: ExampleWorld): Promise<string> {
  const transformation = name()
  await call('transformations.create', { parameters: { name: transformation, transformation: 'w_10' } })
  return `t_${transformation}`
}
