/** What is kept of a queue over a reload, in the browser's real database; a visit ends when its queue is closed. */
import { createUploadWidget, type UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { type KeptRow, openSavedQueue, type SavedQueue } from '../../../widgets/upload-widget/files/saved-queue.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, bytes, find, WidgetPage } from '../support/widget-page.ts'

const DAY_MS = 24 * 60 * 60_000

describe('saved queue', () => {
  it('is found by the next visit of the same place, in its order, with what people chose', async () => {
    const scope = fresh()
    const before = visit(scope)
    for (const name of ['a', 'b', 'c']) await before.queue.save(row(name, { tags: [name], coordinates: '1,2,3,4' }))
    await before.queue.order(['c', 'a', 'b'])
    await before.queue.confirm('a', { uniqueUploadId: 'id-a', confirmedBytes: 5 })
    await before.queue.forget(['b'])
    before.queue.close()

    const after = visit(scope)
    await eventually(() => equal(after.found.at(-1), 2))
    const taken = await after.queue.take()
    same(
      taken.map(({ material }) => [(material.body as File).name, material.tags, material.resume.confirmedBytes]),
      [
        ['c', ['c'], 0],
        ['a', ['a'], 5],
      ],
    )
    equal(taken[0]?.material.coordinates, '1,2,3,4')
    const body = taken[0]?.material.body
    equal(body instanceof File ? await body.text() : undefined, 'bytes of c')
    after.queue.close()
  })

  it('is nobody else’s: not of another place, and not of a visit that goes on', async () => {
    const scope = fresh()
    const before = visit(scope)
    await before.queue.save(row('a'))

    const meanwhile = visit(scope)
    same(await meanwhile.queue.take(), [])
    before.queue.close()
    const elsewhere = visit(fresh())
    same(await elsewhere.queue.take(), [])
    equal((await eventuallyTaken(meanwhile.queue)).length, 1)
    for (const { queue } of [meanwhile, elsewhere]) queue.close()
  })

  it('stays there when the next visit ends in the middle as well', async () => {
    const scope = fresh()
    const first = visit(scope)
    await first.queue.save(row('a'))
    first.queue.close()
    const second = visit(scope)
    equal((await eventuallyTaken(second.queue)).length, 1)
    second.queue.close()

    const third = visit(scope)
    equal((await eventuallyTaken(third.queue)).length, 1)
    third.queue.close()
  })

  it('is dropped after a week, and when people discard it', async () => {
    const scope = fresh()
    const old = visit(scope, () => Date.now() - 8 * DAY_MS)
    await old.queue.save(row('old'))
    old.queue.close()
    const recent = visit(scope, () => Date.now() - 6 * DAY_MS)
    await recent.queue.save(row('recent'))
    recent.queue.close()

    const after = visit(scope)
    await eventually(() => equal(after.found.at(-1), 1))
    await after.queue.discard()
    equal(after.found.at(-1), 0)
    same(await after.queue.take(), [])
    after.queue.close()
  })

  it('says once that the browser has no room', async () => {
    const { queue, refused } = visit(fresh())
    const makeRoom = fillDisk()
    await queue.save(row('a'))
    await queue.save(row('b'))
    makeRoom()

    equal(refused.length, 1)
    queue.close()
  })
})

describe('upload widget: uploads of an earlier visit', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('two widgets of a page offer them, one takes them, and the other stops offering', async () => {
    const id = fresh()
    await leave(id, row('a'))
    const [one, other] = [widgetOf(page, id).open(), widgetOf(page, id)]
    await find(one, '[part~=resume]')
    other.open()
    await find(other, '[part~=resume]')

    ;(await find(other, '[part~=resume-interrupted]')).click()
    await page.until('success')

    await eventually(() => equal(all(one, '[part~=resume]').length, 0))
    equal(one.element.files.length, 0)
    equal((await page.backend.requests())[0]?.fields.tags, 'kept')
  })

  it('are discarded by a button, for good', async () => {
    const id = fresh()
    await leave(id, row('a'))
    const widget = widgetOf(page, id).open()
    await find(widget, '[part~=resume]')

    ;(all(widget, '[part~=resume] button')[0] as HTMLElement).click()
    await eventually(() => equal(all(widget, '[part~=resume]').length, 0))

    const again = visit(scopeOf(id))
    same(await again.queue.take(), [])
    again.queue.close()
  })

  it('that the server has forgotten are sent again from the start', async function () {
    this.timeout(60_000)
    const id = fresh()
    const resume = { uniqueUploadId: `uw-gone-${Math.random()}`, confirmedBytes: 6_000_000 }
    await leave(id, row('film.bin', { body: bytes('film.bin', 13_000_000), resume }))
    const widget = widgetOf(page, id, { maxChunkSize: 6_000_000 }).open()

    ;(await find(widget, '[part~=resume-interrupted]')).click()
    await page.until('success', 1, 30_000)

    equal(page.infos('success')[0]?.bytes, 13_000_000)
    equal(page.infos('error').length, 0)
  })

  it('a browser without room is told in the widget, and the upload goes on', async () => {
    const makeRoom = fillDisk()
    const widget = widgetOf(page, fresh()).open()
    await widget.element.addFiles([bytes('a.bin', 2000)])

    matches((await find(widget, '[part~=notice]')).textContent, /no room in this browser/)
    makeRoom()
    await page.until('success')
  })
})

