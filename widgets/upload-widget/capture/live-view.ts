/** A device that is on: what it sees or hears, what it is, and what can be done; while it records, how long already. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { CaptureScreen } from './capture-screen.ts'
import type { CaptureState } from './capture-session.ts'
import type { DeviceKind } from './devices.ts'
import { timeText } from './time-text.ts'

type Live = Extract<CaptureState, { phase: 'live' | 'recording' }>

export function liveView(screen: CaptureScreen, state: Live): TemplateResult {
  const { source, view } = screen
  const isRecording = state.phase === 'recording'
  const isPaused = isRecording && state.recorder.isPaused
  return html`
    <div class="camera" data-phase=${isPaused ? 'paused' : state.phase} data-source=${source}>
      <div class="stage">
        ${source === 'audio' ? soundStage(screen) : pictureStage(screen, state)}
        ${isRecording ? badge(screen, isPaused) : nothing}
      </div>
      <p class="visually-hidden" data-say="polite">
        ${isRecording ? view.texts.text(isPaused ? 'recording.paused' : 'recording.running') : nothing}
      </p>
      ${isRecording ? nothing : settings(screen)} ${notes(screen, state)}
      <div class="button-row camera-controls">${isRecording ? recordingControls(screen, isPaused) : liveControls(screen)}</div>
    </div>
  `
}

function pictureStage({ source, view }: CaptureScreen, state: Live): TemplateResult {
  const { texts } = view
  const hasSound = state.capture.stream.getAudioTracks().length > 0
  return html`
    <video
      class="viewfinder ${state.isMirrored ? 'mirror' : ''}"
      part="viewfinder"
      autoplay
      .muted=${true}
      playsinline
      aria-label=${texts.text(`${source as 'camera' | 'screen'}.preview`)}
      .srcObject=${state.capture.stream}
    ></video>
    ${hasSound ? html`<div class="stage-level">${level(view.texts.text('audio.level'))}</div>` : nothing}
  `
}

function soundStage({ view }: CaptureScreen): TemplateResult {
  return html`<div class="sound-stage">
    <div class="sheet-icon">${icon('microphone')}</div>
    ${level(view.texts.text('audio.level'))}
  </div>`
}

/** The element moves it ten times a second, past rendering. */
function level(label: string): TemplateResult {
  return html`<div
    class="level"
    part="level"
    role="meter"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow="0"
  >
    <div class="level-bar"></div>
  </div>`
}

function badge({ view, seconds }: CaptureScreen, isPaused: boolean): TemplateResult {
  const { texts, options } = view
  const time = timeText(texts, seconds)
  const limit = options.maxRecordingSeconds
  return html`<p class="recording-badge ${isPaused ? 'paused' : ''}" part="recording-time">
    <span class="recording-dot"></span>
    <span role="timer" aria-live="off"
      >${limit === undefined ? time : texts.text('recording.of', { time, limit: timeText(texts, limit) })}</span
    >
  </p>`
}

function notes({ view, source, mode, isSilent }: CaptureScreen, { phase, capture }: Live): TemplateResult {
  const { texts, options } = view
  const limit = options.maxRecordingSeconds
  const isForRecording = source !== 'camera' || mode === 'video'
  const text = capture.lacksSound
    ? texts.text('audio.missing_note')
    : isSilent && source !== 'screen'
      ? texts.text('audio.silent')
      : phase === 'live' && isForRecording && limit !== undefined
        ? texts.text('recording.longest', { limit: timeText(texts, limit) })
        : ''
  const isWarning = capture.lacksSound || (isSilent && source !== 'screen')
  return html`<p class="capture-note ${isWarning ? 'capture-warning' : 'muted'}" data-say=${isWarning ? 'polite' : nothing}>
    ${text}
  </p>`
}

function settings(screen: CaptureScreen): TemplateResult {
  const { source, wishes } = screen
  const usesVoice = source === 'audio' || (source === 'camera' ? wishes.withSound : wishes.withVoice)
  return html`<div class="capture-settings">
    ${source === 'camera' && screen.canRecordVideo ? modes(screen) : nothing}
    ${source === 'camera' ? devices(screen, 'videoinput') : nothing}
    ${usesVoice ? devices(screen, 'audioinput') : nothing}
  </div>`
}

