/** `tintype emulate`, by the launcher, as a test suite in another language starts it. */

import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { runTintype, startTintype } from '../../support/tintype-process.ts'

const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

it('says where it is and how to sign, takes an upload at its own time, begins again, and stops when asked to', async () => {
  const flags = ['--port', '0', '--now', '2026-01-02T03:04:05Z', '--seed', 'mine', '--cloud-name', 'shop']
  const emulator = startTintype(['emulate', ...flags])
  const [, url = ''] = await emulator.saw(/tintype emulator: (http:\/\/127\.0\.0\.1:\d+) at 2026-01-02T03:04:05\.000Z/)
  const [, key, secret] = await emulator.saw(/CLOUDINARY_URL=cloudinary:\/\/(\w+):([\w-]+)@shop/)
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  const upload = async () => {
    const body = new URLSearchParams({ file: PICTURE })
    const answer = await fetch(`${url}/v1_1/shop/image/upload`, { method: 'POST', body, headers: { authorization } })
    return (await answer.json()) as { asset_id: string; created_at: string }
  }

  const first = await upload()
  const reset = await fetch(`${url}/_emulator/reset`, { method: 'POST' })
  const again = await upload()
  emulator.child.kill('SIGTERM')

  expect(first.created_at).toBe('2026-01-02T03:04:05Z')
  expect(reset.ok).toBe(true)
  expect(again).toEqual(first)
  expect(await emulator.finished).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('tintype: SIGTERM: stopping'),
    stderr: '',
  })
})

it.each([
  ['--port', '65536', '--port 65536: expected a whole number from 0 to 65535'],
  ['--now', 'soon', '--now soon: expected a date such as 2026-01-01T00:00:00Z'],
])('refuses %s %s in one line', async (flag, value, message) => {
  const { code, stderr } = await runTintype(['emulate', flag, value])

  expect(code).not.toBe(0)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('    at ')
})

it('says that its port is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await runTintype(['emulate', '--port', String(port)])
  other.close()

  expect(code).toBe(1)
  expect(stderr).toContain(`Port ${port} is in use by another program`)
})
