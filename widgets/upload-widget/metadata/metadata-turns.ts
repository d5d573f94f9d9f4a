/**
 * Asks for structured metadata before files are queued: fields come from the server's configuration for the preset, which
 * tells them only when the preset has `widget_metadata`. Batches wait for each other. Loaded with the first batch.
 */
import { warnOnce } from '../../kit/log.ts'
import type { UploadStore } from '../store.ts'
import { type ConfigPlace, configAddress, fetchConfig } from '../widget-config.ts'
import { type MetadataField, type MetadataValues, type Said, saidByPage } from './metadata-field.ts'
import { RuledForm, type WireRule } from './ruled-form.ts'

export interface DescribedFile {
  readonly name: string
}

/** The batch whose turn it is, as the screen shows it. */
export type MetadataTurn = { readonly files: readonly DescribedFile[]; readonly cancel: () => void } & (
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly retry: () => void }
  | {
      readonly phase: 'form'
      readonly fields: readonly MetadataField[]
      readonly rules?: readonly WireRule[]
      /** What people said last: most batches are like the one before. */
      readonly given: Readonly<Record<string, unknown>>
      readonly done: (values: readonly MetadataValues[], common: Said) => void
    }
)

export interface MetadataPlace extends ConfigPlace {
  /** Values of the page. */
  readonly given: Readonly<Record<string, unknown>>
}

interface Definitions {
  readonly fields: readonly MetadataField[]
  readonly rules: readonly WireRule[]
}

export class MetadataTurns {
  readonly #store: UploadStore
  readonly #known = new Map<string, Definitions>()
  #last: Promise<unknown> = Promise.resolve()
  #common: Said | undefined
  #cancel: (() => void) | undefined

  constructor(store: UploadStore) {
    this.#store = store
  }

  /** @returns values for each file; undefined when people went back, or the widget was closed */
  ask(files: readonly DescribedFile[], place: MetadataPlace): Promise<readonly MetadataValues[] | undefined> {
    const turn = this.#last.then(() => this.#turn(files, place))
    this.#last = turn
    return turn
  }

  cancel(): void {
    this.#cancel?.()
  }

  async #turn(files: readonly DescribedFile[], place: MetadataPlace): Promise<readonly MetadataValues[] | undefined> {
    try {
      const definitions = await this.#definitionsOf(files, place)
      if (definitions === undefined) return undefined
      const { fields, rules } = definitions
      const given = this.#common ?? place.given
      const atFirst = new RuledForm(fields, rules).shown(saidByPage(fields, given))
      if (atFirst.every(({ isReadOnly }) => isReadOnly)) return files.map(() => place.given as MetadataValues)
      return await new Promise((resolve) => {
        const cancel = (): void => resolve(undefined)
        this.#cancel = cancel
        const done = (values: readonly MetadataValues[], common: Said): void => {
          this.#common = common
          // What people were not asked is as the page says.
          const asked = new Set(fields.map((field) => field.external_id))
          const others = Object.entries(place.given).filter(([id]) => !asked.has(id))
          resolve(values.map((own) => ({ ...(Object.fromEntries(others) as MetadataValues), ...own })))
        }
        this.#store.patch({ metadata: { phase: 'form', files, fields, rules, given, done, cancel } })
      })
    } finally {
      this.#cancel = undefined
      this.#store.patch({ metadata: undefined })
    }
  }

  /** Asks until there is an answer, or people give up: undefined. */
  async #definitionsOf(files: readonly DescribedFile[], place: MetadataPlace): Promise<Definitions | undefined> {
    const address = configAddress(place)
    const known = this.#known.get(address)
    if (known) return known
    for (;;) {
      const stop = new AbortController()
      const cancel = (): void => stop.abort()
      this.#cancel = cancel
      this.#store.patch({ metadata: { phase: 'loading', files, cancel } })
      try {
        const definitions = await fetchDefinitions(address, stop.signal)
        this.#known.set(address, definitions)
        return definitions
      } catch {
        if (stop.signal.aborted) return undefined
      }
      const isAgain = await new Promise<boolean>((resolve) => {
        const giveUp = (): void => resolve(false)
        this.#cancel = giveUp
        this.#store.patch({ metadata: { phase: 'failed', files, cancel: giveUp, retry: () => resolve(true) } })
      })
      if (!isAgain) return undefined
    }
  }
}

async function fetchDefinitions(address: string, signal: AbortSignal): Promise<Definitions> {
  const config = await fetchConfig(address, signal)
  const { metadata_fields: fields, metadata_rules: rules } = config ?? {}
  if (config && !fields)
    warnOnce('metadataForm: the upload preset does not show its fields; set widget_metadata on the preset')
  return { fields: fields ?? [], rules: rules ?? [] }
}
