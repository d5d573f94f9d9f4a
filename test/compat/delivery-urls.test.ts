/**
 * URLs that the genuine client libraries build, answered by a running server: `cloudinary` (Node) and
 * `@cloudinary/url-gen` over its whole builder API. Each gets the picture that it asks for, or the documented error.
 */
import { Cloudinary, type CloudinaryImage, Transformation } from '@cloudinary/url-gen'
import { Adjust } from '@cloudinary/url-gen/actions/adjust'
import { Border } from '@cloudinary/url-gen/actions/border'
import { Conditional } from '@cloudinary/url-gen/actions/conditional'
import { Delivery } from '@cloudinary/url-gen/actions/delivery'
import { Effect } from '@cloudinary/url-gen/actions/effect'
import { Extract } from '@cloudinary/url-gen/actions/extract'
import { NamedTransformation } from '@cloudinary/url-gen/actions/namedTransformation'
import { Overlay } from '@cloudinary/url-gen/actions/overlay'
import { Reshape } from '@cloudinary/url-gen/actions/reshape'
import { Resize } from '@cloudinary/url-gen/actions/resize'
import { Rotate } from '@cloudinary/url-gen/actions/rotate'
import { RoundCorners } from '@cloudinary/url-gen/actions/roundCorners'
import { Underlay } from '@cloudinary/url-gen/actions/underlay'
import { Variable } from '@cloudinary/url-gen/actions/variable'
import { AspectRatio } from '@cloudinary/url-gen/qualifiers/aspectRatio'
import { Background } from '@cloudinary/url-gen/qualifiers/background'
import { BlendMode } from '@cloudinary/url-gen/qualifiers/blendMode'
import { ChromaSubSampling } from '@cloudinary/url-gen/qualifiers/chromaSubSampling'
import { Color } from '@cloudinary/url-gen/qualifiers/color'
import { Compass } from '@cloudinary/url-gen/qualifiers/compass'
import { Dpr } from '@cloudinary/url-gen/qualifiers/dpr'
import { Expression } from '@cloudinary/url-gen/qualifiers/expression'
import { Flag } from '@cloudinary/url-gen/qualifiers/flag'
import { FocusOn } from '@cloudinary/url-gen/qualifiers/focusOn'
import { Format } from '@cloudinary/url-gen/qualifiers/format'
import { Gravity } from '@cloudinary/url-gen/qualifiers/gravity'
import { Position } from '@cloudinary/url-gen/qualifiers/position'
import { Progressive } from '@cloudinary/url-gen/qualifiers/progressive'
import { Quality } from '@cloudinary/url-gen/qualifiers/quality'
import { Region } from '@cloudinary/url-gen/qualifiers/region'
import { RotationMode } from '@cloudinary/url-gen/qualifiers/rotationMode'
import { Source } from '@cloudinary/url-gen/qualifiers/source'
import { TextFit } from '@cloudinary/url-gen/qualifiers/textFit'
import { TextStyle } from '@cloudinary/url-gen/qualifiers/textStyle'
import sdk from 'cloudinary'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_KEY, API_SECRET, CLOUD, type DeliveryStack, startDelivery } from '../support/delivery-stack.ts'
import { photo } from '../support/fixture-files.ts'

const cloudinary = sdk.v2
let stack: DeliveryStack
let host: string

beforeAll(async () => {
  stack = await startDelivery()
  host = `127.0.0.1:${stack.port}`
  const picture = await photo({ w: 400, h: 300 })
  await stack.put('photo', picture)
  await stack.put('folder/sub/a pic', picture)
  await stack.put('secret', picture, { type: 'authenticated' })
  await stack.put('own', picture, { type: 'private' })
  await stack.put(
    'logo',
    await sharp(await photo({ w: 50, h: 50 }))
      .png()
      .toBuffer(),
  )
  await stack.put('notes.txt', 'hello', { resourceType: 'raw' })
  await stack.name('thumb', 'c_fill,h_60,w_80')
  cloudinary.config({ cloud_name: CLOUD, api_key: API_KEY, api_secret: API_SECRET })
})
afterAll(() => stack.close())

/** Width, height and perhaps media type of the answer; or how its error begins. */
type Expected = readonly [width: number, height: number, contentType?: string] | RegExp

