/** Every documented option, attribute, constant, palette key, slot and part of the Upload Widget, one by one. */
import { WIDGET_SOURCES, WIDGET_VERSION } from '../../../widgets/upload-widget/compat.ts'
import { readCompatOptions } from '../../../widgets/upload-widget/compat-options.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { uploadTexts } from '../../../widgets/upload-widget/messages/texts.ts'
import type { UploadWidgetOptionName } from '../../../widgets/upload-widget/options.ts'
import { readSources } from '../../../widgets/upload-widget/sources.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { listen } from '../support/listen.ts'
import { all, browse, bytes, drop, find, fixture, picture, WidgetPage } from '../support/widget-page.ts'

const give = () => undefined

/** Name, a value that is not the default, and what the table of options calls it. */
const OPTIONS: readonly (readonly [name: string, value: unknown, as?: UploadWidgetOptionName])[] = [
  ['cloudName', 'demo'],
  ['uploadPreset', 'preset'],
  ['apiKey', '123'],
  ['sources', ['url']],
  ['defaultSource', 'url'],
  ['secure', true],
  ['multiple', false],
  ['maxFiles', 2],
  ['cropping', true],
  ['showSkipCropButton', false],
  ['croppingAspectRatio', 1.5],
  ['croppingDefaultSelectionRatio', 0.5],
  ['croppingShowDimensions', true],
  ['croppingCoordinatesMode', 'face'],
  ['croppingShowBackButton', true],
  ['croppingValidateDimensions', true],
  ['searchBySites', ['a.example']],
  ['searchByRights', true],
  ['publicId', 'id'],
  ['folder', 'folder'],
  ['assetFolder', 'folder'],
  ['useAssetFolderAsPublicIdPrefix', true],
  ['displayName', 'name'],
  ['tags', ['a']],
  ['context', { alt: 'a' }],
  ['metadata', { a: 'b' }],
  ['resourceType', 'image'],
  ['detection', 'x'],
  ['on_success', 'x', 'onSuccess'],
  ['uploadSignature', 'hex'],
  ['uploadSignatureTimestamp', 5],
  ['prepareUploadParams', give],
  ['clientAllowedFormats', ['png']],
  ['maxFileSize', 1],
  ['maxImageFileSize', 1],
  ['maxVideoFileSize', 1],
  ['maxRawFileSize', 1],
  ['maxImageWidth', 1],
  ['maxImageHeight', 1],
  ['validateMaxWidthHeight', true],
  ['minImageWidth', 1],
  ['minImageHeight', 1],
  ['maxChunkSize', 6_000_000],
  ['form', '#form'],
  ['fieldName', 'photo'],
  ['thumbnails', '#list'],
  ['thumbnailTransformation', { width: 9 }],
  ['buttonClass', 'b'],
  ['buttonCaption', 'Add'],
  ['theme', 'purple'],
  ['styles', { palette: {} }],
  ['text', { en: {} }],
  ['language', 'de'],
  ['inlineContainer', 'body'],
  ['queueViewPosition', 'left:10px'],
  ['autoMinimize', true],
  ['showAdvancedOptions', true],
  ['getTags', give],
  ['getUploadPresets', give],
  ['preBatch', give],
  ['showPoweredBy', false],
  ['showCompletedButton', true],
  ['showUploadMoreButton', false],
  ['singleUploadAutoClose', false],
  ['showInsecurePreview', true],
  ['deleteHost', 'https://a.example'],
]

const DEFAULTS: readonly (readonly [UploadWidgetOptionName, unknown])[] = [
  ['multiple', true],
  ['maxFiles', undefined],
  ['cropping', false],
  ['showSkipCropButton', true],
  ['croppingAspectRatio', undefined],
  ['croppingDefaultSelectionRatio', 1],
  ['croppingShowDimensions', false],
  ['croppingCoordinatesMode', 'custom'],
  ['croppingShowBackButton', false],
  ['croppingValidateDimensions', false],
  ['searchBySites', ['all']],
  ['searchByRights', false],
  ['resourceType', 'auto'],
  ['validateMaxWidthHeight', false],
  ['maxChunkSize', 20_000_000],
  ['buttonClass', 'cloudinary-button'],
  ['buttonCaption', 'Upload image'],
  ['theme', 'default'],
  ['queueViewPosition', 'right:35px'],
  ['autoMinimize', false],
  ['showAdvancedOptions', false],
  ['showPoweredBy', true],
  ['showCompletedButton', false],
  ['showUploadMoreButton', true],
  ['singleUploadAutoClose', true],
  ['showInsecurePreview', false],
]

