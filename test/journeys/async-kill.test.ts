/** Uploads that were answered before they were carried out, over a SIGKILL: each is done once, and told. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { API_KEY, API_SECRET, CLOUD } from '../support/upload-stack.ts'
import { SOON, startWebhookReceiver } from '../support/webhook-receiver.ts'

const folder = await mkdtemp(join(tmpdir(), 'tintype-async-'))
const receiver = await startWebhookReceiver()
const held: ServerResponse[] = []
const origin = createServer((_, response) => void held.push(response))
await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
const originHost = `127.0.0.1:${(origin.address() as AddressInfo).port}`
afterAll(async () => {
  receiver.close()
  origin.closeAllConnections()
  origin.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const authorization = `Basic ${Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64')}`
const start = () =>
  startKillableServer(folder, [], { TINTYPE_FETCH_ALLOW_PRIVATE: `${originHost},${receiver.authority}` })

async function upload({ base }: KillableServer, public_id: string, file: string): Promise<string> {
  const wishes = { file, public_id, async: 'true', notification_url: `${receiver.url}/hook` }
  const response = await fetch(`${base}/v1_1/${CLOUD}/image/upload`, {
    method: 'POST',
    body: new URLSearchParams(wishes),
    headers: { authorization },
  })
  const answer = (await response.json()) as { status: string; batch_id: string }
  expect(answer.status, JSON.stringify(answer)).toBe('pending')
  return answer.batch_id
}

it('what was answered before a kill is carried out after it, once', { timeout: 180_000 }, async () => {
  const batches: string[] = []
  const first = await start()
  // Its origin does not answer: the kill is certain to come in the middle of the work.
  batches.push(await upload(first, 'remote', `http://${originHost}/slow.png`))
  await expect.poll(() => held.length, SOON).toBe(1)
  for (const name of ['a', 'b', 'c', 'd']) {
    batches.push(await upload(first, name, `data:image/png;base64,${PIXEL}`))
  }
  await first.kill()

  const second = await start()
  await expect.poll(() => held.length, SOON).toBe(2)
  held[1]?.end(Buffer.from(PIXEL, 'base64'))
  await expect
    .poll(() => new Set(receiver.ofType('upload').map(({ body }) => body.batch_id)), SOON)
    .toEqual(new Set(batches))
  const response = await fetch(`${second.base}/v1_1/${CLOUD}/usage`, { headers: { authorization } })
  const { transformations } = (await response.json()) as { transformations: { usage: number } }
  await second.kill()

  expect(transformations.usage).toBe(batches.length)
  expect(receiver.ofType('error')).toEqual([])
})
