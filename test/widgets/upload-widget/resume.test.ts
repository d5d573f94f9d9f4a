/** Uploads that survive a reload: the widget lives in a frame of its own, which is reloaded in the middle. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { Backend, settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { browse, bytes, find } from '../support/widget-page.ts'

type Embedded = Window & { cloudinary: { createUploadWidget(options: object, callback: unknown): UploadWidget } }

describe('upload widget: after a reload', () => {
  it('offers to go on, sends only what is missing, and the file arrives whole', async function () {
    this.timeout(60_000)
    const backend = new Backend()
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const results: { event: string; info: Record<string, unknown> }[] = []
    const start = async (): Promise<UploadWidget> => {
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
      frame.src = `/__strict__/${backend.id}`
      await loaded
      const { cloudName, presets } = settings
      const options = { cloudName, uploadPreset: presets.unsigned, maxChunkSize: 6_000_000 }
      const page = frame.contentWindow as unknown as Embedded
      return page.cloudinary
        .createUploadWidget(options, (_: unknown, result: (typeof results)[number]) => results.push(result))
        .open()
    }

    const first = await start()
    await backend.rules({ range: 'bytes 6000000-', times: 1, hold: true })
    await browse(first, bytes('film.bin', 14_000_000))
    await eventually(async () => equal((await backend.requests()).length, 2), 20_000)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const second = await start()
    await backend.release()
    ;(await find(second, '[part~=resume-interrupted]')).click()
    await eventually(
      () =>
        ok(
          results.some(({ event }) => event === 'queues-end'),
          'the end',
        ),
      30_000,
    )

    const success = results.find(({ event }) => event === 'success')?.info
    equal(success?.bytes, 14_000_000)
    matches(String(success?.etag), /^[0-9a-f]{32}$/)
    const ranges = (await backend.requests()).map(({ headers }) => headers['content-range'])
    equal(ranges.filter((range) => range?.startsWith('bytes 0-')).length, 1, ranges.join(', '))
    equal(new Set((await backend.requests()).map(({ headers }) => headers['x-unique-upload-id'])).size, 1)
    same(results.filter(({ event }) => event === 'success').length, 1)
    frame.remove()
  })
})
