/** Statements 47 and 48, and the rest of what people need who see, hear or move differently. */
import { emulateMedia, executeServerCommand, sendKeys } from '@web/test-runner-commands'
import axe from 'axe-core'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, browse, bytes, drop, find, fixture, picture, WidgetPage } from '../support/widget-page.ts'

type Screen = readonly [name: string, prepare: (page: WidgetPage, scheme: object) => Promise<UploadWidget>]

const SCREENS: readonly Screen[] = [
  [
    'S1 and S2, sources and device',
    async (page, scheme) => page.open({ ...scheme, sources: ['local', 'url', 'camera', 'box'] }),
  ],
  [
    'S3, web address, refused',
    async (page, scheme) => {
      const widget = page.open(scheme).open('url')
      ;(await find(widget, '[part~=url-submit]')).click()
      await find(widget, '#url-error')
      return widget
    },
  ],
  [
    'S4, camera',
    async (page, scheme) => {
      const widget = page.open(scheme).open('camera')
      await find(widget, '#panel .sheet [part~=button-primary]')
      return widget
    },
  ],
  [
    'S4, camera on, with devices to choose',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, cameraVideo: true, maxRecordingSeconds: 60 }).open('camera')
      ;(await find(widget, '#panel .sheet [part~=button-primary]')).click()
      ;(await find(widget, '[part~=mode-video]')).click()
      await find(widget, '[part~=device-audio]')
      return widget
    },
  ],
  [
    'S4, recording sound',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, sources: ['local', 'screen', 'audio'] }).open('audio')
      ;(await find(widget, '#panel .sheet [part~=button-primary]')).click()
      ;(await find(widget, '.shutter')).click()
      await find(widget, '.is-recording')
      return widget
    },
  ],
  [
    'S4, a recording to confirm',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, sources: ['local', 'audio'], maxRecordingSeconds: 1 }).open('audio')
      ;(await find(widget, '#panel .sheet [part~=button-primary]')).click()
      ;(await find(widget, '.shutter')).click()
      await find(widget, 'audio.sound')
      return widget
    },
  ],
  [
    'S4, screen',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, sources: ['screen'] })
      await find(widget, '[part~=screen-voice]')
      return widget
    },
  ],
  [
    'S7, cropping',
    async (page, scheme) => {
      const widget = page.open({
        ...scheme,
        cropping: true,
        croppingShowDimensions: true,
        croppingShowBackButton: true,
        croppingValidateDimensions: true,
        croppingDefaultSelectionRatio: 0.2,
        minImageWidth: 400,
      })
      await drop(widget, await picture('photo.jpg', 640, 480, 'image/jpeg'))
      await find(widget, '#crop-problem:not(:empty)')
      await find(widget, 'tintype-crop-stage:not([data-loading])')
      return widget
    },
  ],
  [
    'S8, structured metadata with a problem',
    async (page, scheme) => {
      const widget = page.open({
        ...scheme,
        inlineContainer: fixture('<div></div>'),
        uploadPreset: settings.presets.described,
        metadataForm: true,
      })
      await drop(widget, await picture('a.png'), await picture('b.png'))
      for (const [id, text] of [
        ['caption', 'x'],
        ['year', '1999'],
      ] as const) {
        const input = await find<HTMLInputElement>(widget, `#metadata-${id}`)
        input.value = text
        input.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      ;(await find(widget, '[part~=metadata-upload]')).click()
      await find(widget, '#metadata-caption-problem')
      return widget
    },
  ],
  [
    'S9, running',
    async (page, scheme) => {
      await page.backend.rules({ times: 9, hold: true })
      const widget = page.open(scheme)
      await drop(widget, await picture('a.png'), bytes('b.mp4', 50_000, 'video/mp4'))
      await find(widget, '[data-state=uploading]')
      return widget
    },
  ],
  [
    'S9, partly failed',
    async (page, scheme) => {
      await page.backend.rules({ name: 'bad.png', times: 1, status: 400, message: 'Invalid image file' })
      const widget = page.open({ ...scheme, showCompletedButton: true })
      await drop(widget, await picture('good.png'), await picture('bad.png'))
      await page.until('queues-end')
      return widget
    },
  ],
  [
    'S9, ready, and too few',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, minFiles: 3 })
      await drop(widget, await picture('a.png'), await picture('b.png'))
      await find(widget, '[part~=order]')
      return widget
    },
  ],
  [
    'S9, changing the order',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, manualStart: true })
      await drop(widget, await picture('a.png'), await picture('b.png'))
      ;(await find(widget, '[part~=order]')).click()
      await find(widget, '.order-row')
      return widget
    },
  ],
  [
    'limit reached',
    async (page, scheme) => {
      const widget = page.open({ ...scheme, maxFiles: 1 })
      await drop(widget, await picture('a.png'), await picture('b.png'))
      await find(widget, '[part~=notice]')
      return widget
    },
  ],
  [
    'advanced options',
    async (page, scheme) => {
      const widget = page.open({
        ...scheme,
        // In place it is as high as it has to be: what is scrolled away in a dialog cannot be judged.
        inlineContainer: fixture('<div></div>'),
        showAdvancedOptions: true,
        getTags: (callback: (tags: string[]) => void) => callback(['sea', 'summer']),
        getUploadPresets: (callback: (presets: string[]) => void) => callback(['usual', 'large']),
      })
      ;(await find(widget, '[aria-controls=advanced]')).click()
      ;(await find(widget, '[part~=context-add]')).click()
      for (const part of ['context-key', 'context-value'])
        (await find<HTMLInputElement>(widget, `[part~=${part}]`)).value = 'x'
      const tags = await find(widget, '[part~=tag-input]')
      tags.focus()
      await sendKeys({ press: 's' })
      // They are asked for a moment after the last letter; arrows before that go nowhere.
      await find(widget, '[part~=tag-suggestion]')
      for (const key of ['ArrowDown', 'ArrowDown']) await sendKeys({ press: key })
      await find(widget, '[part~=tag-suggestion][aria-selected=true]')
      return widget
    },
  ],
  ['set-up problem', async (page, scheme) => page.open({ ...scheme, cloudName: undefined })],
  [
    'asking before closing',
    async (page, scheme) => {
      await page.backend.rules({ times: 9, hold: true })
      const widget = page.open(scheme)
      await browse(widget, await picture('a.png'))
      await find(widget, '[data-state=uploading]')
      widget.close()
      await find(widget, '[part~=confirmation]')
      return widget
    },
  ],
  ['S10, small bar', async (page, scheme) => page.open(scheme).minimize()],
]