const ATTRIBUTES: readonly (readonly [attribute: string, text: string, UploadWidgetOptionName, unknown])[] = [
  ['cloud-name', 'demo', 'cloudName', 'demo'],
  ['upload-preset', 'preset', 'uploadPreset', 'preset'],
  ['api-key', '123', 'apiKey', '123'],
  ['signature-endpoint', '/sign', 'signatureEndpoint', '/sign'],
  ['sources', 'local url camera', 'sources', ['local', 'url', 'camera']],
  ['default-source', 'url', 'defaultSource', 'url'],
  ['multiple', 'false', 'multiple', false],
  ['max-files', '3', 'maxFiles', 3],
  ['max-file-size', '9', 'maxFileSize', 9],
  ['accept', 'png jpg', 'clientAllowedFormats', ['png', 'jpg']],
  ['resource-type', 'video', 'resourceType', 'video'],
  ['folder', 'a/b', 'folder', 'a/b'],
  ['public-id', 'id', 'publicId', 'id'],
  ['tags', 'a,b', 'tags', ['a', 'b']],
  ['cropping', '', 'cropping', true],
  ['crop-aspect-ratio', '1.5', 'croppingAspectRatio', 1.5],
  ['crop-required', '', 'cropRequired', true],
  ['theme', 'dark', 'theme', 'dark'],
  ['inline', '', 'inline', true],
  ['auto-minimize', '', 'autoMinimize', true],
  ['queue-position', 'left:5px', 'queueViewPosition', 'left:5px'],
  ['field-name', 'photo', 'fieldName', 'photo'],
  ['name', 'photo', 'name', 'photo'],
  ['required', '', 'required', true],
  ['disabled', '', 'disabled', true],
]

/** By what the tokens of all widgets are called. */
const PALETTE: Readonly<Record<string, string>> = {
  ...{ window: 'surface', sourceBg: 'surface-2', windowBorder: 'border', tabIcon: 'accent', menuIcons: 'text-muted' },
  ...{ textDark: 'text', textLight: 'on-accent', link: 'link', action: 'accent', inactiveTabIcon: 'text-muted' },
  ...{ inProgress: 'progress', complete: 'success', error: 'danger' },
}

