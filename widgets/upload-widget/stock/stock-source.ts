/**
 * One paid library as a person uses it: a search, and the step in which one item of it is licensed. No Lit; whoever shows
 * it is told of every change. What becomes of a purchase is told by the row of the queue that carries it out.
 */
import { RemoteError } from '../remote/remote-client.ts'
import type { RowError } from '../rows.ts'
import type { StockClient, StockFilters, StockFormat, StockItem, StockListing, StockPlan } from './stock-client.ts'

export interface LicenceStep {
  readonly item: StockItem
  readonly phase: 'loading' | 'unavailable' | 'choosing' | 'buying' | 'failed'
  readonly plans: readonly StockPlan[]
  readonly planId: string
  readonly formatId: string
  /** Words about a failure. */
  readonly problem: string
  /** Whether a failed try has bought something. */
  readonly isPaid: RowError['isPaid']
  /** The row of the queue that buys it. */
  readonly rowId: string | undefined
}

export interface StockState {
  readonly phase: 'start' | 'loading' | 'ready' | 'failed'
  readonly words: string
  readonly filters: StockFilters
  readonly showsFilters: boolean
  /** Kinds that the library has; all until it has answered. */
  readonly mediaTypes: readonly string[]
  readonly items: readonly StockItem[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly problem: string
  readonly step: LicenceStep | undefined
}

export const MEDIA_TYPES = ['photo', 'illustration', 'vector', 'video'] as const
export const NO_FILTERS: StockFilters = { mediaType: null, orientation: null, order: 'relevant' }

export class StockSource {
  readonly client: StockClient
  readonly #onChange: () => void
  /** Orders that have not ended, by what they buy: confirmed again, they are the same order. */
  readonly #orders = new Map<string, string>()
  #state: StockState = {
    phase: 'start',
    words: '',
    filters: NO_FILTERS,
    showsFilters: false,
    mediaTypes: MEDIA_TYPES,
    items: [],
    hasMore: false,
    isLoadingMore: false,
    problem: '',
    step: undefined,
  }
  #next: string | null = null
  #work = new AbortController()
  #stepWork = new AbortController()

  constructor(client: StockClient, onChange: () => void) {
    this.client = client
    this.#onChange = onChange
  }

  get state(): StockState {
    return this.#state
  }

  async search(text: string): Promise<void> {
    const words = text.trim()
    this.#work.abort()
    this.#work = new AbortController()
    const { signal } = this.#work
    this.#become({ words, phase: words === '' ? 'start' : 'loading', items: [], hasMore: false, isLoadingMore: false })
    if (words !== '') await this.#find(null, signal)
  }

  async loadMore(): Promise<void> {
    const { hasMore, isLoadingMore } = this.#state
    if (!hasMore || isLoadingMore) return
    this.#become({ isLoadingMore: true })
    await this.#find(this.#next, this.#work.signal)
  }

  retry(): Promise<void> {
    return this.search(this.#state.words)
  }

  /** Asks again when something was asked already. */
  narrow(change: Partial<StockFilters>): Promise<void> {
    this.#become({ filters: { ...this.#state.filters, ...change } })
    return this.#state.words === '' ? Promise.resolve() : this.retry()
  }

  toggleFilters(): void {
    this.#become({ showsFilters: !this.#state.showsFilters })
  }

  async choose(item: StockItem): Promise<void> {
    this.#stepWork.abort()
    this.#stepWork = new AbortController()
    const { signal } = this.#stepWork
    const empty = { plans: [], planId: '', formatId: '', problem: '', isPaid: undefined, rowId: undefined }
    this.#become({ step: { item, phase: 'loading', ...empty } })
    try {
      const plans = await this.client.plans(item.stock.id, signal)
      if (signal.aborted) return
      const plan = plans.find(isUsable) ?? plans[0]
      const formatId = plan?.formats[0]?.id ?? ''
      this.changeStep({ phase: 'choosing', plans, planId: plan?.id ?? '', formatId })
    } catch (error) {
      if (!signal.aborted) this.changeStep({ phase: 'unavailable', problem: messageOf(error) })
    }
  }

  choosePlan(planId: string): void {
    const { step } = this.#state
    const formats = step?.plans.find(({ id }) => id === planId)?.formats ?? []
    const kept = formats.find(({ id }) => id === step?.formatId) ?? formats[0]
    this.changeStep({ phase: 'choosing', planId, formatId: kept?.id ?? '', rowId: undefined })
  }

  chooseFormat(formatId: string): void {
    this.changeStep({ phase: 'choosing', formatId, rowId: undefined })
  }

  changeStep(change: Partial<LicenceStep>): void {
    const { step } = this.#state
    if (step) this.#become({ step: { ...step, ...change } })
  }

  /** Back to the results. */
  leaveStep(): void {
    this.#stepWork.abort()
    this.#become({ step: undefined })
  }

  /** The same until it was bought. */
  orderOf({ item, planId, formatId }: LicenceStep): string {
    const key = orderKey(item.stock.id, planId, formatId)
    const order = this.#orders.get(key) ?? newOrder()
    this.#orders.set(key, order)
    return order
  }

  /** What was bought may be bought once more. */
  endOrder({ item, planId, formatId }: LicenceStep): void {
    this.#orders.delete(orderKey(item.stock.id, planId, formatId))
    if (this.#state.step?.item === item) this.leaveStep()
  }

  destroy(): void {
    this.#work.abort()
    this.#stepWork.abort()
  }

  async #find(next: string | null, signal: AbortSignal): Promise<void> {
    const { words, filters } = this.#state
    try {
      const listing = await this.client.search(words, filters, next, signal)
      if (!signal.aborted) this.#show(listing, next === null ? [] : this.#state.items)
    } catch (error) {
      if (!signal.aborted) this.#become({ phase: 'failed', problem: messageOf(error), isLoadingMore: false })
    }
  }

  #show({ items, nextPageQuery, mediaTypes }: StockListing, before: readonly StockItem[]): void {
    this.#next = nextPageQuery
    this.#become({
      phase: 'ready',
      items: [...before, ...items],
      mediaTypes,
      hasMore: nextPageQuery !== null,
      isLoadingMore: false,
    })
  }

  #become(change: Partial<StockState>): void {
    this.#state = { ...this.#state, ...change }
    this.#onChange()
  }
}

/** Whether licences are left. */
export function isUsable({ remaining }: StockPlan): boolean {
  return remaining !== 0
}

export function chosenOf({ plans, planId, formatId }: LicenceStep): {
  readonly plan: StockPlan | undefined
  readonly format: StockFormat | undefined
} {
  const plan = plans.find(({ id }) => id === planId)
  return { plan, format: plan?.formats.find(({ id }) => id === formatId) }
}

function orderKey(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}

function newOrder(): string {
  // `randomUUID` is missing on plain http pages.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function messageOf(error: unknown): string {
  return error instanceof RemoteError ? error.message : ''
}
