/** Forms that have the file before what proves their sender. */
import { type ClientRequest, request as httpRequest } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { type Answer, answerOf, form, post, signed } from '../../support/api-client.ts'
import { startUploadStack, type UploadStack } from '../../support/upload-stack.ts'

let stack: UploadStack
const hanging: ClientRequest[] = []

afterEach(async () => {
  for (const request of hanging.splice(0)) request.destroy()
  await stack.close()
})

/** Sends the beginning of a file, and then nothing. */
async function hang(): Promise<ClientRequest> {
  const before = (await stack.spooled()).length
  const request = httpRequest(`${stack.api}/raw/upload`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '1000000' },
  })
  hanging.push(request)
  request.on('error', () => {})
  request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="x.bin"\r\n\r\nabc')
  await expect.poll(() => stack.spooled()).toHaveLength(before + 1)
  return request
}

function fileFirst(): Promise<Answer> {
  const data = new FormData()
  data.append('file', new Blob(['abc']), 'file.bin')
  for (const [name, value] of Object.entries(signed({}))) data.append(name, value)
  return post(`${stack.api}/raw/upload`, data)
}

it('are taken, so many at a time', async () => {
  stack = await startUploadStack({ strangers: { most: 2 } })
  await hang()
  expect((await fileFirst()).status).toBe(200)
  const second = await hang()

  const refused = await fileFirst()

  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.body).toMatchObject({ error: { message: 'The server is busy. Try again in a moment.' } })

  second.destroy()
  await expect.poll(async () => (await fileFirst()).status).toBe(200)
})

it('do not keep out those who prove themselves first', async () => {
  stack = await startUploadStack({ strangers: { most: 1 } })
  await hang()

  const answer = await post(`${stack.api}/raw/upload`, form(signed({}), { bytes: 'abc' }))

  expect(answer.status).toBe(200)
})

it('are given up when they take too long, however little they send at a time', async () => {
  stack = await startUploadStack({ strangers: { milliseconds: 300 } })
  const request = await hang()
  const drip = setInterval(() => request.write('x'), 20)

  const answer = await new Promise<Answer>((resolve) =>
    request.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', async () => resolve(await answerOf(new Response(text, { status: response.statusCode ?? 0 }))))
    }),
  )
  clearInterval(drip)

  expect(answer.status).toBe(400)
  expect(answer.body.error.message).toContain('Put signature or upload_preset before the file')
  await expect.poll(() => stack.spooled()).toEqual([])
})