const TALL = '100vh'

describe('upload widget: accessibility', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
    document.documentElement.style.minHeight = TALL
  })
  afterEach(async () => {
    await page.close()
    document.documentElement.style.minHeight = ''
    await emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'none' })
  })

  for (const theme of ['light', 'dark', 'white', 'purple', 'minimal'] as const) {
    for (const [name, prepare] of SCREENS) {
      it(`47: axe finds nothing on ${name} in ${theme}, having judged the contrast of every text`, async () => {
        await emulateMedia({ reducedMotion: 'reduce' })
        const widget = await prepare(page, { theme })

        const { problems, judged } = await judge(widget)

        same(problems, [])
        same(
          textsOf(widget)
            .filter((text) => !judged.has(text))
            .map((text) => `${text.className}: ${text.textContent}`),
          [],
          'texts whose contrast nobody judged:',
        )
      })
    }
  }

  it('47: axe sees a text that is too pale, wherever in the widget it is', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    const widget = page.open({ theme: 'light' })
    for (const selector of [
      '.title',
      '.dropzone-title',
      '.paste-hint',
      '.tab-label',
      '.button.primary',
      '.button.quiet span',
    ]) {
      const node = await find(widget, selector)
      node.style.color = selector === '.button.primary' ? '#5060d6' : '#ddd'

      const { problems } = await judge(widget)

      same([problems.length, /^color-contrast/.test(problems[0] ?? '')], [1, true], `${selector}: ${problems}`)
      node.style.color = ''
    }
  })

  it('47: a web address can be uploaded, and the widget closed, by keyboard alone', async () => {
    const opener = document.createElement('button')
    opener.dataset.fixture = ''
    document.body.append(opener)
    opener.focus()
    const widget = page.open()
    equal(focused(widget)?.textContent?.trim(), 'Browse files')

    await tabTo(widget, (node) => node.dataset.source === 'local')
    await sendKeys({ press: 'ArrowDown' })
    equal(focused(widget)?.dataset.source, 'url')
    await tabTo(widget, (node) => node.id === 'url')
    await sendKeys({ type: `${page.backend.base}/__picture.png` })
    await sendKeys({ press: 'Enter' })
    await page.until('success')
    await find(widget, '[part~=row-copy]')
    await tabTo(widget, (node) => node.part.contains('row-remove'))
    await sendKeys({ press: 'Enter' })
    await eventually(() => equal(all(widget, '[part~=row]').length, 0))
    ok(focused(widget), 'focus still in the widget after its control went')
    await sendKeys({ press: 'Escape' })
    await eventually(() => equal(widget.isShowing(), false))
    equal(document.activeElement, opener)
  })

  it('47: pictures are chosen, cropped one after the other by numbers and arrows, and uploaded by keyboard alone', async () => {
    const opener = document.createElement('button')
    opener.dataset.fixture = ''
    document.body.append(opener)
    opener.focus()
    const files = { 'a.png': await encoded('a.png', 640, 480), 'b.png': await encoded('b.png', 640, 480) }
    const widget = page.open({ cropping: true })
    // The driver misses a chooser now and then while other pages share its browser.
    for (let tries = 0; tries < 3 && !widget.element.shadowRoot?.querySelector('.crop-name'); tries += 1) {
      equal(focused(widget)?.textContent?.trim(), 'Browse files')
      await executeServerCommand('page:choose', { root: ['a.png', 'b.png'], files })
      await sendKeys({ press: 'Enter' })
      await find(widget, '.crop-name').catch(() => undefined)
    }
    await cropOf(widget, 'a.png')
    for (const [edge, value] of [
      ['width', '200'],
      ['height', '150'],
      // Round again: with the whole picture there is no room to the left of it.
      ['x', '40'],
    ]) {
      await tabTo(widget, (node) => node.getAttribute('part') === `crop-${edge}`)
      await sendKeys({ press: 'Control+a' })
      await sendKeys({ type: value ?? '' })
    }
    await tabTo(widget, (node) => node.part.contains('crop-confirm'))
    await sendKeys({ press: 'Enter' })
    await cropOf(widget, 'b.png')
    ok(focused(widget)?.classList.contains('crop-area'), 'the next picture has the focus')
    for (const press of ['Alt+Shift+ArrowLeft', 'Alt+ArrowUp', 'Shift+ArrowRight']) await sendKeys({ press })
    await tabTo(widget, (node) => node.part.contains('crop-confirm'))
    await sendKeys({ press: 'Enter' })
    await page.until('queues-end')

    const sent = (await page.backend.requests()).map(({ file, fields }) => [file?.name, fields.custom_coordinates])
    same(sent.sort(), [
      ['a.png', '40,0,200,150'],
      ['b.png', '10,0,630,479'],
    ])
    await find(widget, '[part~=done]')
    if (!focused(widget)?.part.contains('done')) await tabTo(widget, (node) => node.part.contains('done'))
    await sendKeys({ press: 'Enter' })
    await eventually(() => equal(widget.isShowing(), false))
    equal(document.activeElement, opener)
  })

  it('47: arrows walk through the tabs in the reading direction', async () => {
    const widget = page.open({ language: 'ar' })
    ;(await find(widget, '[data-source=local]')).focus()

    await sendKeys({ press: 'ArrowLeft' })

    equal(focused(widget)?.dataset.source, 'url')
    equal((await find(widget, '.frame')).dir, 'rtl')
  })

  it('asks before running uploads are thrown away, with the safe answer focused', async () => {
    await page.backend.rules({ times: 1, hold: true })
    const widget = page.open()
    await browse(widget, await picture('a.png'))
    await find(widget, '[data-state=uploading]')

    await sendKeys({ press: 'Escape' })
    await find(widget, '[part~=confirmation]')
    ok(focused(widget)?.part.contains('keep-open'), 'focus on the safe answer')
    await sendKeys({ press: 'Enter' })
    await eventually(() => equal(all(widget, '[part~=confirmation]').length, 0))
    ok(widget.isShowing(), 'still open')
    await page.backend.release()
    await page.until('success')
  })

  it('48: the live region says that a file is uploaded, once', async () => {
    const widget = page.open()
    const said: string[] = []
    const observer = new MutationObserver(() => {
      const text = widget.element.shadowRoot?.querySelector('[part~=live-polite]')?.textContent ?? ''
      if (text !== said.at(-1)) said.push(text)
    })
    observer.observe(widget.element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true })

    await browse(widget, await picture('file.png'))
    await eventually(() =>
      ok(
        said.some((text) => text.includes('file.png uploaded')),
        `the message in ${said}`,
      ),
    )
    await new Promise((resolve) => setTimeout(resolve, 1500))
    observer.disconnect()

    equal(said.filter((text) => text.includes('file.png uploaded')).length, 1)
  })

  it('keeps every control visible in forced colours, and still when motion is reduced', async () => {
    await emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const widget = page.open()

    const button = await find(widget, '[part~=dropzone] [part~=button-primary]')
    ok(Number.parseFloat(getComputedStyle(button).borderTopWidth) > 0, 'a border')
    const card = await find(widget, '.card-front')
    same(
      [getComputedStyle(card).transitionDuration, getComputedStyle(await find(widget, '.frame')).animationDuration],
      ['0s', '1e-05s'],
    )
  })
})

