/**
 * The server behind the widget tests: a real Tintype in a folder of its own (`serve.ts`), and in front of it a
 * proxy that records requests and, where a test asks for it, holds or fails one (`proxy.js`).
 *
 * `TINTYPE_TEST_SERVER` names a server that runs already, with `TINTYPE_TEST_CLOUD`, `TINTYPE_TEST_KEY` and
 * `TINTYPE_TEST_SECRET`; it has to allow fetching from 127.0.0.1.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startProxy } from './proxy.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export const PRESETS = {
  unsigned: 'widget_tests',
  deletable: 'widget_tests_deletable',
  described: 'widget_tests_described',
  offering: 'widget_tests_offering',
}

/** None is mandatory or has a default: files of other tests stay as they are. */
const FIELDS = [
  { external_id: 'caption', label: 'Caption', type: 'string', validation: { type: 'strlen', min: 2, max: 20 } },
  {
    external_id: 'year',
    label: 'Year',
    type: 'integer',
    validation: { type: 'greater_than', value: 1900, equals: true },
  },
  { external_id: 'taken', label: 'Taken on', type: 'date' },
  { external_id: 'kind', label: 'Kind', type: 'enum', datasource: { values: values('photo', 'drawing') } },
  { external_id: 'topics', label: 'Topics', type: 'set', datasource: { values: values('sea', 'town', 'sky') } },
  { external_id: 'district', label: 'District', type: 'string', default_disabled: true },
  { external_id: 'archive', label: 'Archive', type: 'string', restrictions: { readonly_ui: true } },
  {
    ...{ external_id: 'people', label: 'People', type: 'set' },
    datasource: { values: values(...Array.from({ length: 120 }, (_, index) => `person ${index + 1}`)) },
  },
]

/** Only what speaks of towns meets them. */
const IN_TOWN = { metadata_field_id: 'topics', includes: ['id_town'] }
const RULES = [
  { metadata_field_id: 'district', condition: IN_TOWN, result: { enable: true, set_mandatory: true } },
  { metadata_field_id: 'kind', condition: IN_TOWN, result: { activate_values: { external_ids: ['id_drawing'] } } },
  { metadata_field_id: 'archive', condition: IN_TOWN, result: { apply_value: { value: 'city archive' } } },
]

function values(...names) {
  return names.map((name) => ({ external_id: `id_${name.replaceAll(' ', '_')}`, value: name }))
}

/** Starts both; the answer is what pages need to know, and `stop`. */
export async function startBackend() {
  const server = process.env.TINTYPE_TEST_SERVER ? runningServer() : await startServer()
  const proxy = await startProxy(server)
  return {
    settings: {
      origin: proxy.origin,
      cloudName: server.cloudName,
      apiKey: server.apiKey,
      presets: PRESETS,
      people: server.people ?? {},
      direct: server.origin,
      providers: server.providers,
      stock: server.stock,
    },
    async stop() {
      await proxy.close()
      await server.stop()
    },
  }
}

function runningServer() {
  return {
    origin: process.env.TINTYPE_TEST_SERVER,
    cloudName: process.env.TINTYPE_TEST_CLOUD ?? 'demo',
    apiKey: process.env.TINTYPE_TEST_KEY ?? '',
    apiSecret: process.env.TINTYPE_TEST_SECRET ?? '',
    stop: async () => undefined,
  }
}

async function startServer() {
  const child = spawn(process.execPath, ['--conditions=tintype-source', join(root, 'test/widgets/support/serve.ts')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => (await lines.next()).value
  const line = await Promise.race([nextLine(), ended.then(() => undefined)])
  if (line === undefined) throw new Error('The server for the widget tests did not start')
  const server = JSON.parse(line)
  await makePresets(server)
  let seeded
  return {
    ...server,
    /** An environment of its own with so many assets; made once, however often it is asked for. */
    seed(count) {
      seeded ??= (async () => {
        child.stdin.write(`${JSON.stringify({ count })}\n`)
        return JSON.parse(await nextLine())
      })()
      return seeded
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

async function makePresets(server) {
  await makePreset(server, { name: PRESETS.unsigned, unsigned: 'true' })
  await makePreset(server, { name: PRESETS.described, unsigned: 'true', widget_metadata: 'true' })
  for (const field of FIELDS) await make(server, 'metadata_fields', field)
  for (const rule of RULES) await make(server, 'metadata_rules', { name: rule.metadata_field_id, ...rule })
  await makePreset(server, { name: PRESETS.offering, unsigned: 'true', widget_tags: 'true', widget_listed: 'true' })
  await makePreset(server, { name: PRESETS.deletable, unsigned: 'true', return_delete_token: 'true' })
}

async function make({ origin, cloudName, apiKey, apiSecret }, what, made) {
  const response = await fetch(`${origin}/v1_1/${cloudName}/${what}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(made),
  })
  if (!response.ok)
    throw new Error(`${what} ${made.external_id ?? made.name} could not be made: ${await response.text()}`)
}

async function makePreset({ origin, cloudName, apiKey, apiSecret }, fields) {
  const response = await fetch(`${origin}/v1_1/${cloudName}/upload_presets`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
    body: new URLSearchParams(fields),
  })
  if (!response.ok) throw new Error(`The preset ${fields.name} could not be made: ${await response.text()}`)
}
