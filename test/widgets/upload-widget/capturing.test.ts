/** Photo, video, screen and sound with the browser's pretended devices: a moving pattern and a beep. */
import { sendKeys, sendMouse } from '@web/test-runner-commands'
import { recordingFormat } from '../../../widgets/upload-widget/capture/recording-format.ts'
import { timeText } from '../../../widgets/upload-widget/capture/time-text.ts'
import { withLength } from '../../../widgets/upload-widget/capture/webm-length.ts'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { fc } from '../../support/properties.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, browse, bytes, find, picture, WidgetPage } from '../support/widget-page.ts'

const VIDEO = { cameraVideo: true, nativeCamera: 'never' }

describe('upload widget: recording', () => {
  let page: WidgetPage
  beforeEach(() => {
    sessionStorage.clear()
    page = new WidgetPage()
  })
  afterEach(async () => {
    await page.close()
  })

  it('a video is recorded, paused, looked at, and uploaded as a video of its length', async function () {
    this.timeout(60_000)
    const widget = page.open(VIDEO).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    await press(widget, '.shutter.for-recording')
    await phase(widget, 'recording')
    await eventually(() => matches(timeShown(widget), /^0:02/))
    await press(widget, '[part~=pause]')
    await phase(widget, 'paused')
    const paused = timeShown(widget)
    await wait(1300)
    equal(timeShown(widget), paused, 'the time stands still')
    await press(widget, '[part~=pause]')
    await phase(widget, 'recording')
    await press(widget, '.shutter.is-recording')
    await phase(widget, 'review')

    const video = await find<HTMLVideoElement>(widget, 'video.viewfinder')
    await eventually(() => ok(video.duration > 1.5 && video.duration < 9, `a length in seconds, not ${video.duration}`))
    equal((await page.backend.requests()).length, 0)
    await press(widget, '[part~=use]')
    await page.until('success', 1, 20_000)

    const stored = page.infos<{ resource_type: string; duration: number; width: number; audio?: object }>('success')[0]
    equal(stored?.resource_type, 'video')
    ok((stored?.duration ?? 0) > 1.5 && (stored?.duration ?? 9) < 9, `a duration, not ${stored?.duration}`)
    ok((stored?.width ?? 0) > 0, 'a picture')
    matches((await page.backend.requests())[0]?.file?.name, /^video .*\.(webm|mp4)$/)
  })

  it('the longest time ends a recording, keeps what was recorded, and says so', async () => {
    const widget = page.open({ ...VIDEO, maxRecordingSeconds: 1, withoutRecordingSound: true }).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    equal((await stream(widget)).getAudioTracks().length, 0, 'tracks of sound')
    matches((await find(widget, '.capture-note')).textContent, /Up to 0:01/)
    await press(widget, '.shutter')

    await phase(widget, 'review')
    matches((await find(widget, '.capture-note')).textContent, /longest time was reached[\s\S]*0:0[1-6] · /)
  })

  it('the largest size ends a recording below it', async () => {
    const widget = page.open({ sources: ['audio'], maxVideoFileSize: 100_000 })
    await turnOn(widget)
    await press(widget, '[data-phase=live] .shutter')
    await find(widget, 'audio.sound')
    matches((await find(widget, '.capture-note')).textContent, /largest size was reached/)
    await press(widget, '[part~=use]')
    await page.until('success', 1, 20_000)

    ok(((await page.backend.requests())[0]?.file?.bytes ?? 1e9) <= 100_000, 'at most 100 kB')
  })

  it('a recording can be thrown away for another', async () => {
    const widget = page.open(VIDEO).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    await press(widget, '.shutter')
    await eventually(() => matches(timeShown(widget), /^0:01/))
    await press(widget, '.shutter')
    await phase(widget, 'review')
    await press(widget, '[part~=retake]')

    await liveStream(widget)
    equal((await page.backend.requests()).length, 0)
  })

  it('the camera and the microphone are chosen by name, kept for the next time, and go off when another comes', async () => {
    const widget = page.open(VIDEO).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    const before = await stream(widget)
    const select = await find<HTMLSelectElement>(widget, '[part~=device-audio]')
    const labels = [...select.options].map((option) => option.textContent?.trim() ?? '')
    ok(labels.length > 1 && labels.every((label) => label !== ''), `names of microphones in ${labels}`)
    const other = [...select.options].find((option) => !option.selected) as HTMLOptionElement
    select.value = other.value
    select.dispatchEvent(new Event('change'))

    await eventually(async () => {
      const now = await stream(widget)
      ok(now !== before, 'another stream')
      equal(now.getAudioTracks()[0]?.getSettings().deviceId, other.value)
    })
    same(
      before.getTracks().map(({ readyState }) => readyState),
      ['ended', 'ended'],
    )
    equal(sessionStorage.getItem('tintype-upload-audioinput'), other.value)
  })

  it('a camera that was chosen before and is gone is not asked for again', async () => {
    sessionStorage.setItem('tintype-upload-videoinput', 'gone')
    const widget = page.open().open('camera')
    await turnOn(widget)

    await liveStream(widget)
    equal(sessionStorage.getItem('tintype-upload-videoinput'), null)
  })

  it('people see themselves as in a mirror, and the photo is not mirrored', async () => {
    const widget = page.open().open('camera')
    await turnOn(widget)
    const video = await liveStream(widget)

    equal(getComputedStyle(video).transform, 'matrix(-1, 0, 0, 1, 0, 0)')
    await press(widget, '.shutter')
    equal(getComputedStyle(await find(widget, 'img.viewfinder')).transform, 'none')
  })

  it('sound is recorded with its loudness shown, and uploaded', async function () {
    this.timeout(60_000)
    const widget = page.open({ sources: ['local', 'audio'] }).open('audio')
    await turnOn(widget)
    await phase(widget, 'live')
    await eventually(async () => ok(Number((await find(widget, '.level')).ariaValueNow) > 0, 'something to hear'))
    await press(widget, '.shutter')
    await eventually(() => matches(timeShown(widget), /^0:01/))
    await press(widget, '.shutter')
    await find(widget, 'audio.sound')
    await press(widget, '[part~=use]')
    await page.until('success', 1, 20_000)

    const stored = page.infos<{ resource_type: string; is_audio?: boolean; duration: number }>('success')[0]
    equal(stored?.resource_type, 'video')
    ok((stored?.duration ?? 0) > 0.5, `a duration, not ${stored?.duration}`)
    matches((await page.backend.requests())[0]?.file?.name, /^sound .*\.(webm|m4a|ogg)$/)
  })

  it('a screen is recorded until sharing is ended in the browser', async function () {
    this.timeout(60_000)
    const widget = page.open({ sources: ['local', 'screen'] }).open('screen')
    await clickForReal(widget, '#panel .sheet [data-autofocus]')
    await liveStream(widget)
    equal(getComputedStyle(await find(widget, 'video.viewfinder')).transform, 'none')
    await press(widget, '.shutter')
    await eventually(() => matches(timeShown(widget), /^0:01/))
    const [track] = (await stream(widget)).getVideoTracks()
    // What the bar of the browser does.
    track?.stop()
    track?.dispatchEvent(new Event('ended'))
    await phase(widget, 'review')
    equal(all(widget, '.capture-warning').length, 0)
    await press(widget, '[part~=use]')
    await page.until('success', 1, 20_000)

    equal(page.infos<{ resource_type: string }>('success')[0]?.resource_type, 'video')
    matches((await page.backend.requests())[0]?.file?.name, /^screen /)
  })

  it('the voice of people and the sound of the screen become one track', async () => {
    const widget = page.open({ sources: ['screen'] }).open('screen')
    ;(await find(widget, '[part~=screen-voice]')).click()
    await clickForReal(widget, '#panel .sheet [data-autofocus]')
    await liveStream(widget)

    equal((await stream(widget)).getAudioTracks().length, 1)
  })

  for (const leave of ['another source', 'closing', 'destroying', 'removing'] as const) {
    it(`everything is off after ${leave}, in the middle of a recording`, async () => {
      const widget = page.open(VIDEO).open('camera')
      await turnOn(widget)
      ;(await find(widget, '[part~=mode-video]')).click()
      await liveStream(widget)
      await press(widget, '.shutter')
      await phase(widget, 'recording')
      const tracks = (await stream(widget)).getTracks()
      const { element } = widget
      const ends = {
        'another source': () => widget.open('local'),
        closing: () => widget.close({ quiet: true }),
        destroying: () => widget.destroy(),
        removing: () => element.remove(),
      }
      await ends[leave]()
      await element.updateComplete

      same(
        tracks.map(({ readyState }) => readyState),
        ['ended', 'ended'],
      )
    })
  }

  it('a recording waits while people look at another source, and is gone after closing', async () => {
    const widget = page.open(VIDEO).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    await press(widget, '.shutter')
    await eventually(() => matches(timeShown(widget), /^0:01/))
    widget.open('local')
    await find(widget, '[part~=dropzone]')
    await eventually(() => equal(widget.element.store.getState().isCapturing, true))

    widget.open('camera')
    await phase(widget, 'review')
    widget.close({ quiet: true })
    widget.open('camera')
    await phase(widget, 'off')
  })

  it('closing asks before a recording is thrown away, with the safe answer focused', async () => {
    const widget = page.open(VIDEO).open('camera')
    await turnOn(widget)
    ;(await find(widget, '[part~=mode-video]')).click()
    await liveStream(widget)
    await press(widget, '.shutter')
    await phase(widget, 'recording')
    widget.close()

    matches((await find(widget, '[part~=confirmation]')).textContent, /Throw the recording away/)
    await eventually(() =>
      ok((widget.element.shadowRoot?.activeElement as HTMLElement)?.part.contains('keep-open'), 'focus'),
    )
    await sendKeys({ press: 'Enter' })
    await eventually(() => equal(all(widget, '[part~=confirmation]').length, 0))
    await phase(widget, 'recording')
    widget.close()
    ;(await find(widget, '[part~=confirm-close]')).click()
    equal(widget.isShowing(), false)
  })

  it('a whole recording is made and uploaded by keyboard alone', async function () {
    this.timeout(60_000)
    const widget = page.open({ sources: ['audio'] })
    await find(widget, '#panel [data-autofocus]')
    await eventually(() => ok(focused(widget)?.matches('#panel [data-autofocus]'), 'focus on the button'))
    await sendKeys({ press: 'Enter' })
    await phase(widget, 'live')
    await eventually(() => ok(focused(widget)?.matches('.shutter'), 'focus on the shutter'))
    await sendKeys({ press: 'Space' })
    await phase(widget, 'recording')
    await eventually(() => ok(focused(widget)?.matches('.is-recording'), 'focus on the button that stops'))
    await eventually(() => matches(timeShown(widget), /^0:01/))
    await sendKeys({ press: 'Space' })
    await phase(widget, 'review')
    await eventually(() => ok(focused(widget)?.matches('[part~=use]'), 'focus on the upload'))
    await sendKeys({ press: 'Enter' })
    await page.until('success', 1, 20_000)
  })

  for (const [name, told, title] of [
    ['NotAllowedError', 'denied', /microphone is blocked/],
    ['NotFoundError', 'missing', /No microphone found/],
    ['NotReadableError', 'busy', /microphone is in use/],
  ] as const) {
    it(`${name} is explained, and can be tried again`, async () => {
      const { mediaDevices } = navigator
      const asked = mediaDevices.getUserMedia
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
      const widget = page.open({ sources: ['audio'] }).open('audio')
      await turnOn(widget)
      const problem = await find(widget, `[data-problem=${told}]`)
      mediaDevices.getUserMedia = asked

      matches(problem.textContent, title)
      await press(widget, '[data-problem] [part~=button-primary]')
      await phase(widget, 'live')
    })
  }

  it('a microphone that is pulled out is told, and what was recorded is kept', async () => {
    const widget = page.open({ sources: ['audio'] }).open('audio')
    await turnOn(widget)
    await phase(widget, 'live')
    const tracks = spiedTracks()
    await press(widget, '[part~=turn-off]')
    await turnOn(widget)
    await phase(widget, 'live')
    tracks.at(-1)?.dispatchEvent(new Event('ended'))
    await find(widget, '[data-problem=ended]')
    await press(widget, '[data-problem] [part~=button-primary]')
    await press(widget, '.shutter')
    await eventually(() => matches(timeShown(widget), /^0:01/))
    tracks.at(-1)?.dispatchEvent(new Event('ended'))

    await phase(widget, 'review')
    matches((await find(widget, '.capture-warning')).textContent, /device was switched off/)
  })

  it('a page that accepts no format of this browser gets no video mode; sound says that it cannot', async () => {
    const widget = page
      .open({ ...VIDEO, clientAllowedFormats: ['png', 'jpg'], sources: ['camera', 'audio'] })
      .open('camera')
    await turnOn(widget)
    await liveStream(widget)
    equal(all(widget, '.modes').length, 0)

    widget.open('audio')
    await turnOn(widget)
    await phase(widget, 'live')
    await press(widget, '.shutter')
    await find(widget, '[data-problem=unsupported]')
  })

  it('phones are offered their own camera first; what it took is uploaded', async () => {
    const widget = page.open({ cameraVideo: true, nativeCamera: 'always', cameraFacing: 'user' }).open('camera')
    await find(widget, '[part~=native]')
    same(
      all<HTMLInputElement>(widget, '#panel input[type=file]').map((input) => [
        input.accept,
        input.getAttribute('capture'),
      ]),
      [
        ['image/*', 'user'],
        ['video/*', 'user'],
      ],
    )
    const input = await find<HTMLInputElement>(widget, '#panel input[type=file]')
    const transfer = new DataTransfer()
    transfer.items.add(await picture('IMG_1.jpg', 64, 48, 'image/jpeg'))
    input.files = transfer.files
    input.dispatchEvent(new Event('change'))
    await page.until('success')

    equal(page.infos<{ file: { camera: boolean } }>('upload-added')[0]?.file.camera, true)
  })

  it('files can be added while a camera is on, and the camera goes off', async () => {
    const widget = page.open().open('camera')
    await turnOn(widget)
    await liveStream(widget)
    const [track] = (await stream(widget)).getTracks()
    await widget.element.addFiles([bytes('a.bin', 10)])
    await page.until('success')

    equal(track?.readyState, 'ended')
  })

  it('screen and microphone are there only when a page asks for them', async () => {
    const widget = page.open()
    await browse(widget)
    same(
      all(widget, '[data-source]').map((tab) => tab.dataset.source),
      ['local', 'url', 'camera'],
    )
  })

  it('formats are chosen by what is recorded and what is accepted, MP4 first', () => {
    const webmOnly = (type: string): boolean => type.includes('webm')
    const rows = [
      [recordingFormat('video', [], () => true), 'mp4'],
      [recordingFormat('video', [], webmOnly), 'webm'],
      [recordingFormat('video', ['webm'], () => true), 'webm'],
      [recordingFormat('video', ['video'], webmOnly), 'webm'],
      [recordingFormat('video', ['mp4'], webmOnly), undefined],
      [recordingFormat('audio', ['audio'], () => true), 'm4a'],
      [recordingFormat('audio', ['image'], () => true), undefined],
    ] as const
    for (const [format, extension] of rows) equal(format?.extension, extension)
  })

  it('the length is written into a WebM file that has none, once, and nothing else changes', async () => {
    const element = (id: number[], content: number[]): number[] => [...id, 0x80 | content.length, ...content]
    const open = [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    const start = [...element([0x1a, 0x45, 0xdf, 0xa3], [1, 2, 3]), ...open]
    const scale = element([0x2a, 0xd7, 0xb1], [0x0f, 0x42, 0x40])
    const rest = [...element([0x16, 0x54, 0xae, 0x6b], [9, 9]), 7, 7, 7]
    const file = new Blob([Uint8Array.of(...start, ...element([0x15, 0x49, 0xa9, 0x66], scale), ...rest)])

    const timed = await withLength(file, 12.5)
    const seen = new Uint8Array(await timed.arrayBuffer())
    same([...seen.subarray(0, start.length)], start)
    same([...seen.subarray(seen.length - rest.length)], rest)
    equal(new DataView(seen.buffer).getFloat64(seen.length - rest.length - 8), 12_500)
    equal(await withLength(timed, 99), timed)
    const other = new Blob(['RIFF no WebM'])
    equal(await withLength(other, 5), other)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 60 }), async (noise, cut) => {
        const damaged = new Blob([new Uint8Array(await file.slice(0, cut).arrayBuffer()), noise])
        const after = await withLength(damaged, 5)
        ok(after.size >= damaged.size && after.size <= damaged.size + 20, 'at most the length more')
      }),
    )
  })

  it('lengths are read as minutes and seconds, in the digits of the language', () => {
    const texts = (language: string) => ({
      language,
      number: (value: number) => new Intl.NumberFormat(language).format(value),
    })
    same(
      [5, 65.9, 3600, 36_061].map((seconds) => timeText(texts('en'), seconds)),
      ['0:05', '1:05', '1:00:00', '10:01:01'],
    )
    equal(timeText(texts('ar-EG'), 65), '١:٠٥')
  })
})