describe('upload widget: options of the documented object', () => {
  for (const [name, value, as = name as UploadWidgetOptionName] of OPTIONS) {
    it(`${name} is taken, in either spelling`, () => {
      const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

      same(readCompatOptions({ [name]: value }), { [as]: value })
      same(readCompatOptions({ [snake]: value }), { [as]: value })
      Object.assign(element, readCompatOptions({ [name]: value }))
      same(element.option(as), value)
    })
  }

  for (const [name, value] of DEFAULTS) {
    it(`${name} is ${JSON.stringify(value)} when nobody says anything`, () => {
      same((document.createElement('tintype-upload-widget') as TintypeUploadWidget).option(name), value)
    })
  }

  for (const [attribute, text, name, value] of ATTRIBUTES) {
    it(`the attribute ${attribute} means ${name}`, () => {
      const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
      element.setAttribute(attribute, text)

      same(element.option(name), value)
    })
  }

  it('showMinimizeButton, a bare list and the first name of a source are read as they are used', () => {
    same(readCompatOptions({ showMinimizeButton: false }), { withoutMinimize: true })
    same(readCompatOptions({ eager: 'w_1' }), { uploadParameters: { eager: 'w_1' } })
    same(readSources(['local', 'gettyimages', 'local']), ['local', 'getty'])
    const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
    Object.assign(element, readCompatOptions({ clientAllowedFormats: 'png' }))
    same(element.option('clientAllowedFormats'), ['png'])
  })

  it('what has no effect is said once: to everybody where a page expects something, else to those who debug', () => {
    const silent = [
      'cloudinaryAnalytics',
      'controlVpMeta',
      'debug',
      'dev',
      'dropboxAppKey',
      'facebookAppId',
      'frameZIndex',
    ]
    silent.push('googleApiKey', 'googleDriveClientId', 'instagramClientId', 'staging', 'widgetHost', 'noSuchThing')
    const heard = listen(() => {
      for (const _ of [1, 2]) {
        for (const name of [...silent, 'keepWidgetOpen', 'stylesheet']) same(readCompatOptions({ [name]: 'x' }), {})
        readSources(['local', 'google_photos'])
      }
    })

    same(heard.warn.map(nameIn), ['keepWidgetOpen', 'stylesheet', 'sources:'])
    same(heard.debug.map(nameIn), silent)
  })

  it('texts under documented names that we call otherwise are found, with their counts; ours win', () => {
    const image_search = { all: 'Overall', rights_options: { free: 'Gratis' } }
    const texts = uploadTexts('nl', {
      nl: { 'menu.gdrive': 'Mijn Drive', 'selection_counter.selected': '{{- count}} gekozen', image_search },
      search_placeholder: 'Zoek',
    })
    same(
      [texts.text('menu.google_drive'), texts.text('remote.picked', { num: 3 }), texts.text('remote.site_all')],
      ['Mijn Drive', '3 gekozen', 'Overall'],
    )
    same([texts.text('remote.rights_free'), texts.text('remote.search')], ['Gratis', 'Zoek'])
    const both = uploadTexts('en', { en: { 'menu.gdrive': 'theirs', 'menu.google_drive': 'ours' } })
    equal(both.text('menu.google_drive'), 'ours')
  })

  it('WIDGET_SOURCES names every source, WIDGET_VERSION the release', () => {
    const documented =
      'local url camera image_search google_drive dropbox facebook instagram shutterstock getty istock unsplash'
    for (const source of documented.split(' ')) equal(WIDGET_SOURCES[source.toUpperCase()], source)
    matches(WIDGET_VERSION, /^\d+\.\d+\.\d+/)
  })
})