/** What axe has against the widget, and the texts whose contrast it could judge. What it could not decide is a problem. */
async function judge(widget: UploadWidget): Promise<{ problems: string[]; judged: Set<Element> }> {
  await settled(widget)
  const { violations, incomplete, passes } = await axe.run(widget.element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    elementRef: true,
  })
  const contrast = [...violations, ...incomplete, ...passes].filter(({ id }) => id === 'color-contrast')
  const undecided = incomplete.filter(({ id }) => id === 'color-contrast')
  return {
    problems: [...violations, ...undecided].map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary} ${node.any[0]?.message}`).join(' | ')}`,
    ),
    judged: new Set(contrast.flatMap(({ nodes }) => nodes.flatMap(({ element }) => element ?? []))),
  }
}

/**
 * Lets the window arrive. Axe skips what it holds for hidden: what is transparent, as the window is in its first frame,
 * and what lies outside of an ancestor that clips, as a short `<html>` does while scrolling is locked, although the top
 * layer is clipped by nothing (`TALL` in `beforeEach`).
 */
async function settled(widget: UploadWidget): Promise<void> {
  await widget.element.updateComplete
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const animations = widget.element.shadowRoot?.getAnimations() ?? []
  await Promise.all(animations.map((animation) => animation.finished.catch(() => undefined)))
}

