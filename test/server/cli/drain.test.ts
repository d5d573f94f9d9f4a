/** A server that is asked to stop while it renders. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { form, post, signed } from '../../support/api-client.ts'
import { startTintype, type TintypeProcess } from '../../support/tintype-process.ts'
import { API_KEY, API_SECRET, CLOUD } from '../../support/upload-stack.ts'

let folder: string
let server: TintypeProcess

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tintype-drain-'))
})
afterEach(async () => {
  server.child.kill('SIGKILL')
  await server.finished
  rmSync(folder, { recursive: true, force: true })
})

/** Starts it with a picture that takes seconds to be made into what is asked for. */
async function startRendering(env: Readonly<Record<string, string>>) {
  server = startTintype(['serve', '--port', '0', '--data', folder], {
    env: {
      TINTYPE_CLOUD_NAME: CLOUD,
      TINTYPE_API_KEY: API_KEY,
      TINTYPE_API_SECRET: API_SECRET,
      TINTYPE_RENDER_TIMEOUT_MS: '120000',
      ...env,
    },
  })
  const [, base] = await server.saw(/Open this page\s+(http:\S+)\//)
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const picture = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer()
  await post(`${base}/v1_1/${CLOUD}/image/upload`, form(signed({ public_id: 'large' }), { bytes: picture }))
  let isAnswered = false
  const answer = fetch(`${base}/${CLOUD}/image/upload/q_90/large.avif`).then(async (response) => {
    isAnswered = true
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
  })
  answer.catch(() => {})
  await delay(300)
  expect(isAnswered, 'it was made too quickly for this test').toBe(false)
  return { base, answer }
}

it('finishes the picture that is being made, answers nobody else, and ends with status 0', async () => {
  const { base, answer } = await startRendering({ TINTYPE_DRAIN_MS: '120000' })

  server.child.kill('SIGTERM')
  await server.saw(/SIGTERM: finishing what is under way/)
  await expect(fetch(`${base}/healthz`)).rejects.toThrow()

  const { status, body } = await answer
  expect(status).toBe(200)
  expect(await sharp(body).metadata()).toMatchObject({ width: 3000, height: 2000, format: 'heif' })
  expect(await server.finished).toMatchObject({ code: 0, stdout: expect.stringMatching(/tintype: stopped\n$/) })
})

it('ends within its time with a picture that takes longer, with status 0', async () => {
  const { answer } = await startRendering({ TINTYPE_DRAIN_MS: '100' })
  server.child.kill('SIGTERM')

  await expect(answer).rejects.toThrow()
  expect((await server.finished).code).toBe(0)
})