async function turnOn(widget: UploadWidget): Promise<void> {
  await press(widget, '#panel .sheet [data-autofocus]')
}

async function press(widget: UploadWidget, selector: string): Promise<void> {
  ;(await find(widget, selector)).click()
}

function phase(widget: UploadWidget, name: string): Promise<HTMLElement> {
  return find(widget, `[data-phase=${name}]`)
}

/** The picture, once something is seen on it. */
async function liveStream(widget: UploadWidget): Promise<HTMLVideoElement> {
  return eventually(() => {
    const video = widget.element.shadowRoot?.querySelector<HTMLVideoElement>('[data-phase=live] video.viewfinder')
    ok(video && video.videoWidth > 0, 'a picture')
    return video
  })
}

async function stream(widget: UploadWidget): Promise<MediaStream> {
  return (await find<HTMLVideoElement>(widget, 'video.viewfinder')).srcObject as MediaStream
}

function timeShown(widget: UploadWidget): string {
  return widget.element.shadowRoot?.querySelector('[role=timer]')?.textContent?.trim() ?? ''
}

function focused(widget: UploadWidget): HTMLElement | null {
  return (widget.element.shadowRoot?.activeElement as HTMLElement | null) ?? null
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** By the mouse: sharing a screen needs a person. */
async function clickForReal(widget: UploadWidget, selector: string): Promise<void> {
  const target = await find(widget, selector)
  await new Promise((resolve) => requestAnimationFrame(resolve))
  await Promise.all((widget.element.shadowRoot?.getAnimations() ?? []).map(({ finished }) => finished))
  const { x, y, width, height } = target.getBoundingClientRect()
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] })
}

/** Tracks of the microphone that are opened from now on; the last test that needs it runs in a page of its own file. */
function spiedTracks(): MediaStreamTrack[] {
  const tracks: MediaStreamTrack[] = []
  const { mediaDevices } = navigator
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints) => {
    const opened = await ask(constraints)
    tracks.push(...opened.getTracks())
    return opened
  }
  return tracks
}
