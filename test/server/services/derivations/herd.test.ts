import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Renderer } from '../../../../server/ports/renderer.ts'
import { type DeliveryStack, type DeliveryStackOptions, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

let stack: DeliveryStack
afterEach(() => stack.close())

/** A renderer whose next renders wait until they are let go; tells which of them were stopped. */
function gate() {
  const opening = Promise.withResolvers<void>()
  const seen = { started: 0, stopped: 0 }
  const wrap = (renderer: Renderer): Renderer => ({
    ...renderer,
    async render(request, options) {
      seen.started += 1
      options?.signal?.addEventListener('abort', () => {
        seen.stopped += 1
      })
      await Promise.race([
        opening.promise,
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason)),
        ),
      ])
      return renderer.render(request, options)
    },
  })
  return { seen, wrap, open: () => opening.resolve() }
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries === 500) throw new Error('it never happened')
    await delay(10)
  }
}

async function start(options: DeliveryStackOptions = {}): Promise<void> {
  stack = await startDelivery(options)
  await stack.put('photo', await photo({ w: 1200, h: 800 }))
}

describe('simultaneous requests for one missing file', () => {
  it('make it once, and all get it', async () => {
    await start()

    const responses = await Promise.all(
      Array.from({ length: 200 }, () => stack.get('image/upload/c_fill,h_200,w_200/photo.jpg')),
    )
    const bodies = await Promise.all(responses.map((response) => response.arrayBuffer()))

    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(bodies.map((body) => Buffer.from(body).toString('base64'))).size).toBe(1)
    expect(stack.counts.renders).toBe(1)
  })

  it('make it once for different spellings of the same work, with a row for each', async () => {
    await start()

    const paths = ['c_fill,h_90,w_90', 'w_90,h_90,c_fill', 'c_fill,h_90,w_90,g_center', '$a_90/c_fill,h_$a,w_$a']
    const responses = await Promise.all(paths.map((path) => stack.get(`image/upload/${path}/photo.jpg`)))

    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(responses.map(({ headers }) => headers.get('etag'))).size).toBe(1)
    expect(stack.counts.renders).toBe(1)
    const [asset] = await stack.database.assets.findMany(
      { environmentId: stack.environment.id, resourceType: 'image', type: 'upload' },
      ['photo'],
    )
    const rows = await stack.database.derived.listByAsset(asset?.id ?? '')
    expect(rows.map(({ transformation }) => transformation).toSorted()).toEqual(paths.toSorted())
  })

  it('set a text once', async () => {
    await start()

    await Promise.all(
      [100, 200, 300].map((width) =>
        stack.get(`image/upload/w_${width}/l_text:Arial_40:Hello/fl_layer_apply/photo.jpg`),
      ),
    )

    expect(stack.counts.texts).toBe(1)
  })

  it('go on when the first of them leaves', async () => {
    const { seen, wrap, open } = gate()
    await start({ wrapRenderer: wrap })
    const first = new AbortController()
    const leaving = stack.get('image/upload/w_10/photo.jpg', { signal: first.signal }).catch(() => 'left')
    await until(() => seen.started === 1)
    const staying = stack.get('image/upload/w_10/photo.jpg')
    await delay(50)

    first.abort()
    await delay(50)
    open()

    expect(await leaving).toBe('left')
    expect((await staying).status).toBe(200)
    expect(seen).toEqual({ started: 1, stopped: 0 })
  })

  it('stop the work when the last of them leaves, and the next request gets the file', async () => {
    const { seen, wrap, open } = gate()
    await start({ wrapRenderer: wrap })
    const leaving = [new AbortController(), new AbortController()]
    const left = leaving.map(({ signal }) => stack.get('image/upload/w_11/photo.jpg', { signal }).catch(() => 'left'))
    await until(() => seen.started === 1)
    await delay(50)

    for (const controller of leaving) controller.abort()
    await until(() => seen.stopped === 1)
    open()

    expect(await Promise.all(left)).toEqual(['left', 'left'])
    expect((await stack.get('image/upload/w_11/photo.jpg')).status).toBe(200)
  })

  it('share a failure, and the next request tries again', async () => {
    let fails = true
    const wrap = (renderer: Renderer): Renderer => ({
      ...renderer,
      async render(request, options) {
        await delay(100)
        if (fails) throw new Error('secret of the engine')
        return renderer.render(request, options)
      },
    })
    await start({ wrapRenderer: wrap })

    const failed = await Promise.all([1, 2, 3].map(() => stack.get('image/upload/w_12/photo.jpg')))
    fails = false
    const fine = await stack.get('image/upload/w_12/photo.jpg')

    expect(failed.map(({ status }) => status)).toEqual([500, 500, 500])
    expect(stack.counts.renders).toBe(2)
    expect(failed[0]?.headers.get('x-cld-error')).toBe('Something went wrong on the server')
    expect(failed[0]?.headers.get('cache-control')).toBe('private, no-store')
    expect(await failed[0]?.text()).not.toContain('secret')
    expect(fine.status).toBe(200)
    expect(stack.logged.some(({ level, fields }) => level === 'error' && 'requestId' in fields)).toBe(true)
  })
})

describe('an overloaded renderer', () => {
  it('is told with 503 and a time to come back, while kept files are delivered', async () => {
    await start()
    const kept = await stack.get('image/upload/w_33/photo.jpg')
    const requests = Array.from({ length: 150 }, (_, index) => stack.get(`image/upload/w_${500 + index}/photo.webp`))
    let answered = 0
    for (const request of requests) void request.then(() => ++answered)
    const hit = await stack.get('image/upload/w_33/photo.jpg')
    const answeredBefore = answered

    const responses = await Promise.all(requests)
    const refused = responses.filter(({ status }) => status === 503)

    expect([kept.status, hit.status]).toEqual([200, 200])
    expect(answeredBefore).toBeLessThan(requests.length)
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 503]))
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(refused[0]?.headers.get('cache-control')).toBe('private, no-store')
  })
})
