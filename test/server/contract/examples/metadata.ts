import type { Examples, ExampleWorld } from './example.ts'

export const metadataExamples: Examples = {
  'metadata_fields.list': () => ({}),
  'metadata_fields.create': ({ name }) => ({
    parameters: { external_id: name(), label: 'Title', type: 'string' },
    json: true,
  }),
  'metadata_fields.get': async (world) => ({ parameters: { field_id: await field(world) } }),
  'metadata_fields.update': async (world) => ({
    parameters: { field_id: await field(world), label: 'New' },
    json: true,
  }),
  'metadata_fields.delete': async (world) => ({ parameters: { field_id: await field(world) } }),
  'metadata_fields.order': () => ({ parameters: { order_by: 'label' }, json: true }),
  'metadata_fields.move': async (world) => ({ parameters: { field_id: await field(world), position: 1 }, json: true }),
  'metadata_fields.update_datasource': async (world) => ({
    parameters: { field_id: await field(world), values: [{ external_id: 'b', value: 'Blue' }] },
    json: true,
  }),
  'metadata_fields.delete_datasource': async (world) => ({
    parameters: { field_id: await field(world), external_ids: ['r'] },
    json: true,
  }),
  'metadata_fields.restore_datasource': async (world) => ({
    parameters: { field_id: await field(world), external_ids: ['r'] },
    json: true,
  }),
  'metadata_fields.order_datasource': async (world) => ({
    parameters: { field_id: await field(world), order_by: 'value' },
    json: true,
  }),
  'metadata_fields.search_datasources': () => ({ parameters: { term: 'red' }, json: true }),
  'metadata_fields.search_datasources_by_query': () => ({ parameters: { term: 'red' } }),
  'metadata_fields.search_datasource': async (world) => ({
    parameters: { field_id: await field(world), term: 'red' },
    json: true,
  }),
  'metadata_fields.search_datasource_by_query': async (world) => ({
    parameters: { field_id: await field(world), term: 'red' },
  }),
  'metadata_rules.list': () => ({}),
  'metadata_rules.create': async (world) => ({ parameters: await rule(world), json: true }),
  'metadata_rules.update': async (world) => ({
    parameters: { rule_id: await storedRule(world), state: 'inactive' },
    json: true,
  }),
  'metadata_rules.delete': async (world) => ({ parameters: { rule_id: await storedRule(world) } }),
}

async function field({ call, name }: ExampleWorld): Promise<string> {
  const datasource = { values: [{ external_id: 'r', value: 'Red' }] }
  const parameters = { external_id: name(), label: 'Colour', type: 'enum', datasource }
  return (await call('metadata_fields.create', { parameters, json: true })).external_id
}

async function rule(world: ExampleWorld) {
  const condition = { metadata_field_id: await field(world), equals: 'r' }
  return { metadata_field_id: await field(world), name: 'rule', condition, result: { enable: true } }
}

async function storedRule(world: ExampleWorld): Promise<string> {
  return (await world.call('metadata_rules.create', { parameters: await rule(world), json: true })).external_id
}