/** Elements with text of their own that people can see, but for disabled and inert ones, which WCAG 1.4.3 leaves out. */
function textsOf(widget: UploadWidget): Element[] {
  return all(widget, '*').filter(
    (element) =>
      !['STYLE', 'SLOT'].includes(element.tagName) &&
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.visually-hidden, [inert], :disabled, [aria-disabled=true], svg'),
  )
}

function focused(widget: UploadWidget): HTMLElement | null {
  return (widget.element.shadowRoot?.activeElement as HTMLElement | null) ?? null
}

/** Drawn, and with an area. */
async function cropOf(widget: UploadWidget, name: string): Promise<void> {
  await eventually(() => {
    const { shadowRoot } = widget.element
    ok(shadowRoot?.querySelector('.crop-name')?.textContent?.includes(name), `crops ${name}`)
    const selection = shadowRoot?.querySelector<HTMLElement & { width: number }>('tintype-crop-stage cropper-selection')
    ok((selection?.width ?? 0) > 0, 'an area')
  })
}

async function encoded(name: string, width: number, height: number): Promise<string> {
  const content = new Uint8Array(await (await picture(name, width, height)).arrayBuffer())
  return btoa(String.fromCharCode(...content))
}

async function tabTo(widget: UploadWidget, isTarget: (node: HTMLElement) => boolean): Promise<void> {
  for (let presses = 0; presses < 25; presses += 1) {
    await sendKeys({ press: 'Tab' })
    const node = focused(widget)
    if (node && isTarget(node)) return
  }
  throw new Error('The control cannot be reached by Tab')
}
