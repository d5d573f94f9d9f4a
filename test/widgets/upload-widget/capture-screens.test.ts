/** Photo, video, screen and sound on small screens, at high zoom, in both directions and in forced colours. */
import { emulateMedia, sendMouse, setViewport } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, ok } from '../support/expect.ts'
import { assertReachable } from '../support/reachable.ts'
import { all, find, WidgetPage } from '../support/widget-page.ts'

const OPTIONS = { sources: ['local', 'camera', 'screen', 'audio'], cameraVideo: true, nativeCamera: 'never' }

describe('upload widget: screens of recording', () => {
  let page: WidgetPage
  beforeEach(async () => {
    sessionStorage.clear()
    page = new WidgetPage()
    await emulateMedia({ reducedMotion: 'reduce' })
  })
  afterEach(async () => {
    await page.close()
    await emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
    await setViewport({ width: 1280, height: 800 })
  })

  for (const [name, viewport, language] of [
    ['a small phone', { width: 320, height: 568 }, 'en'],
    ['a small phone', { width: 320, height: 568 }, 'ar'],
    ['1280 × 1024 at 400 % zoom', { width: 320, height: 256 }, 'en'],
  ] as const) {
    it(`49: on ${name} photo and video can be taken and thrown away, ${language}`, async () => {
      await setViewport(viewport)
      const widget = page.open({ ...OPTIONS, language, defaultSource: 'camera' })
      await turnOn(widget, 'off')
      await live(widget)
      assertReachable(widget, 'live photo')
      await press(widget, '.shutter')
      await find(widget, '[part~=use]')
      assertReachable(widget, 'photo taken')
      await press(widget, '[part~=retake]')
      await press(widget, '[part~=mode-video]')
      await live(widget)
      assertReachable(widget, 'live video')
      await press(widget, '.shutter')
      await find(widget, '[data-phase=recording]')
      assertReachable(widget, 'recording')
      await press(widget, '.shutter.is-recording')
      await find(widget, '[data-phase=review]')
      assertReachable(widget, 'video taken')
      equal((await find(widget, '.frame')).dir, language === 'ar' ? 'rtl' : 'ltr')
    })

    it(`49: on ${name} sound can be recorded, and a screen chosen, ${language}`, async () => {
      await setViewport(viewport)
      const widget = page.open({ ...OPTIONS, language, defaultSource: 'audio' })
      await turnOn(widget, 'off')
      await find(widget, '[data-phase=live]')
      assertReachable(widget, 'live sound')
      await press(widget, '.shutter')
      await find(widget, '[data-phase=recording]')
      assertReachable(widget, 'recording sound')
      await press(widget, '.shutter')
      await find(widget, 'audio.sound')
      assertReachable(widget, 'sound recorded')
      await press(widget, '[part~=retake]')
      widget.open('screen')
      await find(widget, '[part~=screen-voice]')
      assertReachable(widget, 'screen')
      await clickForReal(widget, '#panel .sheet [data-autofocus]')
      await live(widget)
      assertReachable(widget, 'shared screen')
    })
  }

  for (const source of ['camera', 'screen', 'audio']) {
    it(`shows every control of ${source} in forced colours`, async () => {
      await emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
      const widget = page.open({ ...OPTIONS, defaultSource: source })
      const start = await find(widget, '#panel .sheet [data-autofocus]')
      ok(hasEdge(start), 'an edge of the button that begins')
      if (source === 'screen') await clickForReal(widget, '#panel .sheet [data-autofocus]')
      else await turnOn(widget)
      await find(widget, '[data-phase=live]')
      if (source === 'camera') {
        const labels = all(widget, '.mode-label')
        const [photo, video] = labels.map((label) => getComputedStyle(label).backgroundColor)
        ok(labels.length === 2 && photo !== video, `which of photo and video is on: ${photo}, ${video}`)
        await press(widget, '[part~=mode-video]')
        await live(widget)
      }
      ok(hasEdge(await find(widget, '.shutter')), 'an edge of the shutter')
      await press(widget, '.shutter')
      await find(widget, '[data-phase=recording]')
      for (const control of all(widget, '[data-phase=recording] button')) {
        ok(hasEdge(control), `an edge of ${control.getAttribute('part')}`)
      }
      const stop = await find(widget, '.is-recording .shutter-inner')
      const { backgroundColor } = getComputedStyle(stop)
      ok(backgroundColor !== getComputedStyle(await find(widget, '.frame')).backgroundColor, 'the sign for stopping')
    })
  }
})

function hasEdge(control: Element): boolean {
  return Number.parseFloat(getComputedStyle(control).borderTopWidth) > 0
}

async function turnOn(widget: UploadWidget, screen?: string): Promise<void> {
  const start = await find(widget, '#panel .sheet [data-autofocus]')
  if (screen !== undefined) assertReachable(widget, screen)
  start.click()
}

async function press(widget: UploadWidget, selector: string): Promise<void> {
  ;(await find(widget, selector)).click()
}

/** Something is seen. */
function live(widget: UploadWidget): Promise<void> {
  return eventually(() => {
    const video = widget.element.shadowRoot?.querySelector<HTMLVideoElement>('[data-phase=live] video.viewfinder')
    ok(video && video.videoWidth > 0, 'a picture')
  })
}

/** By the mouse: sharing a screen needs a person. */
async function clickForReal(widget: UploadWidget, selector: string): Promise<void> {
  const target = await find(widget, selector)
  await new Promise((resolve) => requestAnimationFrame(resolve))
  target.scrollIntoView({ block: 'nearest' })
  const { x, y, width, height } = target.getBoundingClientRect()
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] })
}
