/** SIGKILL while many assets are changed: each is as it was, or as it was wished to be, with its file; none is half of both. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { API_KEY, API_SECRET, CLOUD } from '../support/upload-stack.ts'

const folder = await mkdtemp(join(tmpdir(), 'tintype-changes-'))
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))

const KILLS = process.env.TINTYPE_LONG === '1' ? 30 : 1
const ASSETS = 40
const LONGEST_RUN_MS = 150
const headers = {
  authorization: `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}`,
  'content-type': 'application/json',
}

interface Found {
  readonly asset_id: string
  readonly public_id: string
  readonly display_name: string
  readonly tags: readonly string[]
}

it('a kill leaves no asset half changed', { timeout: KILLS * 15_000 + 60_000 }, async () => {
  let server = await startKillableServer(folder)
  const ids = await Promise.all(Array.from({ length: ASSETS }, (_, index) => store(server, index)))
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const changes = ids.map((asset_id, index) => ({ asset_id, set: wished(kill, index) }))
    const body = JSON.stringify({ changes })
    const answered = fetch(`${server.base}/widgets/v1/${CLOUD}/ml/changes`, { method: 'POST', headers, body }).then(
      (response) => response.status === 200,
      () => false,
    )
    await delay(Math.random() * LONGEST_RUN_MS)
    await server.kill()
    const isAcknowledged = await answered

    server = await startKillableServer(folder)
    const found = await assetsOf(server)
    expect([...found.keys()].sort()).toEqual([...ids].sort())
    for (const [index, id] of ids.entries()) {
      const { tags, display_name, public_id } = found.get(id) as Found
      // What an earlier kill prevented may still be missing.
      const rounds = isAcknowledged ? [kill] : Array.from({ length: kill + 1 }, (_, round) => round)
      expect(rounds.map((round) => wished(round, index))).toContainEqual({ tags, display_name, public_id })
      const file = await fetch(`${server.base}/${CLOUD}/raw/upload/${public_id}`)
      expect(await file.text()).toBe(`content of ${index}`)
    }
  }
  await server.kill()
})

function wished(round: number, index: number) {
  return { tags: [`round-${round}`], display_name: `name ${round}`, public_id: `round-${round}/${index}` }
}

async function store({ base }: KillableServer, index: number): Promise<string> {
  const content = Buffer.from(`content of ${index}`).toString('base64')
  const { tags, ...named } = wished(0, index)
  const body = JSON.stringify({ file: `data:text/plain;base64,${content}`, tags: tags.join(','), ...named })
  const response = await fetch(`${base}/v1_1/${CLOUD}/raw/upload`, { method: 'POST', headers, body })
  expect(response.status).toBe(200)
  return ((await response.json()) as Found).asset_id
}

async function assetsOf({ base }: KillableServer): Promise<ReadonlyMap<string, Found>> {
  const path = `${base}/v1_1/${CLOUD}/resources/raw/upload?tags=true&max_results=500`
  const { resources } = (await (await fetch(path, { headers })).json()) as { readonly resources: readonly Found[] }
  return new Map(resources.map((each) => [each.asset_id, each]))
}