describe('upload widget: what pages can style, fill and rely on', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  for (const [key, token] of Object.entries(PALETTE)) {
    it(`styles.palette.${key} sets the colour ${token}`, async () => {
      const widget = page.open({ styles: { palette: { [key]: 'rgb(1, 2, 3)' } } })
      const frame = await find(widget, '.frame')

      equal(getComputedStyle(frame).getPropertyValue(`--_${token}`), 'rgb(1, 2, 3)')
    })
  }

  it('styles.palette.action is the colour of buttons, wherever the page writes it', async () => {
    const palette = { action: 'rgb(0, 90, 0)', tabIcon: 'rgb(90, 0, 0)' }
    const widget = page.open({ styles: { palette } })

    equal(getComputedStyle(await find(widget, '[part~=button-primary]')).backgroundColor, 'rgb(0, 90, 0)')
  })

  it('every slot is filled where it is shown', async () => {
    const holder = fixture(`<tintype-upload-widget inline sources="local url">
      ${['header', 'footer', 'empty', 'queue-actions', 'source-local', 'source-url'].map((name) => `<b slot="${name}">${name}</b>`).join('')}
    </tintype-upload-widget><tintype-upload-widget id="dialog"><b slot="trigger">open</b></tintype-upload-widget>`)
    const [inline, dialog] = holder.querySelectorAll<TintypeUploadWidget>('tintype-upload-widget')
    ok(inline && dialog, 'both widgets')
    Object.assign(inline, page.options())
    const shown = (name: string): boolean => (holder.querySelector(`[slot=${name}]`) as HTMLElement).checkVisibility()
    for (const name of ['header', 'empty', 'source-local', 'source-url'])
      await eventually(() => ok(shown(name), `the slot ${name}`))
    await inline.addFiles([await picture('a.png')])
    for (const name of ['footer', 'queue-actions']) await eventually(() => ok(shown(name), `the slot ${name}`))
    ok(shown('trigger'), 'the slot trigger')
    Object.assign(dialog, page.options())
    ;(holder.querySelector('[slot=trigger]') as HTMLElement).click()
    equal(dialog.isShowing(), true)
    inline.remove()
    dialog.remove()
  })

  it('the parts of each screen are there, with tabs and rows that say what they are', async () => {
    await page.backend.rules({ times: 1, status: 400 })
    await page.backend.rules({ times: 1, hold: true })
    const options = { showAdvancedOptions: true, cropping: true, maxFileSize: 50_000, autoMinimize: true }
    const widget = page.open(options)
    const has = async (...parts: readonly string[]): Promise<void> => {
      for (const part of parts) await find(widget, `[part~="${part}"]`)
    }

    await has('dialog', 'backdrop', 'rail', 'tab', 'tab-active', 'panel', 'dropzone', 'button', 'button-primary')
    await has('close', 'minimize')
    same(
      all(widget, '[part~=tab]').map(({ dataset }) => dataset.source),
      ['local', 'url', 'camera'],
    )
    ok(all<HTMLInputElement>(widget, '[part~=dropzone] input[type=file]').length > 0, 'a real file input')
    ;(await find(widget, '[aria-controls=advanced]')).click()
    await has('tag-input', 'public-id-input')
    widget.open('url')
    await has('url-input', 'url-submit')
    widget.open('local')
    await browse(widget, await picture('a.png'))
    await has('cropper', 'crop-confirm', 'crop-skip', 'crop-reset')
    ;(await find(widget, '[part~=crop-skip]')).click()
    await has('mini')
    widget.element.expand()
    await has('queue', 'row', 'thumbnail', 'row-error', 'row-retry', 'error')
    equal((await find(widget, '[part~=row]')).dataset.state, 'failed')
    ;(await find(widget, '[part~=row-retry]')).click()
    widget.element.expand()
    await has('row-abort', 'progress')
    await eventually(async () => equal((await page.backend.requests()).length, 2))
    await page.backend.release()
    await page.until('success')
    await has('done', 'upload-more')
    equal((await find(widget, '[part~=row]')).dataset.state, 'done')
  })

  it('show-completed tells of each upload what it was made of', async () => {
    const widget = page.open({ showCompletedButton: true })
    const file = await picture('a.png')
    await drop(widget, file)
    await page.until('success')
    ;(await find(widget, '[part~=show-completed]')).click()

    const [told] = page.infos<{ items: Record<string, unknown>[] }>('show-completed')
    const [item] = told?.items ?? []
    for (const name of ['id', 'name', 'size', 'type', 'status', 'done', 'progress', 'file', 'uploadInfo'])
      ok(item && item[name] !== undefined, name)
    same([item?.file === file, item?.name, item?.done], [true, 'a.png', true])
  })

  it('a web address has no preview from its own host, unless the page asks with showInsecurePreview', async () => {
    const address = `${page.backend.base}/__picture.png`
    const quiet = page.open()
    void quiet.element.session?.addUrl(address)
    await page.until('success')
    equal(all(quiet, '[part~=thumbnail] img').length, 0)

    const showing = page.open({ showInsecurePreview: true })
    void showing.element.session?.addUrl(address)
    const image = await find<HTMLImageElement>(showing, '[part~=thumbnail] img')
    same([image.src, image.referrerPolicy], [address, 'no-referrer'])
    await page.until('success', 2)
  })

  it('crop-required leaves nobody a way round the crop screen', async () => {
    const widget = page.open({ cropping: true, cropRequired: true })
    await browse(widget, await picture('a.png'), bytes('notes.txt', 5, 'text/plain'))
    await find(widget, '[part~=crop-confirm]')

    equal(all(widget, '[part~=crop-skip]').length, 0)
  })
})

function nameIn(message: string): string {
  return /^\[tintype\] (\S+)/.exec(message)?.[1] ?? ''
}
