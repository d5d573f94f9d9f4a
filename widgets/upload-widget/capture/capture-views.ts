/** What people see of camera, screen and sound, before and after: explanation, waiting, what went wrong, what was taken. */
import { html, nothing, type TemplateResult } from 'lit'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import { isTouchOnly } from '../../kit/touch-only.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { CaptureScreen } from './capture-screen.ts'
import type { CaptureProblem, Take } from './capture-session.ts'
import { liveView } from './live-view.ts'
import type { CaptureSource } from './streams.ts'
import { timeText } from './time-text.ts'

export const SOURCE_ICONS: Readonly<Record<CaptureSource, IconName>> = {
  camera: 'camera',
  screen: 'screen',
  audio: 'microphone',
}

export function captureView(screen: CaptureScreen): TemplateResult {
  const { state } = screen.session
  switch (state.phase) {
    case 'off':
      return introduction(screen, false)
    case 'asking':
      return state.isSwitching ? waiting(screen, `${screen.source}.waiting`) : introduction(screen, true)
    case 'finishing':
      return waiting(screen, 'recording.finishing')
    case 'problem':
      return problem(screen, state.problem)
    case 'review':
      return review(screen, state.take)
    default:
      return liveView(screen, state)
  }
}

function introduction(screen: CaptureScreen, isAsking: boolean): TemplateResult {
  const { source, view } = screen
  const { texts, options } = view
  const takesVideo = source === 'camera' && options.cameraVideo
  const title: UploadMessageKey = takesVideo ? 'camera.main_title_video' : `${source}.main_title`
  const explanation: UploadMessageKey = takesVideo ? 'camera.explanation_video' : `${source}.explanation`
  return html`
    <div class="sheet centred" data-phase=${isAsking ? 'asking' : 'off'}>
      <div class="sheet-icon">${icon(SOURCE_ICONS[source])}</div>
      <h3 class="sheet-title">${texts.text(title)}</h3>
      <p class="muted">${texts.text(explanation)}</p>
      ${source === 'screen' && !options.withoutRecordingSound ? soundChoices(screen) : nothing}
      ${hasNative(screen) ? nativeButtons(screen) : nothing}
      <button
        class="button ${hasNative(screen) ? 'quiet' : 'primary'}"
        part="button ${hasNative(screen) ? '' : 'button-primary'}"
        type="button"
        data-autofocus
        ?disabled=${options.disabled}
        aria-disabled=${isAsking ? 'true' : 'false'}
        @click=${() => screen.start()}
      >
        ${texts.text(isAsking ? `${source}.waiting` : hasNative(screen) && source !== 'screen' ? `${source}.use_here` : `${source}.start`)}
      </button>
    </div>
  `
}

function soundChoices(screen: CaptureScreen): TemplateResult {
  const { texts } = screen.view
  const choice = (name: 'withSound' | 'withVoice', label: UploadMessageKey): TemplateResult =>
    html`<label class="capture-choice">
      <input
        type="checkbox"
        part=${name === 'withSound' ? 'screen-sound' : 'screen-voice'}
        .checked=${screen[name]}
        @change=${(event: Event) => {
          screen[name] = (event.target as HTMLInputElement).checked
        }}
      />
      ${texts.text(label)}
    </label>`
  return html`<div class="capture-choices">
    ${choice('withSound', 'screen.with_sound')} ${choice('withVoice', 'screen.with_voice')}
  </div>`
}

/** On phones the system's own camera is better than any page; a computer would only open a file chooser. */
function hasNative({ source, view }: CaptureScreen): boolean {
  const { nativeCamera } = view.options
  if (source === 'screen' || nativeCamera === 'never') return false
  return nativeCamera === 'always' || isTouchOnly()
}

function nativeButtons(screen: CaptureScreen): TemplateResult {
  const { texts, options } = screen.view
  const button = (label: UploadMessageKey, accept: string): TemplateResult => html`
    <button
      class="button primary"
      part="button button-primary native"
      type="button"
      ?disabled=${options.disabled}
      @click=${(event: Event) => {
        const input = (event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement
        input.click()
      }}
    >
      ${texts.text(label)}
    </button>
    <input
      type="file"
      hidden
      tabindex="-1"
      aria-label=${texts.text(label)}
      accept=${accept}
      capture=${accept === 'audio/*' ? 'user' : options.cameraFacing}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement
        const files = [...(input.files ?? [])]
        input.value = ''
        screen.useNative(files)
      }}
    />
  `
  if (screen.source === 'audio') return html`<div class="button-row">${button('audio.native', 'audio/*')}</div>`
  return html`<div class="button-row">
    ${button('camera.native_photo', 'image/*')} ${options.cameraVideo ? button('camera.native_video', 'video/*') : nothing}
  </div>`
}

