/**
 * The in-page transport of the stories: takes the place of `XMLHttpRequest`, reports progress at a human pace and gives
 * recorded answers. Files whose name begins with `refused` are refused; `until` stops in the middle, for the states in between.
 * `fetch`, which asks for the fields of structured metadata, is only replaced where a story has such fields.
 */
import type { MetadataField } from '../../widgets/upload-widget/metadata/metadata-field.ts'
import { RECORDED, type RecordedName } from './recorded-answers.ts'

export interface Replay {
  readonly answer?: RecordedName
  /** Share of the body that goes out before nothing more happens; 1 finishes. */
  readonly until?: number
  readonly durationMs?: number
  /** How many requests with refused files are refused, before they are taken. */
  readonly refusals?: number
  /** Nothing ever answers. */
  readonly isUnreachable?: boolean
  /** What is asked for before the upload. */
  readonly fields?: readonly MetadataField[]
}

const STEP_MS = 60

const PLAIN = {
  answer: 'stored',
  until: 1,
  durationMs: 900,
  refusals: Number.POSITIVE_INFINITY,
  isUnreachable: false,
  fields: [],
} as const

let replay: Required<Replay> = PLAIN

/** The forms that were sent in this story, in their order. */
export const sentForms: FormData[] = []

/** Sets what the next requests do; each story says so itself. */
export function replayAs(next: Replay): void {
  replay = { ...PLAIN, ...next }
  sentForms.length = 0
  globalThis.XMLHttpRequest = ReplayedRequest as unknown as typeof XMLHttpRequest
  if (replay.fields.length > 0) {
    const body = JSON.stringify({ metadata_fields: replay.fields })
    globalThis.fetch = async () => new Response(body, { headers: { 'Content-Type': 'application/json' } })
  }
}

function refuses(name: string): boolean {
  if (!name.startsWith('refused') || replay.refusals === 0) return false
  replay = { ...replay, refusals: replay.refusals - 1 }
  return true
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
    const { until, durationMs, answer, isUnreachable } = replay
    const file = form.get('file')
    const name = file instanceof File ? file.name : String(file)
    const total = file instanceof File ? file.size : 1
    const recorded = RECORDED[refuses(name) ? 'refused' : answer]
    sentForms.push(form)
    if (isUnreachable) {
      setTimeout(() => this.onerror?.(), STEP_MS)
      return
    }
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
