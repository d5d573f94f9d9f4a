/**
 * Focus and named regions of a picture, in whole pixels of the original: drawn, moved and resized by pointer, by arrow keys
 * and by numbers. One of them is active at a time.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { cssProperty } from '../../kit/css-property.ts'
import {
  type Area,
  type AreaRules,
  type Edge,
  initialArea,
  moved,
  rounded,
  withEdge,
  within,
} from '../../kit/geometry/area.ts'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { LibraryContext } from '../library-context.ts'
import { previewIcon } from '../preview/preview-icons.ts'
import { clipped, oppositeOf, rulesOf, spanned } from './area-places.ts'
import type { Draft, Region } from './draft.ts'

export interface AreasHost {
  readonly context: LibraryContext
  readonly draft: Draft
  change(change: Partial<Draft>): void
}

/** The focus, or the index of a region. */
type Which = 'focus' | number

const EDGES = ['x', 'y', 'width', 'height'] as const satisfies readonly Edge[]
const CORNERS = ['nw', 'ne', 'sw', 'se'] as const
/** Of the picture, at first. */
const SHARES = { focus: 0.3, region: 0.4 }
const STEP = 10

export class Areas {
  isOpen = false
  readonly #host: AreasHost
  #active: Which = 'focus'

  constructor(host: AreasHost) {
    this.#host = host
  }

  open(isOpen: boolean): void {
    this.isOpen = isOpen
    this.#host.context.requestUpdate()
  }