/** What a browser does with a copy that it has no room for: the transaction ends with this error. */
function fillDisk(): () => void {
  const { put } = IDBObjectStore.prototype
  const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error') as PropertyDescriptor
  const full = new DOMException('full', 'QuotaExceededError')
  Object.defineProperty(IDBTransaction.prototype, 'error', { configurable: true, get: () => full })
  IDBObjectStore.prototype.put = function (...parameters) {
    const request = put.apply(this, parameters)
    this.transaction.abort()
    return request
  }
  return () => {
    IDBObjectStore.prototype.put = put
    Object.defineProperty(IDBTransaction.prototype, 'error', error)
  }
}

let counter = 0

/** A place of its own for each test. */
function fresh(): string {
  counter += 1
  return `place-${counter}-${Math.random()}`
}

function visit(
  scope: string,
  now?: () => number,
): { readonly queue: SavedQueue; readonly found: number[]; readonly refused: true[] } {
  const [found, refused]: [number[], true[]] = [[], []]
  const events = { onFound: (count: number) => void found.push(count), onRefused: () => void refused.push(true) }
  const queue = openSavedQueue(scope, events, now)
  ok(queue, 'a database and locks')
  return { queue, found, refused }
}

/** A lock is given back a little after its visit has ended. */
function eventuallyTaken(queue: SavedQueue): Promise<readonly KeptRow[]> {
  return eventually(async () => {
    const taken = await queue.take()
    ok(taken.length > 0, 'something to take over')
    return taken
  })
}

function row(name: string, material: Partial<KeptRow['material']> = {}): KeptRow {
  const body = new File([`bytes of ${name}`], name)
  const resume = { uniqueUploadId: `id-${name}`, confirmedBytes: 0 }
  return { rowId: name, source: 'local', material: { body, tags: ['kept'], resume, ...material } }
}

async function leave(id: string, kept: KeptRow): Promise<void> {
  const { queue } = visit(scopeOf(id))
  await queue.save(kept)
  queue.close()
}

function scopeOf(id: string): string {
  return [location.pathname, settings.cloudName, settings.presets.unsigned, id].join('|')
}

function widgetOf(page: WidgetPage, id: string, options: object = {}): UploadWidget {
  const widget = page.track(createUploadWidget(page.options({ withoutResume: false, ...options }), page.callback))
  widget.element.id = id
  return widget
}
