/**
 * Photo, video, screen and sound: explanation first, then the live device, then what was taken, to look at and confirm.
 * Loaded when one of these sources is first shown. What is seen is in `capture-views.ts` and `live-view.ts`.
 *
 * Leaving the screen in any way switches every device off. What was taken and not confirmed is kept while the widget is
 * open, so that a look at another source costs nobody a recording; a recording that runs is ended by leaving.
 */

import { html, LitElement, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import { ownRecording } from '../checks/untouched.ts'
import { enCapture } from '../messages/en-capture.ts'
import type { View } from '../parts/view.ts'
import type { UploadStore } from '../store.ts'
import { CaptureSession, formatFor, type Take } from './capture-session.ts'
import { captureStyles } from './capture-styles.ts'
import { captureView } from './capture-views.ts'
import { type DeviceKind, rememberDevice } from './devices.ts'
import { type LevelMeter, levelMeter } from './level-meter.ts'
import type { CaptureSource, Wishes } from './streams.ts'

export { captureStyles as styles, enCapture as texts }

const TICK_MS = 100
/** So many ticks without a sound before people are asked about it. */
const SILENT_TICKS = 30
const SILENCE = 0.05

/** The widget around it. */
interface Widget extends Element {
  readonly store: UploadStore
}

/** Takes that wait for a yes or no. */
const kept = new WeakMap<Widget, Map<CaptureSource, Take>>()

/** The part of the frame that shows it. */
export function captureScreen(view: View, source: CaptureSource): TemplateResult {
  return SCREENS[source](view)
}

/** Each source has a template, and so an element, of its own: what one has turned on goes off when another comes. */
const SCREENS: Readonly<Record<CaptureSource, (view: View) => TemplateResult>> = {
  camera: (view) => html`<tintype-capture-screen .view=${view} .source=${'camera'}></tintype-capture-screen>`,
  screen: (view) => html`<tintype-capture-screen .view=${view} .source=${'screen'}></tintype-capture-screen>`,
  audio: (view) => html`<tintype-capture-screen .view=${view} .source=${'audio'}></tintype-capture-screen>`,
}

export class CaptureScreen extends LitElement {
  static override readonly properties = {
    view: {},
    source: {},
    mode: { state: true },
    withSound: { state: true },
    withVoice: { state: true },
    seconds: { state: true },
    isSilent: { state: true },
  }

  declare view: View
  declare source: CaptureSource
  declare mode: 'photo' | 'video'
  declare withSound: boolean
  declare withVoice: boolean
  declare seconds: number
  declare isSilent: boolean
  readonly session = new CaptureSession(() => this.#onChange())
  /** Object URL of what is looked at. */
  url = ''
  #shown: Take | undefined
  #meter: LevelMeter | undefined
  #metered: MediaStream | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #quietTicks = 0
  #widget: Widget | undefined
  #hadFocus = false

  constructor() {
    super()
    this.mode = 'photo'
    this.withSound = true
    this.withVoice = false
    this.seconds = 0
    this.isSilent = false
  }

  /** What is asked for when a device is turned on. */
  get wishes(): Wishes {
    const { cameraFacing, withoutRecordingSound } = this.view.options
    const hasSound = !withoutRecordingSound
    return {
      source: this.source,
      withSound: hasSound && (this.source === 'screen' ? this.withSound : this.mode === 'video'),
      withVoice: hasSound && this.withVoice,
      facing: cameraFacing,
      isForVideo: this.mode === 'video',
    }
  }

  /** Asked for, and the browser records something that is accepted. */
  get canRecordVideo(): boolean {
    const { cameraVideo, clientAllowedFormats } = this.view.options
    return cameraVideo && formatFor('video', clientAllowedFormats) !== undefined
  }

  start(): void {
    void this.session.start(this.wishes)
  }

  setMode(mode: 'photo' | 'video'): void {
    if (mode === this.mode) return
    this.mode = mode
    // A video has sound, and the microphone is on only for it.
    if (this.session.state.phase === 'live') this.start()
  }

  chooseDevice(kind: DeviceKind, id: string): void {
    rememberDevice(kind, id)
    this.start()
  }

  record(): void {
    const { clientAllowedFormats, maxRecordingSeconds, maxFileSize, maxVideoFileSize } = this.view.options
    this.session.record(this.source === 'audio' ? 'audio' : 'video', {
      accepted: clientAllowedFormats,
      maxSeconds: maxRecordingSeconds ?? Number.POSITIVE_INFINITY,
      maxBytes: Math.min(maxFileSize ?? Number.POSITIVE_INFINITY, maxVideoFileSize ?? Number.POSITIVE_INFINITY),
    })
  }

  /** Away with it, and once more. */
  again(): void {
    this.#keep(undefined)
    this.start()
  }

  use(take: Take): void {
    const { texts, actions } = this.view
    const key =
      take.kind === 'photo'
        ? 'camera.file_name'
        : this.source === 'camera'
          ? 'recording.file_name'
          : `${this.source}.file_name`
    const time = new Intl.DateTimeFormat(texts.language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date())
    const name = texts
      .text(key as 'camera.file_name', { time: time.replace(/[\\/:]/g, '.') })
      .replace(/[\u2068\u2069]/g, '')
    this.#keep(undefined)
    this.session.stop()
    const file = new File([take.blob], `${name}.${take.extension}`, { type: take.blob.type })
    actions.addCapture(ownRecording(file), this.source)
  }

  /** What people have with them takes it: the system's own camera or recorder. */
  useNative(files: readonly File[]): void {
    const [file] = files
    if (file) this.view.actions.addCapture(file, this.source)
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#widget = (this.getRootNode() as ShadowRoot).host as Widget
    navigator.mediaDevices?.addEventListener?.('devicechange', this.#onDevices)
    const take = this.#takes.get(this.source)
    if (take) this.session.review(take)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.#onDevices)
    this.#rest()
    const widget = this.#widget
    // Closing says first that nothing is wanted any more.
    const isWanted = widget?.store.getState().isCapturing === true
    this.session.leave((take) => {
      if (!isWanted || !widget?.isConnected) return
      if (this.isConnected) this.session.review(take)
      else this.#keep(take)
    })
  }

  /** The focus waits on the window when this part came later than the widget. */
  protected override firstUpdated(): void {
    const { activeElement } = this.getRootNode() as ShadowRoot
    if (activeElement?.matches('.frame'))
      this.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
  }

  protected override willUpdate(): void {
    // Nowhere, or on the window: what had it here has gone, and something follows.
    const { activeElement } = this.getRootNode() as ShadowRoot
    if (activeElement && !activeElement.matches('.frame')) this.#hadFocus = this.contains(activeElement)
  }

  protected override updated(): void {
    const { phase } = this.session.state
    const isWatching = phase === 'live' || phase === 'recording'
    if (isWatching && this.#timer === undefined) this.#timer = setInterval(this.#tick, TICK_MS)
    if (!isWatching) this.#rest()
    // The button that was pressed has gone: on to the next one.
    if (this.#hadFocus && !this.contains((this.getRootNode() as ShadowRoot).activeElement))
      this.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    return captureView(this)
  }

  #onChange(): void {
    const { state } = this.session
    this.#show(state.phase === 'review' ? state.take : undefined)
    // A photo is soon taken again.
    if (state.phase === 'review' && state.take.kind !== 'photo') this.#keep(state.take)
    const stream = 'capture' in state ? state.capture.stream : undefined
    if (stream !== this.#metered) {
      this.#meter?.close()
      this.#meter = stream && levelMeter(stream)
      this.#metered = stream
      this.#quietTicks = 0
      this.isSilent = false
    }
    this.#tellWidget()
    this.requestUpdate()
  }

  /** So that closing asks first. */
  #tellWidget(): void {
    const { phase } = this.session.state
    const isCapturing = phase === 'recording' || phase === 'finishing' || this.#takes.size > 0
    const store = this.#widget?.store
    if (store && store.getState().isCapturing !== isCapturing) store.patch({ isCapturing })
  }

  readonly #tick = (): void => {
    const { state } = this.session
    const seconds = state.phase === 'recording' ? Math.floor(state.recorder.seconds) : 0
    if (seconds !== this.seconds) this.seconds = seconds
    if (!this.#meter) return
    const level = this.#meter.level()
    const bar = this.querySelector<HTMLElement>('.level')
    bar?.style.setProperty('--_level', level.toFixed(2))
    bar?.setAttribute('aria-valuenow', String(Math.round(level * 10) * 10))
    this.#quietTicks = level > SILENCE ? 0 : this.#quietTicks + 1
    const isSilent = this.#quietTicks >= SILENT_TICKS
    if (isSilent !== this.isSilent) this.isSilent = isSilent
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #show(take: Take | undefined): void {
    if (take === this.#shown) return
    if (this.url) URL.revokeObjectURL(this.url)
    this.url = take ? URL.createObjectURL(take.blob) : ''
    this.#shown = take
  }

  get #takes(): Map<CaptureSource, Take> {
    const widget = this.#widget
    return (widget && kept.get(widget)) ?? new Map<CaptureSource, Take>()
  }

  #keep(take: Take | undefined): void {
    const widget = this.#widget
    if (!widget) return
    const takes = this.#takes
    if (take) takes.set(this.source, take)
    else takes.delete(this.source)
    if (take && !kept.has(widget)) {
      kept.set(widget, takes)
      widget.store.patch({ isCapturing: true })
      const stop = widget.store.subscribe(({ isCapturing }) => {
        if (isCapturing) return
        kept.delete(widget)
        stop()
      })
    }
    this.#tellWidget()
  }

  readonly #onDevices = (): void => void this.session.refreshDevices()
}

define('tintype-capture-screen', CaptureScreen)