  /** In the panel: the list, the numbers of the active one, and what can be added. */
  controls(asset: LibraryAsset): TemplateResult {
    const { draft, context } = this.#host
    const texts = context.texts()
    const rules = rulesOf(asset)
    const area = this.#area(this.#active)
    return html`<fieldset class="edit-areas">
      <legend class="field-label">${texts.text('edit.areas')}</legend>
      <p class="muted small">${texts.text('edit.areas_hint')}</p>
      ${
        this.isOpen
          ? html`
              <ul class="area-list">
                ${draft.focus ? this.#entry('focus', texts.text('edit.focus')) : nothing}
                ${repeat(
                  draft.regions,
                  (_region, index) => index,
                  (region, index) => this.#entry(index, region.name),
                )}
              </ul>
              ${area ? this.#numbers(area, rules) : nothing}
              <div class="button-row start">
                ${
                  draft.focus
                    ? nothing
                    : html`<button class="button quiet small" part="button" type="button" @click=${() => this.#addFocus(rules)}>
                        ${previewIcon('plus')}${texts.text('edit.area_add_focus')}
                      </button>`
                }
                <button class="button quiet small" part="button" type="button" @click=${() => this.#addRegion(rules)}>
                  ${previewIcon('plus')}${texts.text('edit.area_add_region')}
                </button>
                <button class="button quiet small" part="button" type="button" @click=${() => this.open(false)}>
                  ${texts.text('edit.areas_done')}
                </button>
              </div>
            `
          : html`<button class="button quiet small" part="button edit-areas" type="button" @click=${() => this.open(true)}>
              ${previewIcon('whole')}${texts.text('edit.areas_show')}
            </button>`
      }
    </fieldset>`
  }

  /** In the place of the large picture. */
  stage(asset: LibraryAsset): TemplateResult {
    const { draft, context } = this.#host
    const rules = rulesOf(asset)
    const { width, height } = rules.image
    const address = context.thumbnail(asset, 1600)
    return html`<div class="areas">
      <div
        class="areas-frame"
        part="areas"
        ${cssProperty('--_ratio', String(width / height))}
        @pointerdown=${(event: PointerEvent) => this.#onPointer(event, rules)}
      >
        ${address ? html`<img class="areas-picture" src=${address} alt="" draggable="false" />` : nothing}
        ${draft.focus ? this.#box('focus', draft.focus, context.texts().text('edit.focus'), rules) : nothing}
        ${draft.regions.map((region, index) => (region.area ? this.#box(index, region.area, region.name, rules) : nothing))}
      </div>
      <p id="area-keys" class="areas-hint muted small">${context.texts().text('edit.area_keys')}</p>
    </div>`
  }

  #box(which: Which, area: Area, name: string, rules: AreaRules): TemplateResult {
    const { width, height } = rules.image
    const isActive = which === this.#active
    const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`
    return html`<div
      class="area ${which === 'focus' ? 'focus' : ''} ${isActive ? 'active' : ''}"
      part="area"
      data-area=${which}
      role="group"
      tabindex="0"
      aria-label=${this.#host.context.texts().text('edit.area_numbers', { name })}
      aria-describedby="area-keys"
      ${cssProperty('--_x', percent(area.x, width))}
      ${cssProperty('--_y', percent(area.y, height))}
      ${cssProperty('--_w', percent(area.width, width))}
      ${cssProperty('--_h', percent(area.height, height))}
      @focus=${() => this.#activate(which)}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, which, rules)}
    >
      <span class="area-name"><bdi>${name}</bdi></span>
      ${isActive ? CORNERS.map((corner) => html`<span class="area-corner ${corner}" data-corner=${corner}></span>`) : nothing}
    </div>`
  }

  #entry(which: Which, name: string): TemplateResult {
    const { draft, context } = this.#host
    const texts = context.texts()
    const region = which === 'focus' ? undefined : draft.regions[which]
    const isPolygon = region !== undefined && region.area === undefined
    return html`<li class="area-entry ${which === this.#active ? 'active' : ''}">
      ${
        region === undefined
          ? html`<button class="area-choose" part="button" type="button" aria-pressed=${which === this.#active ? 'true' : 'false'}
              @click=${() => this.#activate(which)}>${name}</button>`
          : html`<input class="field" type="text" dir="auto" maxlength="255" .value=${name} aria-label=${texts.text('edit.region_name')}
              aria-invalid=${this.#isNameTaken(which as number) ? 'true' : 'false'}
              @focus=${() => this.#activate(which)}
              @input=${(event: Event) => this.#changeRegion(which as number, { name: (event.target as HTMLInputElement).value })} />`
      }
      ${isPolygon ? html`<span class="muted small">${texts.text('edit.region_polygon')}</span>` : nothing}
      <button class="icon-button" part="button" type="button" title=${texts.text('edit.area_remove', { name })} @click=${() => this.#remove(which)}>${icon('trash')}</button>
    </li>`
  }

  #numbers(area: Area, rules: AreaRules): TemplateResult {
    const { context } = this.#host
    const texts = context.texts()
    return html`<div class="area-numbers" role="group" aria-label=${texts.text('edit.area_numbers', { name: this.#name(this.#active) })}>
      ${EDGES.map(
        (edge) => html`<label class="area-number">
          <span class="muted small">${texts.text(`edit.${edge}`)}</span>
          <input class="field" type="number" inputmode="numeric" min=${edge === 'x' || edge === 'y' ? 0 : 1} dir="ltr"
            data-edge=${edge} .value=${String(area[edge])}
            @change=${(event: Event) => {
              const value = Number((event.target as HTMLInputElement).value)
              if (Number.isFinite(value)) this.#set(this.#active, withEdge(area, edge, value, rules))
              this.#host.context.requestUpdate()
            }} />
        </label>`,
      )}
    </div>`
  }

  #onKey(event: KeyboardEvent, which: Which, rules: AreaRules): void {
    const area = this.#area(which)
    if (!area) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      this.#remove(which)
      return
    }
    const step = event.shiftKey ? STEP : 1
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (!by || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const [x = 0, y = 0] = by.map((part) => part * step)
    const next = event.altKey
      ? rounded({ ...area, width: area.width + x, height: area.height + y }, rules)
      : moved(area, { x, y }, rules)
    this.#set(which, next)
  }

  #onPointer(event: PointerEvent, rules: AreaRules): void {
    if (event.button !== 0) return
    const frame = event.currentTarget as HTMLElement
    const target = event.target as HTMLElement
    const corner = target.dataset.corner
    const named = target.closest<HTMLElement>('[data-area]')?.dataset.area
    const which: Which = named === undefined ? this.#active : named === 'focus' ? 'focus' : Number(named)
    const { left, top, width, height } = frame.getBoundingClientRect()
    const at = ({ clientX, clientY }: PointerEvent) => ({
      x: ((clientX - left) * rules.image.width) / width,
      y: ((clientY - top) * rules.image.height) / height,
    })
    const start = at(event)
    const before = this.#area(which)
    if (named !== undefined) this.#activate(which)
    event.preventDefault()
    frame.querySelector<HTMLElement>(`[data-area="${which}"]`)?.focus({ preventScroll: true })
    const ending = new AbortController()
    const { signal } = ending
    frame.setPointerCapture(event.pointerId)
    frame.addEventListener(
      'pointermove',
      (move) => {
        const now = at(move)
        const next =
          named === undefined || before === undefined
            ? spanned(start, now)
            : corner === undefined
              ? within({ ...before, x: before.x + now.x - start.x, y: before.y + now.y - start.y }, rules)
              : spanned(oppositeOf(before, corner), now)
        this.#set(which, rounded(clipped(next, rules), rules))
      },
      { signal },
    )
    for (const name of ['pointerup', 'pointercancel'] as const) {
      frame.addEventListener(name, () => ending.abort(), { signal })
    }
  }

  #activate(which: Which): void {
    if (this.#active === which) return
    this.#active = which
    this.#host.context.requestUpdate()
  }

  #area(which: Which): Area | undefined {
    const { focus, regions } = this.#host.draft
    return which === 'focus' ? focus : regions[which]?.area
  }

  #name(which: Which): string {
    if (which !== 'focus') return this.#host.draft.regions[which]?.name ?? ''
    return this.#host.context.texts().text('edit.focus')
  }

  #set(which: Which, area: Area): void {
    if (which === 'focus') this.#host.change({ focus: area })
    else this.#changeRegion(which, { area })
  }

  #changeRegion(index: number, change: Partial<Region>): void {
    const { regions } = this.#host.draft
    if (!regions[index]) return
    this.#host.change({ regions: regions.map((region, at) => (at === index ? { ...region, ...change } : region)) })
  }

  #addFocus(rules: AreaRules): void {
    this.#active = 'focus'
    this.#host.change({ focus: initialArea(rules, SHARES.focus) })
  }

  #addRegion(rules: AreaRules): void {
    const { regions } = this.#host.draft
    const taken = new Set(regions.map(({ name }) => name))
    let number = regions.length + 1
    while (taken.has(`region_${number}`)) number += 1
    this.#active = regions.length
    const region = { name: `region_${number}`, area: initialArea(rules, SHARES.region), points: [] }
    this.#host.change({ regions: [...regions, region] })
  }

  #isNameTaken(index: number): boolean {
    const { regions } = this.#host.draft
    const name = regions[index]?.name
    return !name || regions.some((region, at) => at !== index && region.name === name)
  }

  /** Regions with no name, or one name twice, cannot be stored. */
  get isValid(): boolean {
    return !this.#host.draft.regions.some((_region, index) => this.#isNameTaken(index))
  }

  #remove(which: Which): void {
    const regions = this.#host.draft.regions.filter((_region, index) => index !== which)
    this.#active = 'focus'
    this.#host.change(which === 'focus' ? { focus: undefined } : { regions })
  }
}