async function expectAnswer(url: string, expected: Expected): Promise<void> {
  const response = await fetch(url, { headers: { Accept: 'image/webp,*/*' } })
  const body = Buffer.from(await response.arrayBuffer())
  const error = response.headers.get('x-cld-error')
  if (expected instanceof RegExp) {
    expect(response.status, url).toBeGreaterThanOrEqual(400)
    expect(response.status, url).toBeLessThan(500)
    expect(error).toMatch(expected)
    return
  }
  expect(response.status, `${url} ${error}`).toBe(200)
  const metadata = await sharp(body).metadata()
  expect([metadata.width, metadata.pageHeight ?? metadata.height], url).toEqual([expected[0], expected[1]])
  if (expected[2] !== undefined) expect(response.headers.get('content-type')).toBe(expected[2])
}

describe('the Node SDK', () => {
  const url = (publicId: string, options: object = {}) =>
    cloudinary.url(publicId, { secure: false, cname: host, ...options })

  it.each<[string, string, object, Expected]>([
    ['a plain URL', 'photo', {}, [400, 300, 'image/jpeg']],
    ['a format', 'photo', { format: 'png' }, [400, 300, 'image/png']],
    ['a version', 'photo', { version: 1234 }, [400, 300]],
    ['a folder with a space', 'folder/sub/a pic', { format: 'jpg' }, [400, 300]],
    ['sizes', 'photo', { width: 100, height: 100, crop: 'fill' }, [100, 100]],
    ['a fraction', 'photo', { width: 0.5, crop: 'scale' }, [200, 150]],
    [
      'a chain',
      'photo',
      { transformation: [{ width: 200, crop: 'scale' }, { angle: 90 }, { effect: 'sepia' }] },
      [150, 200],
    ],
    ['a named transformation', 'photo', { transformation: ['thumb'] }, [80, 60]],
    ['a raw transformation', 'photo', { raw_transformation: 'c_fill,h_20,w_30' }, [30, 20]],
    ['a condition', 'photo', { transformation: [{ if: 'w > 300', width: 50, crop: 'scale' }] }, [50, 38]],
    [
      'a condition with else',
      'photo',
      {
        transformation: [
          { if: 'w > 900', width: 50, crop: 'scale' },
          { if: 'else', width: 40, crop: 'scale' },
        ],
      },
      [40, 30],
    ],
    [
      'variables',
      'photo',
      { transformation: [{ variables: [['$size', 30]] }, { width: '$size * 2', crop: 'scale' }] },
      [60, 45],
    ],
    [
      'an overlay',
      'photo',
      { transformation: [{ overlay: 'logo', gravity: 'north_west', width: 20, crop: 'scale' }] },
      [400, 300],
    ],
    [
      'an overlay as an object',
      'photo',
      { transformation: [{ overlay: { public_id: 'logo' } }, { flags: 'layer_apply' }] },
      [400, 300],
    ],
    [
      'a text',
      'photo',
      {
        transformation: [
          { overlay: { font_family: 'Arial', font_size: 30, text: 'Hello, World / 100%?' }, color: 'white' },
        ],
      },
      [400, 300],
    ],
    ['a background and a radius', 'photo', { radius: 'max', background: '#ff0000', format: 'png' }, [400, 300]],
    ['a border', 'photo', { border: { width: 5, color: '#00390b' } }, [410, 310]],
    ['automatic format and quality', 'photo', { fetch_format: 'auto', quality: 'auto' }, [400, 300, 'image/webp']],
    ['a pixel ratio', 'photo', { width: 50, dpr: 2, crop: 'scale' }, [100, 75]],
    ['the short prefix', 'photo', { shorten: true }, [400, 300]],
    ['the root path', 'photo', { use_root_path: true }, [400, 300]],
    ['an SEO suffix', 'photo', { url_suffix: 'a-nice-title', format: 'jpg' }, [400, 300]],
    [
      'an SEO suffix with a chain',
      'photo',
      { url_suffix: 'a-nice-title', format: 'png', width: 20, crop: 'scale' },
      [20, 15, 'image/png'],
    ],
    ['a download', 'photo', { flags: 'attachment:my-photo' }, [400, 300]],
    ['a default image', 'missing', { default_image: 'logo.png', format: 'png' }, [50, 50]],
    ['a missing image', 'missing', {}, /^Resource not found - missing/],
    ['an unsigned authenticated image', 'secret', { type: 'authenticated' }, /^Unauthenticated access/],
    ['a signed authenticated image', 'secret', { type: 'authenticated', sign_url: true }, [400, 300]],
    [
      'a signed derived authenticated image',
      'secret',
      { type: 'authenticated', sign_url: true, width: 50, crop: 'scale', format: 'jpg' },
      [50, 38],
    ],
    [
      'a signed SEO URL',
      'secret',
      { type: 'authenticated', sign_url: true, url_suffix: 'title', format: 'png' },
      [400, 300, 'image/png'],
    ],
    ['a private original without a signature', 'own', { type: 'private' }, /^Private resource/],
    ['a signed private original', 'own', { type: 'private', sign_url: true }, [400, 300]],
    [
      'a signed SEO URL of a private image',
      'own',
      { type: 'private', sign_url: true, url_suffix: 'title' },
      [400, 300],
    ],
    ['a signed folder', 'folder/sub/a pic', { sign_url: true, format: 'jpg', width: 40, crop: 'scale' }, [40, 30]],
    [
      'a signed text',
      'folder/sub/a pic',
      {
        sign_url: true,
        format: 'jpg',
        transformation: [
          { overlay: { font_family: 'Arial', font_size: 30, text: 'Hello, Wörld / 100% {x}' }, color: 'white' },
        ],
      },
      [400, 300],
    ],
    ['a long signature', 'secret', { type: 'authenticated', sign_url: true, long_url_signature: true }, [400, 300]],
    [
      'a SHA-256 signature',
      'secret',
      { type: 'authenticated', sign_url: true, signature_algorithm: 'sha256' },
      [400, 300],
    ],
    ['a signature of another key', 'photo', { sign_url: true, api_secret: 'other' }, /signature/],
  ])('gets %s', async (_name, publicId, options, expected) => {
    await expectAnswer(url(publicId, options), expected)
  })

  it('gets raw files', async () => {
    const response = await fetch(url('notes.txt', { resource_type: 'raw' }))

    expect(await response.text()).toBe('hello')
  })

  it('gets a file with a token that it made', async () => {
    const guarded = await startDelivery({ settings: { authTokenKeys: [{ name: 'main', key: '00112233ff99' }] } })
    await guarded.put('secret', await photo({ w: 40, h: 30 }), { type: 'authenticated' })
    const token = { key: '00112233FF99', duration: 300, start_time: Math.floor(Date.now() / 1000) - 10 }
    const options = { secure: false, cname: `127.0.0.1:${guarded.port}`, type: 'authenticated', sign_url: true }

    const byUrl = await fetch(cloudinary.url('secret.jpg', { ...options, auth_token: token }))
    const byPattern = await fetch(
      cloudinary.url('secret.jpg', { ...options, auth_token: { ...token, acl: '/*/secret*' } }),
    )
    const over = await fetch(cloudinary.url('secret.jpg', { ...options, auth_token: { ...token, start_time: 1 } }))

    expect([byUrl.status, byPattern.status, over.status]).toEqual([200, 200, 401])
    await guarded.close()
  })
})

