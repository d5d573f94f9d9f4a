/** What is left on the disk when uploads end in unusual ways. */
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { StorageFullError } from '../../../server/errors/request-errors.ts'
import type { Storage } from '../../../server/ports/storage.ts'
import { form, post, signed } from '../../support/api-client.ts'
import { startUploadStack, type UploadStack, type UploadStackOptions } from '../../support/upload-stack.ts'

const open: UploadStack[] = []

async function start(options: UploadStackOptions = {}): Promise<UploadStack> {
  const stack = await startUploadStack(options)
  open.push(stack)
  return stack
}

afterEach(async () => {
  for (const stack of open.splice(0).toReversed()) await stack.close()
})

async function storedFiles(stack: UploadStack): Promise<readonly string[]> {
  const entries = await readdir(join(stack.folder, 'storage'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

it('removes what a client sent before it hung up', async () => {
  const stack = await start()
  const request = httpRequest(`${stack.api}/raw/upload?${new URLSearchParams(signed({ public_id: 'cut' }))}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': '10000000' },
  })
  request.on('error', () => {})
  request.write(randomBytes(1_000_000))
  await expect.poll(() => stack.spooled()).toHaveLength(1)

  request.destroy()

  await expect.poll(() => stack.spooled(), { timeout: 5_000 }).toEqual([])
  expect(await storedFiles(stack)).toEqual([])
})

it('removes what arrived of a form that hung up', async () => {
  const stack = await start()
  const request = httpRequest(`${stack.api}/raw/upload`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '10000000' },
  })
  request.on('error', () => {})
  request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="x.bin"\r\n\r\n')
  request.write(randomBytes(500_000))
  await expect.poll(() => stack.spooled()).toHaveLength(1)

  request.destroy()

  await expect.poll(() => stack.spooled(), { timeout: 5_000 }).toEqual([])
})

it('keeps nothing of text that stands for an empty file', async () => {
  const stack = await start()

  const refused = await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'empty', file: 'data:,' })))

  expect(refused).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('Empty file') } } })
  await expect.poll(() => stack.spooled()).toEqual([])
})

it('says that the storage is full, and keeps nothing', async () => {
  let isFull = true
  const wrapStorage = (storage: Storage): Storage => ({
    ...storage,
    adopt: async (...parameters) => {
      if (isFull) throw new StorageFullError({ cause: new Error('ENOSPC') })
      return storage.adopt(...parameters)
    },
  })
  const stack = await start({ wrapStorage })
  const upload = () => post(`${stack.api}/raw/upload`, form(signed({ public_id: 'full' }), { bytes: 'abc' }))

  const refused = await upload()
  expect(refused.status).toBe(500)
  expect(refused.body.error.message).toContain('Storage is full')
  await expect.poll(() => stack.spooled()).toEqual([])
  expect(await storedFiles(stack)).toEqual([])

  isFull = false
  expect((await upload()).body).toMatchObject({ public_id: 'full' })
})

it('takes the file away again when its row cannot be written', async () => {
  const stack = await start()
  const { database } = stack
  await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'row' }), { bytes: 'first' }))
  const transaction = database.transaction
  Object.assign(database, { transaction: () => Promise.reject(new Error('the disk is broken')) })

  const failed = await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'row' }), { bytes: 'second' }))
  Object.assign(database, { transaction })

  expect(failed).toMatchObject({ status: 500, body: { error: { message: 'General Error' } } })
  expect(await storedFiles(stack)).toHaveLength(1)
  expect(await (await fetch(`${stack.base}/demo/raw/upload/row`)).text()).toBe('first')
  await expect.poll(() => stack.spooled()).toEqual([])
})

it('removes files and folders of a destroyed asset at once', async () => {
  const stack = await start()
  await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'gone' }), { bytes: 'abc' }))

  await post(`${stack.api}/raw/destroy`, form(signed({ public_id: 'gone' })))

  expect(await storedFiles(stack)).toEqual([])
  expect(await stack.database.garbage.list(Date.now() + 1000, 10)).toEqual([])
})

it('lists the file of a replaced version as garbage', async () => {
  const stack = await start()
  const first = await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'g' }), { bytes: 'one' }))
  await post(`${stack.api}/raw/upload`, form(signed({ public_id: 'g' }), { bytes: 'two' }))

  const garbage = await stack.database.garbage.list(Date.now() + 1000, 10)

  expect(garbage).toEqual([expect.stringContaining(`/${first.body.version_id}/original.`)])
})
