/** Pictures made smaller, turned upright and rid of their metadata on the device; what the server then holds is read again. */

import { sendKeys } from '@web/test-runner-commands'
import { describeJpeg } from '../../../widgets/upload-widget/reduce/jpeg-metadata.ts'
import { strippedPng } from '../../../widgets/upload-widget/reduce/png-metadata.ts'
import { createReducer } from '../../../widgets/upload-widget/reduce/reducer.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { exifBlock, jpegWith, latin, segment } from '../support/telling-files.ts'
import { all, browse, drop, find, WidgetPage } from '../support/widget-page.ts'

interface Stored {
  readonly width: number
  readonly height: number
  readonly format: string
  readonly bytes: number
  readonly url: string
}

const TELLING = { orientation: 6, place: 'PLACE-OF-THE-PICTURE', camera: 'CAMERA-OF-MINE' }

describe('upload widget: making pictures smaller', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    await page.close()
  })

  /** What the server has, as it would deliver it. */
  async function stored(): Promise<Stored & { readonly content: Uint8Array<ArrayBuffer> }> {
    await page.until('success')
    const info = page.infos<Stored>('success').at(-1) as Stored
    return { ...info, content: new Uint8Array(await (await fetch(info.url)).arrayBuffer()) }
  }

  it('a photograph arrives within the size asked for, and its row says how much larger it was', async () => {
    const photo = await noise('photo.jpg', 800, 600, 0.97)
    const widget = page.open({ reduceImages: { maxWidth: 400, maxHeight: 400, quality: 0.7 } })
    await browse(widget, photo)

    const { width, height, bytes } = await stored()
    same([width, height], [400, 300])
    ok(bytes < photo.size / 4, `far fewer bytes than ${photo.size}: ${bytes}`)
    matches((await find(widget, '.row-meta')).textContent, /^Uploaded · .* kB · reduced from .* kB$/)
  })

  it('the attribute alone asks for the usual size; JSON in it for another', async () => {
    const { element } = page.open()
    element.setAttribute('reduce-images', '')
    same(element.options.reduceImages, { maxWidth: 2560, maxHeight: 2560, quality: 0.85 })
    element.setAttribute('reduce-images', '{"maxWidth":200}')
    await element.updateComplete
    void element.addFiles([await noise('photo.jpg', 400, 200)])

    same([(await stored()).width, element.options.reduceImages?.quality], [200, 0.85])
  })

  it('a picture that lies on its side arrives upright, with its camera and without a place', async () => {
    const original = await jpegWith(await noise('photo.jpg', 800, 600), [segment(0xe1, 'Exif\0\0', exifBlock(TELLING))])
    const options = { reduceImages: { maxWidth: 300, maxHeight: 300 }, stripMetadata: 'location' }
    await browse(page.open(options), new File([original], 'side.jpg', { type: 'image/jpeg' }))

    const { width, height, content } = await stored()
    same([width, height, describeJpeg(content)?.orientation], [225, 300, 1])
    same([latin(content).includes(TELLING.camera), latin(content).includes(TELLING.place)], [true, false])
  })

  it('the place alone goes, and every pixel stays as it was', async () => {
    const photo = await noise('photo.jpg', 80, 60)
    const original = await jpegWith(photo, [segment(0xe1, 'Exif\0\0', exifBlock(TELLING))])
    await browse(page.open({ stripMetadata: 'location' }), new File([original], 'a.jpg', { type: 'image/jpeg' }))

    const { content } = await stored()
    same([latin(content).includes(TELLING.camera), latin(content).includes(TELLING.place)], [true, false])
    equal(content.length, original.length)
    equal(latin(content).slice(-1000), latin(original).slice(-1000))
  })

  it('all metadata go, but for which way up the picture is', async () => {
    const original = await jpegWith(await noise('photo.jpg', 80, 60), [
      segment(0xe1, 'Exif\0\0', exifBlock(TELLING)),
      segment(0xfe, '', 'A COMMENT'),
    ])
    await browse(page.open({ stripMetadata: 'all' }), new File([original], 'a.jpg', { type: 'image/jpeg' }))

    const { content } = await stored()
    equal(describeJpeg(content)?.orientation, 6)
    for (const told of [TELLING.camera, TELLING.place, 'COMMENT']) equal(latin(content).includes(told), false, told)
  })

  it('moving pictures, vectors and small files arrive byte for byte as they were picked', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect width="9" height="9"/></svg>'
    const small = await noise('small.jpg', 40, 30, 0.5)
    const files = [
      new File([Uint8Array.from(GIF)], 'moving.gif', { type: 'image/gif' }),
      new File([await animatedPng()], 'moving.png', { type: 'image/png' }),
      new File([svg], 'vector.svg', { type: 'image/svg+xml' }),
      small,
    ]
    await drop(page.open({ reduceImages: { maxWidth: 50, maxHeight: 50 } }), ...files)
    await page.until('success', files.length)

    const requests = await page.backend.requests()
    same(
      requests.map(({ file }) => [file?.name, file?.bytes]).sort(),
      files.map(({ name, size }) => [name, size]).sort(),
    )
  })

  const tiff = (): File => new File([Uint8Array.from(TIFF)], 'scan.tif', { type: 'image/tiff' })

  it('a file whose place cannot be taken out says so in its row, and why; others say nothing', async () => {
    const widget = page.open({ stripMetadata: 'location' })
    await drop(widget, tiff(), await noise('photo.jpg', 40, 30), new File(['text'], 'a.txt', { type: 'text/plain' }))
    await page.until('success', 3)

    const note = await find(widget, '[part~=row-note]')
    matches(note.querySelector('summary')?.textContent, /^Its location could not be removed$/)
    equal(note.closest('[part~=row]')?.querySelector('.row-name')?.textContent?.trim(), 'scan.tif')
    equal(all(widget, '[part~=row-note]').length, 1)
    const why = note.querySelector('p') as HTMLElement
    equal(why.checkVisibility(), false)

    note.querySelector('summary')?.focus()
    await sendKeys({ press: 'Enter' })
    await eventually(() => ok(why.checkVisibility(), 'the reason is shown'))
    matches(why.textContent, /only JPEG, PNG and WebP/)
  })

  it('with whenMetadataStays such files are refused before any request, or let pass in silence', async () => {
    const widget = page.open({ stripMetadata: 'location', whenMetadataStays: 'refuse' })
    await drop(widget, tiff(), new File([Uint8Array.of(1)], 'film.mp4', { type: 'video/mp4' }))
    await page.until('error', 2)
    matches((await find(widget, '[part~=row-error]')).textContent, /location in this file cannot be removed/)
    await widget.element.session?.addUrl('https://example.com/photo.jpg')
    await page.until('error', 3)
    equal((await page.backend.requests()).length, 0)

    await widget.update({ whenMetadataStays: 'allow' })
    await drop(widget, tiff())
    await page.until('success')
    equal(all(widget, '[part~=row-note]').length, 0)
  })

  it('a picture that claims to be a JPEG and is none is judged when it is read', async () => {
    const widget = page.open({ stripMetadata: 'all', whenMetadataStays: 'refuse' })
    await browse(widget, new File([Uint8Array.from(TIFF)], 'photo.jpg', { type: 'image/jpeg' }))
    await page.until('error')

    matches((await find(widget, '[part~=row-error]')).textContent, /metadata in this file cannot be removed/)
    equal((await page.backend.requests()).length, 0)
  })

  it('a picture that cannot be made smaller says so', async () => {
    const widget = page.open({ reduceImages: { maxWidth: 50 } })
    await browse(widget, tiff())
    await page.until('success')

    matches((await find(widget, '[part~=row-note] summary')).textContent, /could not be made smaller/)
  })

  it('another format is named after itself; what may be transparent does not become a JPEG', async () => {
    const widget = page.open({ reduceImages: { type: 'image/webp', quality: 0.5 } })
    await browse(widget, await noise('photo.jpg', 300, 200))
    equal((await stored()).format, 'webp')
    await widget.update({ reduceImages: { type: 'image/jpeg', maxWidth: 100 } })
    await browse(widget, await noise('drawing.png', 300, 200))
    await page.until('success', 2)

    equal((await stored()).format, 'png')
    same(
      (await page.backend.requests()).map(({ file }) => file?.name),
      ['photo.webp', 'drawing.png'],
    )
  })

  it('the largest size counts for what is sent, not for what was picked', async () => {
    const photo = await noise('photo.jpg', 800, 600, 0.97)
    const widget = page.open({ reduceImages: { maxWidth: 200 }, maxFileSize: 100_000 })
    await browse(widget, photo)
    ok((await stored()).bytes < 100_000, 'small enough')

    await widget.update({ maxFileSize: 2000 })
    await browse(widget, photo)
    matches((await find(widget, '[part~=row-error]')).textContent, /the limit is 2 kB/)
    equal((await page.backend.requests()).length, 1)
  })

  it('an area is chosen in the pixels that are sent', async () => {
    const widget = page.open({
      cropping: true,
      multiple: false,
      croppingAspectRatio: 1,
      reduceImages: { maxWidth: 300 },
    })
    await browse(widget, await noise('photo.jpg', 600, 400))
    ;(await find(widget, '[part~=crop-confirm]')).click()
    const { width } = await stored()

    equal(width, 300)
    equal((await page.backend.requests())[0]?.fields.custom_coordinates, '50,0,200,200')
  })

  it('colours beyond sRGB stay where they are', async () => {
    const canvas = new OffscreenCanvas(600, 400)
    const context = canvas.getContext('2d', { colorSpace: 'display-p3' }) as OffscreenCanvasRenderingContext2D
    context.fillStyle = 'color(display-p3 0 1 0)'
    context.fillRect(0, 0, 600, 400)
    const green = new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })], 'green.jpg', {
      type: 'image/jpeg',
    })
    await browse(page.open({ maxImageWidth: 100 }), green)

    const shown = await createImageBitmap(new Blob([(await stored()).content]))
    const seen = new OffscreenCanvas(1, 1).getContext('2d', {
      colorSpace: 'display-p3',
    }) as OffscreenCanvasRenderingContext2D
    seen.drawImage(shown, 0, 0)
    const [red = 255, greenness = 0] = seen.getImageData(0, 0, 1, 1).data
    ok(red < 40 && greenness > 240, `the green of Display P3, not ${[red, greenness]}`)
  })

  it('a picture that is taken off the queue while it waits for its turn is not sent', async () => {
    const widget = page.open({ reduceImages: { maxWidth: 300 } })
    await drop(widget, ...(await Promise.all([1, 2, 3].map((number) => noise(`${number}.jpg`, 1600, 1200)))))
    await eventually(() => equal(all(widget, '[data-status=preparing]').length, 3))
    ;(all(widget, '[part~=row-abort]')[2] as HTMLElement).click()
    await page.until('queues-end')

    same((await page.backend.requests()).map(({ file }) => file?.name).sort(), ['1.jpg', '2.jpg'])
  })

  it('works in a worker of the page where it can, otherwise in the page, with the same result', async () => {
    const { signal } = new AbortController()
    const photo = await noise('photo.jpg', 300, 200)
    const plan = { scaleTo: { width: 30, height: 20 }, hasToScale: true, strip: 'nothing' } as const
    const places: unknown[] = []
    const results: string[] = []
    for (const address of [undefined, 'https://elsewhere.example/reduce-worker.js', '/nothing/there.js']) {
      const reducer = createReducer(address)
      const { blob } = await reducer.reduce(photo, plan, signal)
      places.push(reducer.place)
      results.push(latin(new Uint8Array(await blob.arrayBuffer())))
      reducer.destroy()
    }

    same(places, ['worker', 'page', 'page'])
    same([results[1] === results[0], results[2] === results[0]], [true, true])
  })

  it('pictures wait for their turn, and one that is given up lets the next one through', async () => {
    const reducer = createReducer()
    const plan = { scaleTo: { width: 30, height: 20 }, hasToScale: true, strip: 'nothing' } as const
    const photo = await noise('photo.jpg', 300, 200)
    const given = new AbortController()
    const first = reducer.reduce(photo, plan, given.signal)
    const second = reducer.reduce(photo, plan, given.signal)
    const third = reducer.reduce(photo, plan, new AbortController().signal)
    given.abort(new Error('given up'))
    const outcomes = await Promise.allSettled([first, second, third])
    reducer.destroy()

    same(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected', 'fulfilled'],
    )
  })

  it('a broken picture is an error of its row only where it has to be scaled', async () => {
    const broken = new File([(await noise('a.jpg', 300, 200)).slice(0, 900)], 'broken.jpg', { type: 'image/jpeg' })
    const widget = page.open({ reduceImages: true })
    await browse(widget, broken)
    await page.until('queues-end')
    equal((await page.backend.requests())[0]?.file?.bytes, 900)
  })
})

