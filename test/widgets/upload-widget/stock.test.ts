/** Paid libraries: searching, the licence, and that nothing is bought twice. */
import { sendKeys } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { assertAccessible } from '../support/accessible.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, find, WidgetPage } from '../support/widget-page.ts'

type Embedded = Window & { cloudinary: { createUploadWidget(options: object, callback: unknown): UploadWidget } }
type Told = { readonly event: string; readonly info: Record<string, unknown> }

describe('upload widget: paid libraries', () => {
  let page: WidgetPage
  beforeEach(async () => {
    page = new WidgetPage()
    await shop('mode=sell&left=10&delay=0')
  })
  afterEach(() => page.close())

  const open = (options: object = {}) =>
    page.open({
      sources: ['getty', 'shutterstock'],
      uploadPreset: undefined,
      apiKey: settings.apiKey,
      prepareUploadParams: (callback: (answer: object) => void, params: Record<string, string>) => {
        signed.push(params)
        void page.backend.sign(params).then((signature) => callback({ signature, apiKey: settings.apiKey }))
      },
      ...options,
    })
  const signed: Record<string, string>[] = []
  const told: Told[] = []
  /** In a frame of its own, which can be reloaded. */
  const load = async (frame: HTMLIFrameElement): Promise<UploadWidget> => {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    frame.src = `/__strict__/${page.backend.id}`
    await loaded
    const { cloudinary } = frame.contentWindow as unknown as Embedded
    return cloudinary
      .createUploadWidget(
        {
          cloudName: settings.cloudName,
          apiKey: settings.apiKey,
          sources: ['getty'],
          prepareUploadParams: (callback: (answer: object) => void, params: Record<string, string>) =>
            void page.backend.sign(params).then((signature) => callback({ signature, apiKey: settings.apiKey })),
        },
        (_: unknown, result: Told) => told.push(result),
      )
      .open()
  }

  it('finds, licenses and uploads a picture with the right bytes; whoever signs sees what is bought', async () => {
    signed.length = 0
    const before = await shop('')
    const widget = open()
    await license(widget, 'harbour')
    equal((await find(widget, '[part~=licence-total]')).textContent, 'Total: 1 licence from Team pack')
    ;(await find(widget, '[part~=licence-buy]')).click()

    await page.until('success')
    const [info] = page.infos<Stored>('success')
    const { width, height, context, original_filename: name } = info ?? {}
    same([width, height, name], [640, 480, 'harbour'])
    equal(context?.custom.stock_library, 'getty')
    equal(context?.custom.stock_id, 'harbour.jpg')
    ok(context?.custom.stock_license?.startsWith('L-'), 'the licence')
    const order = JSON.parse(signed[0]?.stock_license ?? '{}')
    same([order.library, order.id, order.plan, order.format], ['getty', 'harbour.jpg', 'pack', 'large'])
    equal((await shop('')) - before, 1)
    await find(widget, '[part~=row]')
  })

  it('shows what is left, what it costs, and takes the plan and format that people choose', async () => {
    signed.length = 0
    await shop('left=1')
    const widget = open()
    await license(widget, 'market')
    ok(/1 licence left/.test((await find(widget, '[part~=licence-form]')).textContent ?? ''), 'what is left')
    ;(await find<HTMLInputElement>(widget, 'input[value=card]')).click()
    await eventually(() => equal(total(widget), 'Total: € 9.00'))
    ;(await find(widget, '[part~=licence-buy]')).click()

    await page.until('success')
    equal(JSON.parse(signed[0]?.stock_license ?? '{}').plan, 'card')
  })

  it('buys once however often people press', async () => {
    await shop('delay=150')
    const before = await shop('')
    const widget = open()
    await license(widget, 'tower')
    const button = await find(widget, '[part~=licence-buy]')
    button.click()
    button.click()
    await find(widget, '[part~=licence-buying]')
    button.click()

    await page.until('queues-end')
    equal(page.infos('success').length, 1)
    equal((await shop('')) - before, 1)
  })

  it('keeps the choice when the library refuses, says why, and buys the same order on another try', async () => {
    await shop('mode=refuse')
    const before = await shop('')
    const widget = open()
    await license(widget, 'river')
    ;(await find(widget, '[part~=licence-buy]')).click()
    const alert = await find(widget, '[part~=licence] [part~=error]')
    ok(/could not be bought/.test(alert.textContent ?? ''), 'what happened')
    ok(/No licences are left in this pack/.test(alert.textContent ?? ''), 'the words of the library')
    equal((await find(widget, '[part~=licence-title]')).textContent, 'river')
    await shop('mode=sell')
    ;(await find(widget, '[part~=licence-again]')).click()

    await page.until('success')
    equal((await shop('')) - before, 1)
    equal(all(widget, '[part~=row]').length, 1)
  })

  it('does not buy again after an answer that got lost', async () => {
    await shop('mode=lose')
    const before = await shop('')
    const widget = open({ retries: 0 })
    await license(widget, 'street')
    ;(await find(widget, '[part~=licence-buy]')).click()
    await find(widget, '[part~=licence][data-phase=failed]')
    await shop('mode=sell')
    ;(await find(widget, '[part~=licence-again]')).click()

    await page.until('success')
    equal((await shop('')) - before, 1)
  })

  it('says that the licence is bought when its file could not be had, and uploads it on another try', async () => {
    await shop('mode=gone')
    const before = await shop('')
    const widget = open()
    await license(widget, 'mountain')
    ;(await find(widget, '[part~=licence-buy]')).click()
    const alert = await find(widget, '[part~=licence] [part~=error]')
    ok(/The licence is bought, but its file was not taken/.test(alert.textContent ?? ''), alert.textContent ?? '')
    equal((await shop('')) - before, 1)
    await shop('mode=sell')
    ;(await find(widget, '[part~=licence-again]')).click()

    await page.until('success')
    equal((await shop('')) - before, 1)
  })

  it('buys nothing that the server would not take, and says so', async () => {
    const before = await shop('')
    const widget = open({ allowedFormats: ['png'] })
    await license(widget, 'harbour')
    ;(await find(widget, '[part~=licence-buy]')).click()

    const alert = await find(widget, '[part~=licence] [part~=error]')
    ok(/could not be bought/.test(alert.textContent ?? ''), alert.textContent ?? '')
    ok(/Image file format jpg not allowed/.test(alert.textContent ?? ''), alert.textContent ?? '')
    equal(await shop(''), before)
  })

  it('tells of a purchase that a reload broke, and finishes it without paying again', async function () {
    this.timeout(60_000)
    told.length = 0
    const frame = document.createElement('iframe')
    frame.style.cssText = 'inline-size: 900px; block-size: 700px'
    document.body.append(frame)
    await shop('mode=sell&left=10&delay=1500')
    const before = await shop('')
    const first = await load(frame)
    const input = await find<HTMLInputElement>(first, '[part~=remote-search]')
    input.value = 'harbour'
    ;(input.form as HTMLFormElement).requestSubmit()
    ;(await find(first, '[part~=stock-item]')).click()
    ;(await find(first, '[part~=licence-buy]')).click()
    await eventually(async () => equal(await selling(), 1), 20_000)

    const second = await load(frame)
    const banner = await find(second, '[part~=resume]')
    ok(/An upload was interrupted/.test(banner.textContent ?? ''), banner.textContent ?? '')
    ok(/This includes buying a licence/.test(banner.textContent ?? ''), banner.textContent ?? '')
    ;(await find(second, '[part~=resume-interrupted]')).click()
    await eventually(
      () =>
        ok(
          told.some(({ event }) => event === 'queues-end'),
          'the end',
        ),
      30_000,
    )

    const [success, ...more] = told.filter(({ event }) => event === 'success')
    equal(more.length, 0)
    equal(success?.info.original_filename, 'harbour')
    equal(success?.info.width, 640)
    equal((await shop('')) - before, 1)
    const third = await load(frame)
    await find(third, '[part~=remote-search]')
    equal(third.element.shadowRoot?.querySelector('[part~=resume]'), null)
    frame.remove()
  })

  it('offers no plan of which nothing is left', async () => {
    await shop('left=0')
    const widget = open()
    await license(widget, 'sunset')

    ok((await find(widget, 'input[value=pack]')).matches(':disabled'), 'the empty plan')
    equal(total(widget), 'Total: € 9.00')
  })

  it('refuses what the page does not take before anything is bought', async () => {
    const before = await shop('')
    const widget = open({ clientAllowedFormats: ['png'] })
    await license(widget, 'village')
    ;(await find(widget, '[part~=licence-buy]')).click()

    const alert = await find(widget, '[part~=licence] [part~=error]')
    ok(/not accepted here/.test(alert.textContent ?? ''), alert.textContent ?? '')
    equal(await shop(''), before)
  })

  it('does not buy on a page that cannot sign', async () => {
    const widget = open({ uploadPreset: settings.presets.unsigned, prepareUploadParams: undefined })
    await results(widget, 'harbour')
    ;(await item(widget, 'harbour')).click()

    ok(/cannot be bought here/.test((await find(widget, '[part~=licence-message]')).textContent ?? ''), 'the reason')
    equal(all(widget, '[part~=licence-buy]').length, 0)
  })

  it('narrows by kind, shape and order, shows more, and says when nothing was found', async () => {
    const widget = open()
    await results(widget, 'e')
    const filters = await find(widget, '[part~=stock-filters]')
    equal(filters.getAttribute('aria-expanded'), 'false')
    filters.click()
    ;(await find(widget, '[part~=remote-more]')).click()
    await eventually(() => ok(all(widget, '[part~=stock-item]').length > 4, 'more'))
    const kind = await find<HTMLSelectElement>(widget, '[part~=stock-kind]')
    kind.value = 'video'
    kind.dispatchEvent(new Event('change'))

    await eventually(() => ok(/Nothing found for/.test(text(widget)), 'nothing found'))
  })

  it('says that a search failed, and searches again', async () => {
    const widget = open()
    await results(widget, 'fail', '[part~=error]')

    ok(/getty did not answer as expected/.test(text(widget)), text(widget))
  })

  it('has a tab that is off for a library that was not brought along', async () => {
    const widget = open()
    const tab = await find(widget, '[data-source=shutterstock]')

    await eventually(() => equal(tab.getAttribute('aria-disabled'), 'true'))
  })

  it('is used with the keyboard alone', async () => {
    const widget = open()
    await results(widget, 'm')
    ;(await item(widget, 'market')).focus()
    await sendKeys({ press: 'ArrowRight' })
    await sendKeys({ press: 'Enter' })
    await find(widget, '[part~=licence-form]')
    ;(await find(widget, 'input[value=pack]')).focus()
    await sendKeys({ press: 'ArrowDown' })
    await eventually(() => equal(total(widget), 'Total: € 9.00'))
    await sendKeys({ press: 'Enter' })

    await page.until('success')
  })

  for (const theme of ['light', 'dark']) {
    it(`is accessible with results, a licence and a refusal, ${theme}`, async () => {
      await shop('mode=refuse')
      const widget = open({ theme })
      await results(widget, 'h')
      ;(await find(widget, '[part~=stock-filters]')).click()
      await assertAccessible(widget.element)
      ;(await item(widget, 'harbour')).click()
      await find(widget, '[part~=licence-form]')
      await assertAccessible(widget.element)
      ;(await find(widget, '[part~=licence-buy]')).click()
      await find(widget, '[part~=licence] [part~=error]')

      await assertAccessible(widget.element)
    })
  }
})