function waiting({ view, source }: CaptureScreen, text: UploadMessageKey): TemplateResult {
  return html`<div class="sheet centred" data-phase="waiting" data-say="polite" aria-busy="true">
    <div class="sheet-icon capture-waiting">${icon(SOURCE_ICONS[source])}</div>
    <p class="muted">${view.texts.text(text)}</p>
  </div>`
}

function problem(screen: CaptureScreen, found: CaptureProblem): TemplateResult {
  const { source, view } = screen
  const { texts } = view
  // The vendor's name for one of them.
  const key = found === 'empty' ? 'recording.empty' : (`${source}.${found}` as const)
  const explanation: UploadMessageKey = key === 'camera.denied' ? 'camera.camera_error' : key
  const isFinal = found === 'insecure' || found === 'unsupported'
  return html`
    <div class="sheet centred" part="error" data-say="assertive" data-phase="problem" data-problem=${found}>
      <div class="sheet-icon danger">${icon('alert')}</div>
      <h3 class="sheet-title">${texts.text(found === 'empty' ? 'recording.empty_title' : `${source}.${found}_title`)}</h3>
      <p class="muted">${texts.text(explanation)}</p>
      ${isFinal && hasNative(screen) ? nativeButtons(screen) : nothing}
      ${
        isFinal
          ? nothing
          : html`<button
              class="button primary"
              part="button button-primary"
              type="button"
              data-autofocus
              @click=${() => screen.start()}
            >
              ${texts.text('camera.retry')}
            </button>`
      }
    </div>
  `
}

const CUT_SHORT = {
  time: 'recording.time_reached',
  size: 'recording.size_reached',
  gone: 'recording.device_gone',
} as const

function review(screen: CaptureScreen, take: Take): TemplateResult {
  const { texts } = screen.view
  const isPhoto = take.kind === 'photo'
  return html`
    <div class="camera" data-phase="review" data-kind=${take.kind}>
      <div class="stage">${preview(screen, take)}</div>
      ${
        isPhoto
          ? nothing
          : html`<p class="capture-note" data-say="polite">
              ${take.end === 'asked' ? nothing : html`<span class="capture-warning">${texts.text(CUT_SHORT[take.end])}</span>`}
              <span class="muted"
                >${texts.text('recording.summary', { time: timeText(texts, take.seconds), size: texts.bytes(take.blob.size) })}</span
              >
            </p>`
      }
      <div class="button-row camera-controls">
        <button class="button quiet" part="button retake" type="button" @click=${() => screen.again()}>
          ${texts.text(isPhoto ? 'camera.retake' : 'recording.again')}
        </button>
        <button
          class="button primary"
          part="button button-primary use"
          type="button"
          data-autofocus
          @click=${() => screen.use(take)}
        >
          ${texts.text(isPhoto ? 'camera.take_pic' : 'recording.use')}
        </button>
      </div>
    </div>
  `
}

function preview({ url, view }: CaptureScreen, { kind }: Take): TemplateResult {
  const { texts } = view
  if (kind === 'photo') return html`<img class="viewfinder" src=${url} alt=${texts.text('camera.photo')} />`
  const label = texts.text('recording.preview')
  return kind === 'video'
    ? html`<video class="viewfinder" controls playsinline aria-label=${label} src=${url} @loadedmetadata=${findLength}></video>`
    : html`<div class="sound-stage">
        <div class="sheet-icon">${icon('audio')}</div>
        <audio class="sound" controls aria-label=${label} src=${url} @loadedmetadata=${findLength}></audio>
      </div>`
}

/** Browsers leave the length out of what they record; players know it once they have been at the end. */
function findLength({ currentTarget }: Event): void {
  const media = currentTarget as HTMLMediaElement
  if (Number.isFinite(media.duration)) return
  media.addEventListener(
    'timeupdate',
    () => {
      media.currentTime = 0
    },
    { once: true },
  )
  media.currentTime = Number.MAX_SAFE_INTEGER
}
