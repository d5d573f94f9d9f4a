import type { Examples, ExampleWorld } from './example.ts'

export const widgetExamples: Examples = {
  'widgets.session.create': async (world) => ({ json: true, parameters: { access_token: await token(world) } }),
  'widgets.session.get': async (world) => ({ headers: await bearer(world) }),
  'widgets.session.delete': async (world) => ({ headers: await bearer(world) }),
}

async function bearer(world: ExampleWorld): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await token(world)}` }
}

async function token(world: ExampleWorld): Promise<string> {
  return (await world.call('widgets.session.create', { json: true, parameters: world.signVisitor(world.name()) })).token
}
