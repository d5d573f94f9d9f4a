/** Counts over a SIGKILL: nothing twice, and at most the last second of deliveries lost. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { startKillableServer } from '../support/killable-server.ts'
import { API_KEY, API_SECRET, CLOUD } from '../support/upload-stack.ts'

const folder = await mkdtemp(join(tmpdir(), 'tintype-usage-'))
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const authorization = `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}`

it('a kill loses no count of what was acknowledged, and doubles none', { timeout: 180_000 }, async () => {
  let uploads = 0
  let deliveries = 0
  let settled = 0
  for (let round = 0; round < 3; round += 1) {
    const server = await startKillableServer(folder)
    const api = `${server.base}/v1_1/${CLOUD}`
    const before = storedRequests()
    for (let number = 0; number < 5; number += 1) {
      const body = new URLSearchParams({ file: PIXEL, public_id: `p${round}-${number}` })
      const response = await fetch(`${api}/image/upload`, { method: 'POST', body, headers: { authorization } })
      expect(response.status).toBe(200)
      uploads += 1
      await fetch(`${server.base}/${CLOUD}/image/upload/p${round}-${number}.png`)
      deliveries += 1
    }
    // Written every second; on a busy machine a little later.
    await expect.poll(storedRequests).toBe(before + 5)
    settled = deliveries
    await fetch(`${server.base}/${CLOUD}/image/upload/p${round}-0.png`)
    deliveries += 1
    await server.kill()
  }

  const server = await startKillableServer(folder)
  const response = await fetch(`${server.base}/v1_1/${CLOUD}/usage`, { headers: { authorization } })
  const usage = (await response.json()) as { transformations: { usage: number }; requests: number }
  await server.kill()

  expect(usage.transformations.usage).toBe(uploads)
  expect(usage.requests).toBeLessThanOrEqual(deliveries)
  // Each kill may have taken the one delivery of its last second.
  expect(usage.requests).toBeGreaterThanOrEqual(settled - 2)
})

function storedRequests(): number {
  const database = new DatabaseSync(join(folder, 'tintype.db'), { readOnly: true, timeout: 10_000 })
  try {
    const sum = "select coalesce(sum(amount), 0) as amount from usage_day where counter = 'requests'"
    return Number(database.prepare(sum).get()?.amount)
  } finally {
    database.close()
  }
}
