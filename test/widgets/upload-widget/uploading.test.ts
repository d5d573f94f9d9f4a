/** Statements 8 to 14, 20 to 29 and 53 to 55 of the Upload Widget's acceptance list: files on their way. */
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, browse, bytes, drop, find, picture, transferOf, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: uploading', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('8: one PNG by the file button gives its events in order and the whole answer', async () => {
    const widget = page.open()

    await browse(widget, await picture('one.png'))
    await page.until('queues-end')

    same(page.events(), ['upload-added', 'queues-start', 'success', 'queues-end'])
    const info = page.infos('success')[0] ?? {}
    const expected = ['secure_url', 'public_id', 'asset_id', 'version', 'signature', 'batchId', 'id', 'thumbnail_url']
    for (const key of expected) ok(info[key], `${key} in ${JSON.stringify(info)}`)
  })

  it('9: of three dropped files the one that is too large is refused with both sizes, the others upload', async () => {
    const widget = page.open({ maxFileSize: 100_000 })

    await drop(widget, await picture('a.png'), bytes('large.bin', 250_000), await picture('b.png'))
    await page.until('queues-end')

    equal(page.infos('success').length, 2)
    const errors = page.calls.filter(({ error }) => error !== null)
    equal(errors.length, 1)
    matches(errors[0]?.error?.statusText, /250 kB.*100 kB/)
    matches((await find(widget, '[part~=row-error]')).textContent, /250 kB.*100 kB/)
    const { files } = page.infos<{ files: { failed: boolean }[] }>('queues-end')[0] ?? { files: [] }
    same([files.length, files.filter((file) => file.failed).length], [3, 1])
  })

  it('10: more files than maxFiles are refused together, and nothing is sent', async () => {
    const widget = page.open({ maxFiles: 2 })

    await drop(widget, await picture('a.png'), await picture('b.png'), await picture('c.png'))
    await page.until('batch-cancelled')

    same(page.infos('batch-cancelled'), [{ reason: 'MAX_EXCEEDED' }])
    equal((await page.backend.requests()).length, 0)
    matches((await find(widget, '[part~=notice]')).textContent, /At most 2 files/)
  })

  it('11: a format that is not allowed is refused before any request, naming those that are', async () => {
    const widget = page.open({ clientAllowedFormats: ['png'] })

    await browse(widget, await picture('photo.jpg', 10, 10, 'image/jpeg'))

    matches((await find(widget, '[part~=row-error]')).textContent, /Allowed: png/)
    equal((await page.backend.requests()).length, 0)
  })

  it('12: maxImageFileSize holds for a JPEG and not for an MP4', async () => {
    const widget = page.open({ maxImageFileSize: 100, maxVideoFileSize: 1_000_000 })

    await drop(widget, await picture('photo.jpg', 80, 80, 'image/jpeg'), bytes('clip.mp4', 5000, 'video/mp4'))
    await page.until('upload-added')

    matches((await find(widget, '[data-state=failed] [part~=row-error]')).textContent, /the limit is 100 bytes/)
    same(
      page.infos<{ file: { name: string } }>('upload-added').map(({ file }) => file.name),
      ['clip.mp4'],
    )
  })

  it('13: a picture under minImageWidth is refused with both sizes in the text', async () => {
    const widget = page.open({ minImageWidth: 400 })

    await browse(widget, await picture('small.png', 100, 80))

    matches((await find(widget, '[part~=row-error]')).textContent, /100 × 80.*400/)
    equal((await page.backend.requests()).length, 0)
  })

  it('14: a picture over maxImageWidth is scaled down, or refused with validateMaxWidthHeight', async () => {
    await browse(page.open({ maxImageWidth: 200 }), await picture('wide.png', 500, 250))
    await page.until('success')
    same([page.infos('success')[0]?.width, page.infos('success')[0]?.height], [200, 100])

    const strict = page.open({ maxImageWidth: 200, validateMaxWidthHeight: true })
    await browse(strict, await picture('wide.png', 500, 250))
    matches((await find(strict, '[part~=row-error]')).textContent, /500 × 250.*200/)
  })

  it('20: a preBatch that cancels sends nothing and leaves the queue empty', async () => {
    let asked = 0
    const preBatch = (callback: (answer: object) => void): void => {
      asked += 1
      callback({ cancel: true })
    }
    const widget = page.open({ preBatch })

    await browse(widget, await picture('a.png'))
    await eventually(() => equal(asked, 1))

    await find(widget, '[part~=notice]')
    equal(widget.element.files.length, 0)
    equal((await page.backend.requests()).length, 0)
  })

  it('21: what prepareUploadParams gives is in the request', async () => {
    const prepareUploadParams = (callback: (answer: object) => void): void => callback({ tags: 'a,b' })

    await browse(page.open({ prepareUploadParams }), await picture('a.png'))
    await page.until('success')

    equal((await page.backend.requests())[0]?.fields.tags, 'a,b')
    same(page.infos('success')[0]?.tags, ['a', 'b'])
  })

  it('22: an uploadSignature function gets what is to be signed; a wrong signature is told in row and callback', async () => {
    const asked: Record<string, unknown>[] = []
    const uploadSignature = (callback: (signature: string) => void, params: Record<string, unknown>): void => {
      asked.push(params)
      void page.backend.sign(params).then(callback)
    }
    const signed = { uploadPreset: undefined, apiKey: settings.apiKey }
    await browse(page.open({ ...signed, uploadSignature }), await picture('a.png'))
    await page.until('success')
    equal(asked[0]?.source, 'uw')
    matches(String(asked[0]?.timestamp), /^\d{10}$/)

    const wrong = page.open({
      ...signed,
      uploadSignature: (callback: (text: string) => void) => callback('0'.repeat(40)),
    })
    await browse(wrong, await picture('b.png'))
    await page.until('error')
    matches((await find(wrong, '[part~=row-error]')).textContent, /Invalid Signature/)
    equal(page.calls.find(({ error }) => error)?.error?.status, 401)
  })

  it('22: a signature endpoint signs the same parameters', async () => {
    const signatureEndpoint = `${page.backend.base}/__sign`
    const widget = page.open({ uploadPreset: undefined, apiKey: settings.apiKey, signatureEndpoint })

    await browse(widget, await picture('a.png'))
    await page.until('success')

    matches((await page.backend.requests())[0]?.fields.signature, /^[0-9a-f]{40}$/)
  })

  it('a signature that has become too old is asked for again, once, and the upload succeeds', async () => {
    let asked = 0
    const prepareUploadParams = (callback: (answer: object) => void): void => {
      asked += 1
      const timestamp = Math.floor(Date.now() / 1000) - (asked === 1 ? 7200 : 0)
      void page.backend
        .sign({ source: 'uw', timestamp })
        .then((signature) => callback({ signature, apiKey: settings.apiKey, uploadSignatureTimestamp: timestamp }))
    }
    await browse(page.open({ uploadPreset: undefined, prepareUploadParams }), await picture('a.png'))
    await page.until('success')

    equal(asked, 2)
    equal(page.infos('error').length, 0)
  })

  it('23: a fixed signature with its timestamp uploads', async () => {
    const timestamp = Math.floor(Date.now() / 1000)
    const uploadSignature = await page.backend.sign({ source: 'uw', timestamp })
    const signed = {
      uploadPreset: undefined,
      apiKey: settings.apiKey,
      uploadSignature,
      uploadSignatureTimestamp: timestamp,
    }

    await browse(page.open(signed), await picture('a.png'))
    await page.until('success')

    equal((await page.backend.requests())[0]?.fields.timestamp, String(timestamp))
  })

  it('24: 45 MB go in three parts of one upload id with their ranges, and succeed once', async function () {
    this.timeout(60_000)
    await browse(page.open({ maxChunkSize: 20_000_000 }), bytes('large.bin', 45_000_000))
    await page.until('queues-end', 1, 50_000)

    const requests = await page.backend.requests()
    same(
      requests.map(({ headers }) => headers['content-range']),
      ['bytes 0-19999999/45000000', 'bytes 20000000-39999999/45000000', 'bytes 40000000-44999999/45000000'],
    )
    equal(new Set(requests.map(({ headers }) => headers['x-unique-upload-id'])).size, 1)
    equal(page.infos('success').length, 1)
    equal(page.infos('success')[0]?.bytes, 45_000_000)
  })

  it('25: a part that fails twice is sent again and the upload succeeds', async function () {
    this.timeout(60_000)
    await page.backend.rules({ range: 'bytes 6000000-', times: 2, status: 500 })

    await browse(page.open({ maxChunkSize: 6_000_000 }), bytes('large.bin', 13_000_000))
    await page.until('success', 1, 50_000)

    const ranges = (await page.backend.requests()).map(({ headers, status }) => `${headers['content-range']} ${status}`)
    equal(ranges.length, 5, ranges.join(', '))
    equal(page.infos('error').length, 0)
  })

  it('26: aborting one of two leaves the other; aborting all says so', async () => {
    await page.backend.rules({ times: 9, hold: true })
    const widget = page.open()
    await drop(widget, await picture('a.png'), await picture('b.png'))
    await eventually(async () => equal((await page.backend.requests()).length, 2))

    const first = await find(widget, '[part~=row]')
    const id = first.dataset.id
    first.querySelector<HTMLElement>('[part~=row-abort]')?.click()
    await page.backend.release()
    await page.until('queues-end')
    same(page.infos('abort'), [{ ids: [id], all: false }])
    equal(page.infos('success').length, 1)

    await page.backend.rules({ times: 2, hold: true })
    await drop(widget, await picture('c.png'), await picture('d.png'))
    await eventually(async () => equal((await page.backend.requests()).length, 4))
    ;(await find(widget, '[part~=abort-all]')).click()
    await page.until('abort', 2)
    equal(page.infos<{ all: boolean }>('abort')[1]?.all, true)
  })

  it('27: a failed upload can be retried and then succeeds', async () => {
    await page.backend.rules({ times: 1, status: 400, message: 'Invalid image file' })
    const widget = page.open()
    await browse(widget, await picture('a.png'))
    await page.until('error')

    ;(await find(widget, '[part~=row-retry]')).click()
    await page.until('success')

    const [retry] = page.infos<{ ids: string[]; all: boolean }>('retry')
    same(retry, { ids: [page.infos('success')[0]?.id], all: false })
  })

  it('28: a web address is sent as the file; what is no address is told and not sent', async () => {
    const widget = page.open().open('url')
    const input = await find<HTMLInputElement>(widget, '[part~=url-input]')
    input.value = 'not an address'
    ;(await find(widget, '[part~=url-submit]')).click()
    await find(widget, '#url-error')
    equal((await page.backend.requests()).length, 0)

    input.value = `${page.backend.base}/__picture.png`
    ;(await find(widget, '[part~=url-submit]')).click()
    await page.until('success')
    equal((await page.backend.requests())[0]?.fields.file, `${page.backend.base}/__picture.png`)
  })

  it('29: open() with files starts them without anybody doing anything', async () => {
    page.create().open('local', { files: [await picture('a.png')] })

    await page.until('success')
  })

  it('53: a picture pasted from the clipboard is added', async () => {
    const widget = page.open()
    const clipboardData = transferOf([await picture('pasted.png')])

    const target = await find(widget, '.frame')
    target.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
    )

    await page.until('success')
  })

  it('54: with multiple off a second drop replaces the first file and two are never sent', async () => {
    await page.backend.rules({ name: 'first.png', times: 1, hold: true })
    const widget = page.open({ multiple: false, singleUploadAutoClose: false })
    await drop(widget, await picture('first.png'))
    await eventually(async () => equal((await page.backend.requests()).length, 1))

    await drop(widget, await picture('second.png'), await picture('third.png'))
    await page.until('success')

    same(
      page.infos('success').map((info) => info.original_filename),
      ['second'],
    )
    equal(all(widget, '[part~=row]').length, 1)
    same(page.infos<{ all: boolean }>('abort').length, 1)
  })

  it('55: two widgets of a page have their own queues and ids', async () => {
    const [one, other] = [
      page.create({ inlineContainer: fixtureBox() }),
      page.create({ inlineContainer: fixtureBox() }),
    ]
    one.open()
    other.open()

    await browse(one, await picture('a.png'))
    await page.until('success')

    equal(other.element.files.length, 0)
    const ids = new Set(page.calls.map(({ result }) => result.data.widgetId))
    equal(ids.size, 2)
  })
})

function fixtureBox(): HTMLElement {
  const box = document.createElement('div')
  box.dataset.fixture = ''
  document.body.append(box)
  return box
}