function modes(screen: CaptureScreen): TemplateResult {
  const { texts } = screen.view
  return html`<fieldset class="modes">
    <legend class="visually-hidden">${texts.text('camera.mode')}</legend>
    ${(['photo', 'video'] as const).map(
      (mode) => html`<label class="mode">
        <input
          class="visually-hidden"
          type="radio"
          name="capture-mode"
          part="mode-${mode}"
          .checked=${screen.mode === mode}
          @change=${() => screen.setMode(mode)}
        />
        <span class="mode-label">${texts.text(`camera.mode_${mode}`)}</span>
      </label>`,
    )}
  </fieldset>`
}

/** Nobody has to choose from one. */
function devices(screen: CaptureScreen, kind: DeviceKind): TemplateResult | typeof nothing {
  const { session, view } = screen
  const all = session.devices[kind]
  if (all.length < 2 || (kind === 'videoinput' && hasFrontAndBack(screen))) return nothing
  const { texts } = view
  const prefix = kind === 'videoinput' ? 'camera' : 'audio'
  const active = activeDevice(screen, kind)?.deviceId
  return html`<label class="device">
    <span class="visually-hidden">${texts.text(`${prefix}.device`)}</span>
    ${icon(kind === 'videoinput' ? 'camera' : 'microphone')}
    <select
      class="field device-select"
      part="device-${prefix}"
      @change=${(event: Event) => screen.chooseDevice(kind, (event.target as HTMLSelectElement).value)}
    >
      ${all.map(
        ({ id, label }, index) =>
          html`<option value=${id} ?selected=${id === active}>
            ${label || texts.text(`${prefix}.device_number`, { number: index + 1 })}
          </option>`,
      )}
    </select>
  </label>`
}

function liveControls(screen: CaptureScreen): TemplateResult {
  const { source, view, session, mode } = screen
  const isPhoto = source === 'camera' && mode === 'photo'
  const label = view.texts.text(isPhoto ? 'camera.capture' : 'recording.start')
  const onClick = (event: Event): void => {
    const video = (event.currentTarget as HTMLElement).closest('.camera')?.querySelector('video')
    if (!isPhoto) screen.record()
    else if (video) void session.takePhoto(video)
  }
  return html`
    <button class="button quiet" part="button turn-off" type="button" @click=${() => session.stop()}>
      ${view.texts.text(`${source}.cancel`)}
    </button>
    <button
      class="shutter ${isPhoto ? '' : 'for-recording'}"
      part="button-primary shutter"
      type="button"
      data-autofocus
      title=${label}
      @click=${onClick}
    >
      <span class="shutter-inner"></span>
    </button>
    ${flip(screen)}
  `
}

function flip(screen: CaptureScreen): TemplateResult {
  const { session, view } = screen
  if (!hasFrontAndBack(screen)) return html`<span class="button-place"></span>`
  const label = view.texts.text('camera.switch')
  const [first, second] = session.devices.videoinput
  return html`<button
    class="button quiet"
    part="button flip"
    type="button"
    title=${label}
    @click=${() => {
      const next = first?.id === activeDevice(screen, 'videoinput')?.deviceId ? second : first
      if (next) screen.chooseDevice('videoinput', next.id)
    }}
  >
    ${icon('flip')}
  </button>`
}

/** As phones have; a list of two would be slower. */
function hasFrontAndBack(screen: CaptureScreen): boolean {
  const isPhone = activeDevice(screen, 'videoinput')?.facingMode !== undefined
  return screen.source === 'camera' && isPhone && screen.session.devices.videoinput.length === 2
}

function activeDevice({ session }: CaptureScreen, kind: DeviceKind): MediaTrackSettings | undefined {
  if (!('capture' in session.state)) return undefined
  const { stream } = session.state.capture
  const [track] = kind === 'videoinput' ? stream.getVideoTracks() : stream.getAudioTracks()
  return track?.getSettings()
}

function recordingControls({ session, view }: CaptureScreen, isPaused: boolean): TemplateResult {
  const { texts } = view
  const key: UploadMessageKey = isPaused ? 'recording.resume' : 'recording.pause'
  const stop = texts.text('recording.stop')
  return html`
    <button
      class="button quiet"
      part="button pause"
      type="button"
      @click=${() => (isPaused ? session.resume() : session.pause())}
    >
      ${icon(isPaused ? 'play' : 'pause')}<span>${texts.text(key)}</span>
    </button>
    <button
      class="shutter is-recording"
      part="button-primary shutter"
      type="button"
      data-autofocus
      title=${stop}
      @click=${() => session.finish()}
    >
      <span class="shutter-inner"></span>
    </button>
    <span class="button-place"></span>
  `
}