/** Something that does not compress to nothing. */
async function noise(name: string, width: number, height: number, quality = 0.9): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  const pixels = context.createImageData(width, height)
  let state = 1 + Math.floor(Math.random() * 1e6)
  for (let at = 0; at < pixels.data.length; at += 4) {
    state = (state * 48_271) % 2_147_483_647
    pixels.data.set([state & 255, (state >> 8) & 255, (at / 40) & 255, 255], at)
  }
  context.putImageData(pixels, 0, 0)
  const type = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
  return new File([await canvas.convertToBlob({ type, quality })], name, { type })
}

/** A PNG file that says it moves. */
async function animatedPng(): Promise<Uint8Array<ArrayBuffer>> {
  const { pngWith } = await import('../support/telling-files.ts')
  const moving = await pngWith(await noise('a.png', 300, 200), [['acTL', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0)]])
  ok(strippedPng(moving, 'all'), 'a whole file')
  return moving
}

/** Two pixels, two pictures. */
/** Two pixels by two, without compression. */
const TIFF = [
  ...[73, 73, 42, 0, 20, 0, 0, 0, 136, 136, 136, 136, 136, 136, 136, 136, 136, 136, 136, 136, 15, 0, 0, 1],
  ...[3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1],
  ...[3, 0, 3, 0, 0, 0, 222, 0, 0, 0, 3, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 6, 1],
  ...[3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 17, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 18, 1],
  ...[3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 21, 1, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0, 22, 1],
  ...[3, 0, 1, 0, 0, 0, 0, 1, 0, 0, 23, 1, 4, 0, 1, 0, 0, 0, 12, 0, 0, 0, 26, 1],
  ...[5, 0, 1, 0, 0, 0, 206, 0, 0, 0, 27, 1, 5, 0, 1, 0, 0, 0, 214, 0, 0, 0, 28, 1],
  ...[3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 40, 1, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 83, 1],
  ...[3, 0, 3, 0, 0, 0, 228, 0, 0, 0, 0, 0, 0, 0, 51, 51, 203, 0, 0, 0, 8, 0, 51, 51],
  ...[203, 0, 0, 0, 8, 0, 8, 0, 8, 0, 8, 0, 1, 0, 1, 0, 1, 0],
]

const GIF = [
  ...[71, 73, 70, 56, 57, 97, 1, 0, 1, 0, 128, 0, 0, 255, 0, 0, 0, 0, 255, 33, 255, 11],
  ...[78, 69, 84, 83, 67, 65, 80, 69, 50, 46, 48, 3, 1, 0, 0, 0],
  ...[33, 249, 4, 0, 10, 0, 0, 0, 44, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 68, 1, 0],
  ...[33, 249, 4, 0, 10, 0, 0, 0, 44, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 76, 1, 0, 59],
]