interface Stored {
  readonly width: number
  readonly height: number
  readonly original_filename: string
  readonly context: { readonly custom: Readonly<Record<string, string>> }
}

/** Sales under way. */
async function selling(): Promise<number> {
  return (await (await fetch(settings.stock)).json()).selling
}

/** Tells the library what to do, and gives how many licences it has sold. */
async function shop(what: string): Promise<number> {
  return (await (await fetch(`${settings.stock}?${what}`)).json()).sold
}

async function results(widget: UploadWidget, words: string, until = '[part~=stock-item]'): Promise<void> {
  const input = await find<HTMLInputElement>(widget, '[part~=remote-search]')
  input.value = words
  ;(input.form as HTMLFormElement).requestSubmit()
  await find(widget, until)
}

async function license(widget: UploadWidget, name: string): Promise<void> {
  await results(widget, name)
  ;(await item(widget, name)).click()
  await find(widget, '[part~=licence-form]')
}

function item(widget: UploadWidget, name: string): Promise<HTMLElement> {
  return find(widget, `[part~=stock-item][title="License ${name}"]`)
}

function total(widget: UploadWidget): string {
  return widget.element.shadowRoot?.querySelector('[part~=licence-total]')?.textContent ?? ''
}

function text(widget: UploadWidget): string {
  return widget.element.shadowRoot?.querySelector('.remote-body')?.textContent ?? ''
}
