/**
 * The in-page transport of the stories: takes the place of `XMLHttpRequest`, reports progress at a human pace and gives
 * recorded answers. Files whose name begins with `refused` are refused; `until` stops in the middle, for the states in between.
 */
import { RECORDED, type RecordedName } from './recorded-answers.ts'

export interface Replay {
  readonly answer?: RecordedName
  /** Share of the body that goes out before nothing more happens; 1 finishes. */
  readonly until?: number
  readonly durationMs?: number
}

const STEP_MS = 60

let replay: Required<Replay> = { answer: 'stored', until: 1, durationMs: 900 }

/** Sets what the next requests do; each story says so itself. */
export function replayAs(next: Replay): void {
  replay = { answer: 'stored', until: 1, durationMs: 900, ...next }
  globalThis.XMLHttpRequest = ReplayedRequest as unknown as typeof XMLHttpRequest
}

class ReplayedRequest {
  readonly upload: { onprogress?: (event: object) => void; onload?: () => void } = {}
  onload: (() => void) | undefined
  onerror: (() => void) | undefined
  status = 0
  responseText = ''
  #timer: ReturnType<typeof setInterval> | undefined

  open(): void {}
  setRequestHeader(): void {}
  getResponseHeader(): null {
    return null
  }

  abort(): void {
    clearInterval(this.#timer)
  }

  send(form: FormData): void {
    const { until, durationMs, answer } = replay
    const file = form.get('file')
    const name = file instanceof File ? file.name : String(file)
    const total = file instanceof File ? file.size : 1
    const recorded = RECORDED[name.startsWith('refused') ? 'refused' : answer]
    let share = 0
    this.#timer = setInterval(() => {
      share = Math.min(until, share + STEP_MS / durationMs)
      this.upload.onprogress?.({ loaded: Math.round(total * share), total })
      if (share < 1) return
      clearInterval(this.#timer)
      this.upload.onload?.()
      this.status = recorded.status
      this.responseText = JSON.stringify(recorded.body)
      this.onload?.()
    }, STEP_MS)
  }
}