/** Builds on a fresh picture. */
type Build = (image: CloudinaryImage) => CloudinaryImage
const text = (words: string) => Source.text(words, new TextStyle('Arial', 30)).textColor('white')
/** What this installation says to what it does not do. */
const NOT_HERE = / is not (available|supported yet)/

const BUILDS: readonly (readonly [name: string, build: Build, expected: Expected])[] = [
  ['nothing', (i) => i, [400, 300, 'image/jpeg']],
  // resize
  ['scale', (i) => i.resize(Resize.scale(200)), [200, 150]],
  ['scale by a fraction', (i) => i.resize(Resize.scale().width('0.25')), [100, 75]],
  ['scale to a ratio', (i) => i.resize(Resize.scale().width(200).aspectRatio('2:1')), [200, 100]],
  [
    'scale without the ratio',
    (i) => i.resize(Resize.scale().width(100).aspectRatio(AspectRatio.ignoreInitialAspectRatio())),
    [100, 300],
  ],
  ['fit', (i) => i.resize(Resize.fit(200, 200)), [200, 150]],
  ['limit fit', (i) => i.resize(Resize.limitFit(1000, 1000)), [400, 300]],
  ['minimum fit', (i) => i.resize(Resize.minimumFit(800, 800)), [800, 600]],
  ['fill', (i) => i.resize(Resize.fill(100, 100).gravity(Gravity.compass(Compass.northWest()))), [100, 100]],
  ['fill to a ratio', (i) => i.resize(Resize.fill().width(160).aspectRatio(AspectRatio.ar16X9())), [160, 90]],
  ['limit fill', (i) => i.resize(Resize.limitFill(100, 50)), [100, 50]],
  ['fill automatically', (i) => i.resize(Resize.fill(100, 100).gravity(Gravity.autoGravity())), [100, 100]],
  ['pad', (i) => i.resize(Resize.pad(200, 200).background(Background.color('red'))), [200, 200]],
  ['limit pad', (i) => i.resize(Resize.limitPad(500, 500).background(Background.color('#00ff00'))), [500, 500]],
  ['minimum pad', (i) => i.resize(Resize.minimumPad(500, 400).background(Background.color(Color.BLUE))), [500, 400]],
  ['pad with an automatic background', (i) => i.resize(Resize.pad(200, 200).background(Background.auto())), NOT_HERE],
  ['fill or pad', (i) => i.resize(Resize.fillPad(100, 100).gravity(Gravity.autoGravity())), /no local model installed/],
  ['crop', (i) => i.resize(Resize.crop(50, 60).gravity(Gravity.compass(Compass.southEast()))), [50, 60]],
  ['crop at a point', (i) => i.resize(Resize.crop(50, 60).x(10).y(20)), [50, 60]],
  ['thumbnail', (i) => i.resize(Resize.thumbnail(70, 70).gravity(Gravity.compass(Compass.center()))), [70, 70]],
  ['thumbnail without a gravity', (i) => i.resize(Resize.thumbnail(70, 70)), /thumb needs a gravity/],
  ['thumbnail of a face', (i) => i.resize(Resize.thumbnail(70, 70).gravity(Gravity.focusOn(FocusOn.face()))), [70, 70]],
  ['auto', (i) => i.resize(Resize.auto(70, 50).gravity(Gravity.autoGravity())), [70, 50]],
  ['auto pad', (i) => i.resize(Resize.autoPad(70, 50).gravity(Gravity.autoGravity())), /no local model installed/],
  ['imagga', (i) => i.resize(Resize.imaggaScale(70, 50)), NOT_HERE],
  ['an expression', (i) => i.resize(Resize.scale().width(Expression.expression('iw_div_4').toString())), [100, 75]],
  // rotate, corners, border
  ['rotate', (i) => i.rotate(Rotate.byAngle(90)), [300, 400]],
  ['flip', (i) => i.rotate(Rotate.mode(RotationMode.horizontalFlip())), [400, 300]],
  ['ignore orientation', (i) => i.rotate(Rotate.mode(RotationMode.ignore())), [400, 300]],
  ['round corners', (i) => i.roundCorners(RoundCorners.byRadius(20)), [400, 300]],
  ['four corners', (i) => i.roundCorners(RoundCorners.byRadius(10, 20, 30, 40)), [400, 300]],
  ['round completely', (i) => i.roundCorners(RoundCorners.max()), [400, 300]],
  ['border', (i) => i.border(Border.solid(4, 'green')), [408, 308]],
  ['background', (i) => i.backgroundColor('orange'), [400, 300]],
  // adjust
  ['brightness', (i) => i.adjust(Adjust.brightness().level(20)), [400, 300]],
  ['brightness of HSB', (i) => i.adjust(Adjust.brightnessHSB().level(-20)), [400, 300]],
  ['contrast', (i) => i.adjust(Adjust.contrast().level(30)), [400, 300]],
  ['saturation', (i) => i.adjust(Adjust.saturation(-50)), [400, 300]],
  ['vibrance', (i) => i.adjust(Adjust.vibrance(50)), [400, 300]],
  ['hue', (i) => i.adjust(Adjust.hue(40)), [400, 300]],
  ['gamma', (i) => i.adjust(Adjust.gamma(50)), [400, 300]],
  ['channels', (i) => i.adjust(Adjust.red(10)).adjust(Adjust.green(-10)).adjust(Adjust.blue(5)), [400, 300]],
  ['opacity', (i) => i.adjust(Adjust.opacity(40)), [400, 300]],
  ['opacity threshold', (i) => i.adjust(Adjust.opacityThreshold(60)), [400, 300]],
  ['sharpen', (i) => i.adjust(Adjust.sharpen(100)), [400, 300]],
  ['unsharp mask', (i) => i.adjust(Adjust.unsharpMask(200)), [400, 300]],
  [
    'recolor',
    (i) =>
      i.adjust(
        Adjust.recolor([
          [0.3, 0.7, 0.1],
          [0.3, 0.6, 0.1],
          [0.2, 0.5, 0.1],
        ]),
      ),
    [400, 300],
  ],
  ['Viesus', (i) => i.adjust(Adjust.viesusCorrect()), NOT_HERE],
  // effects
  ['sepia', (i) => i.effect(Effect.sepia(50)), [400, 300]],
  ['grayscale', (i) => i.effect(Effect.grayscale()), [400, 300]],
  ['black and white', (i) => i.effect(Effect.blackwhite(40)), [400, 300]],
  ['negate', (i) => i.effect(Effect.negate()), [400, 300]],
  ['blur', (i) => i.effect(Effect.blur(300)), [400, 300]],
  ['blur of texts', (i) => i.effect(Effect.blur(300).region(Region.ocr())), NOT_HERE],
  ['pixelate', (i) => i.effect(Effect.pixelate(10)), [400, 300]],
  ['pixelate faces', (i) => i.effect(Effect.pixelate(10).region(Region.faces())), NOT_HERE],
  ['colorize', (i) => i.effect(Effect.colorize(50).color('red')), [400, 300]],
  ['make transparent', (i) => i.effect(Effect.makeTransparent(10)), [400, 300]],
  ['shadow', (i) => i.effect(Effect.shadow(40).color('black').offsetX(10).offsetY(10)), [430, 330]],
  ['trim', (i) => i.reshape(Reshape.trim()), [400, 300]],
  ['color blindness', (i) => i.effect(Effect.simulateColorBlind().condition('tritanopia')), [400, 300]],
  ['vectorize', (i) => i.effect(Effect.vectorize()), NOT_HERE],
  ['generative removal', (i) => i.effect(Effect.generativeRemove().prompt('a tree')), NOT_HERE],
  ['background removal', (i) => i.effect(Effect.backgroundRemoval()), NOT_HERE],
  ['upscaling', (i) => i.effect(Effect.upscale()), NOT_HERE],
  ['style transfer', (i) => i.effect(Effect.styleTransfer(Source.image('logo'))), NOT_HERE],
  ['shear', (i) => i.reshape(Reshape.shear(10, 0)), NOT_HERE],
  ['a page', (i) => i.extract(Extract.getPage().byNumber(1)), [400, 300]],
  // layers
  [
    'an image over it',
    (i) =>
      i.overlay(
        Overlay.source(Source.image('logo')).position(new Position().gravity(Gravity.compass('south_east')).offsetX(5)),
      ),
    [400, 300],
  ],
  [
    'a transformed image over it',
    (i) =>
      i.overlay(
        Overlay.source(
          Source.image('logo').transformation(new Transformation().resize(Resize.scale(20)).adjust(Adjust.opacity(50))),
        ).blendMode(BlendMode.multiply()),
      ),
    [400, 300],
  ],
  [
    'an image from a folder over it',
    (i) =>
      i.overlay(
        Overlay.source(Source.image('folder/sub/a pic').transformation(new Transformation().resize(Resize.scale(30)))),
      ),
    [400, 300],
  ],
  ['an image under it', (i) => i.underlay(Underlay.source(Source.image('logo'))), [400, 300]],
  ['a text over it', (i) => i.overlay(Overlay.source(text('50% off, ü / now!'))), [400, 300]],
  [
    'a wrapped text over it',
    (i) => i.overlay(Overlay.source(text('Hello World again and again').textFit(TextFit.size(200)))),
    [400, 300],
  ],
  [
    'a missing image over it',
    (i) => i.overlay(Overlay.source(Source.image('nothing'))),
    /^Unknown or invalid referenced image nothing/,
  ],
  // conditions, variables, names
  [
    'a condition',
    (i) =>
      i.conditional(
        Conditional.ifCondition('iw > 100', new Transformation().resize(Resize.scale(40))).otherwise(
          new Transformation().resize(Resize.scale(80)),
        ),
      ),
    [40, 30],
  ],
  [
    'a condition that does not hold',
    (i) =>
      i.conditional(
        Conditional.ifCondition('iw > 1000', new Transformation().resize(Resize.scale(40))).otherwise(
          new Transformation().resize(Resize.scale(80)),
        ),
      ),
    [80, 60],
  ],
  ['a variable', (i) => i.addVariable(Variable.set('size', 60)).resize(Resize.scale('$size')), [60, 45]],
  [
    'a text in a variable',
    (i) => i.addVariable(Variable.set('c', 'red')).addTransformation('b_$c,c_pad,h_100,w_300'),
    [300, 100],
  ],
  ['a named transformation', (i) => i.namedTransformation(NamedTransformation.name('thumb')), [80, 60]],
  [
    'an unknown named transformation',
    (i) => i.namedTransformation(NamedTransformation.name('nothing')),
    /^Unknown transformation nothing/,
  ],
  ['a raw transformation', (i) => i.addTransformation('c_fill,h_30,w_20'), [20, 30]],
  // delivery
  ['a format', (i) => i.delivery(Delivery.format(Format.png())), [400, 300, 'image/png']],
  ['an automatic format', (i) => i.delivery(Delivery.format(Format.auto())), [400, 300, 'image/webp']],
  ['AVIF', (i) => i.resize(Resize.scale(40)).format('avif'), [40, 30, 'image/avif']],
  ['TIFF', (i) => i.delivery(Delivery.format(Format.tiff())), [400, 300, 'image/tiff']],
  [
    'a progressive JPEG',
    (i) => i.delivery(Delivery.format(Format.jpg()).progressive(Progressive.progressive())),
    [400, 300, 'image/jpeg'],
  ],
  ['a quality', (i) => i.delivery(Delivery.quality(30)), [400, 300]],
  [
    'a quality with chroma',
    (i) => i.delivery(Delivery.quality(80).chromaSubSampling(ChromaSubSampling.chroma444())),
    [400, 300],
  ],
  ['an automatic quality', (i) => i.delivery(Delivery.quality(Quality.autoEco())), [400, 300]],
  ['a pixel ratio', (i) => i.resize(Resize.scale(50)).delivery(Delivery.dpr('2.0')), [100, 75]],
  ['an automatic pixel ratio', (i) => i.resize(Resize.scale(50)).delivery(Delivery.dpr(Dpr.auto())), [50, 38]],
  ['a density', (i) => i.delivery(Delivery.density(150)), [400, 300]],
  ['a color space', (i) => i.delivery(Delivery.colorSpace('srgb')), [400, 300]],
  ['a flag', (i) => i.addFlag(Flag.attachment('a-name')), [400, 300]],
  ['a misspelt format of the library', (i) => i.delivery(Delivery.format('spd')), /^Invalid/],
  // the URL itself
  ['a version', (i) => i.setVersion(1234), [400, 300]],
  ['an extension', (i) => i.setPublicID('photo.png'), [400, 300, 'image/png']],
  ['a suffix', (i) => i.setSuffix('a-title'), [400, 300]],
  ['a folder', (i) => i.setPublicID('folder/sub/a pic').resize(Resize.scale(40)), [40, 30]],
  ['a missing image', (i) => i.setPublicID('nothing'), /^Resource not found - nothing/],
  [
    'an authenticated image',
    (i) => i.setPublicID('secret').setDeliveryType('authenticated'),
    /^Unauthenticated access/,
  ],
]

describe('url-gen', () => {
  it('is tried with at least 60 URLs', () => {
    expect(new Set(BUILDS.map(([name]) => name)).size).toBe(BUILDS.length)
    expect(BUILDS.length).toBeGreaterThanOrEqual(60)
  })

  it.each(BUILDS)('gets %s', async (_name, build, expected) => {
    const builder = new Cloudinary({ cloud: { cloudName: CLOUD }, url: { secure: false, cname: host } })

    await expectAnswer(build(builder.image('photo')).toURL(), expected)
  })
})
