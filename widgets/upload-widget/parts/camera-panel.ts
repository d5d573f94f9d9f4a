/** A photo: explanation first, then the live picture, then the photo to confirm. Every error says what to do. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { CameraError, CameraState } from '../controllers/camera.ts'
import type { View } from './view.ts'

export function cameraPanel(view: View): TemplateResult {
  const { state } = view.camera
  switch (state.phase) {
    case 'live':
      return live(view, state)
    case 'photo':
      return photo(view, state)
    case 'error':
      return problem(view, state.error)
    default:
      return introduction(view, state.phase === 'asking')
  }
}

function introduction({ texts, camera, options }: View, isAsking: boolean): TemplateResult {
  return html`
    <div class="sheet centred">
      <div class="sheet-icon">${icon('camera')}</div>
      <h3 class="sheet-title">${texts.text('camera.main_title')}</h3>
      <p class="muted">${texts.text('camera.explanation')}</p>
      <button
        class="button primary"
        part="button button-primary"
        type="button"
        data-autofocus
        ?disabled=${isAsking || options.disabled}
        @click=${() => camera.start()}
      >
        ${texts.text(isAsking ? 'camera.waiting' : 'camera.start')}
      </button>
    </div>
  `
}

function live({ texts, camera }: View, state: Extract<CameraState, { phase: 'live' }>): TemplateResult {
  const capture = (event: Event): void => {
    const stage = (event.currentTarget as HTMLElement).closest('.camera')
    const video = stage?.querySelector('video')
    if (video) void camera.capture(video)
  }
  return html`
    <div class="camera">
      <video
        class="viewfinder"
        part="viewfinder"
        autoplay
        muted
        playsinline
        aria-label=${texts.text('camera.preview')}
        .srcObject=${state.stream}
      ></video>
      <div class="button-row camera-controls">
        <button class="button quiet" part="button" type="button" @click=${() => camera.stop()}>
          ${texts.text('camera.cancel')}
        </button>
        <button class="shutter" part="button-primary" type="button" aria-label=${texts.text('camera.capture')} @click=${capture}>
          <span class="shutter-inner"></span>
        </button>
        ${
          state.canSwitch
            ? html`<button class="button quiet" part="button" type="button" @click=${() => camera.switchCamera()}>
                ${icon('flip')}<span>${texts.text('camera.switch')}</span>
              </button>`
            : html`<span class="button-place"></span>`
        }
      </div>
    </div>
  `
}

function photo({ texts, camera, actions }: View, state: Extract<CameraState, { phase: 'photo' }>): TemplateResult {
  return html`
    <div class="camera">
      <img class="viewfinder" src=${state.url} alt=${texts.text('camera.photo')} />
      <div class="button-row camera-controls">
        <button class="button quiet" part="button" type="button" @click=${() => camera.start()}>
          ${texts.text('camera.retake')}
        </button>
        <button
          class="button primary"
          part="button button-primary"
          type="button"
          @click=${() => {
            actions.usePhoto(state.blob)
            camera.stop()
          }}
        >
          ${texts.text('camera.take_pic')}
        </button>
      </div>
    </div>
  `
}

const ERRORS = {
  denied: ['camera.denied_title', 'camera.camera_error'],
  missing: ['camera.missing_title', 'camera.missing'],
  busy: ['camera.busy_title', 'camera.busy'],
  insecure: ['camera.insecure_title', 'camera.insecure'],
} as const satisfies Record<CameraError, readonly [string, string]>

function problem({ texts, camera }: View, error: CameraError): TemplateResult {
  const [title, explanation] = ERRORS[error]
  return html`
    <div class="sheet centred" part="error" role="alert">
      <div class="sheet-icon danger">${icon('alert')}</div>
      <h3 class="sheet-title">${texts.text(title)}</h3>
      <p class="muted">${texts.text(explanation)}</p>
      ${
        error === 'insecure'
          ? nothing
          : html`<button class="button primary" part="button button-primary" type="button" @click=${() => camera.start()}>
              ${texts.text('camera.retry')}
            </button>`
      }
    </div>
  `
}
