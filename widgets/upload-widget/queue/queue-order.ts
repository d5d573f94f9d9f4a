/**
 * The order of what waits: by dragging a handle, or by two arrows per file, which is also the way of the keyboard. Moving
 * a node takes its focus and its pointer away, so the list keeps the pointer and gives the focus back.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { type IconName, icon } from '../../kit/icons/icons.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import { fileName, rowPicture } from '../parts/queue-row.ts'
import type { View } from '../parts/view.ts'
import { isMovable, type Row } from '../rows.ts'

export class QueueOrder extends LitElement {
  static override readonly properties = { view: {}, draggedId: { state: true } }

  declare view: View
  declare draggedId: string | undefined
  #focusAfter: string | undefined

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override updated(): void {
    if (this.#focusAfter === undefined) return
    const control = this.querySelector<HTMLElement>(this.#focusAfter)
    this.#focusAfter = undefined
    control?.focus()
    control?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): TemplateResult {
    const { texts, actions } = this.view
    const rows = this.#rows()
    return html`
      <section class="queue order" part="queue-order" aria-labelledby="order-title">
        <header class="queue-heading">
          <h3 id="order-title" class="queue-title">${texts.text('queue.order_title')}</h3>
          <p class="muted small order-hint">${texts.text('queue.order_hint')}</p>
        </header>
        <ol
          class="rows"
          aria-labelledby="order-title"
          @pointermove=${this.#onMove}
          @pointerup=${this.#onDrop}
          @pointercancel=${this.#onDrop}
        >
          ${repeat(
            rows,
            (row) => row.id,
            (row, index) => this.#row(row, index, rows.length),
          )}
        </ol>
        <footer class="queue-footer">
          <div class="button-row end">
            <button class="button primary" part="button button-primary order-done" type="button" data-autofocus @click=${actions.toggleOrder}>
              ${texts.text('queue.order_done')}
            </button>
          </div>
        </footer>
      </section>
    `
  }

  #row(row: Row, index: number, total: number): TemplateResult {
    const { texts } = this.view
    return html`<li
      class="row order-row ${row.id === this.draggedId ? 'dragged' : ''}"
      part="order-row"
      data-id=${row.id}
      data-state="queued"
    >
      ${rowPicture(row)}
      <div class="row-text">
        <p class="row-name" title=${row.name}><bdi>${fileName(row.name)}</bdi></p>
        <p class="row-meta">${row.size === undefined ? nothing : texts.bytes(row.size)}</p>
      </div>
      <div class="row-actions">
        ${this.#button(row, 'row-up', 'row.move_up', 'up', index === 0, () => this.#step(row.id, -1))}
        ${this.#button(row, 'row-down', 'row.move_down', 'down', index === total - 1, () => this.#step(row.id, 1))}
        <span
          class="handle"
          part="row-handle"
          title=${texts.text('row.drag', { name: row.name })}
          aria-hidden="true"
          @pointerdown=${(event: PointerEvent) => this.#onGrab(event, row.id)}
        >
          ${icon('grip')}
        </span>
      </div>
    </li>`
  }

  #button(
    row: Row,
    part: string,
    key: UploadMessageKey,
    shape: IconName,
    isOff: boolean,
    act: () => void,
  ): TemplateResult {
    const label = this.view.texts.text(key, { name: row.name })
    // A disabled button would lose the focus at the end of the list.
    return html`<button
      class="icon-button"
      part=${part}
      type="button"
      title=${label}
      aria-disabled=${isOff ? 'true' : 'false'}
      @click=${() => !isOff && act()}
    >
      ${icon(shape)}
    </button>`
  }

  #rows(): readonly Row[] {
    return this.view.state.rows.filter(isMovable)
  }

  #step(id: string, by: 1 | -1): void {
    const ids = this.#rows().map((row) => row.id)
    const at = ids.indexOf(id)
    this.#focusAfter = `[data-id="${id}"] [part=${by === 1 ? 'row-down' : 'row-up'}]`
    this.view.actions.reorder(ids.toSpliced(at, 1).toSpliced(at + by, 0, id), id)
    this.requestUpdate()
  }

  #onGrab(event: PointerEvent, id: string): void {
    if (event.button !== 0) return
    event.preventDefault()
    this.querySelector('ol')?.setPointerCapture(event.pointerId)
    this.draggedId = id
  }

  readonly #onMove = (event: PointerEvent): void => {
    const id = this.draggedId
    if (id === undefined) return
    const items = [...this.querySelectorAll<HTMLElement>('.order-row')]
    const others = items.filter((item) => item.dataset.id !== id)
    const isAbove = (item: HTMLElement): boolean => {
      const { top, height } = item.getBoundingClientRect()
      return top + height / 2 < event.clientY
    }
    const ids = others.map((item) => item.dataset.id ?? '')
    const order = ids.toSpliced(others.filter(isAbove).length, 0, id)
    if (order.some((other, index) => other !== items[index]?.dataset.id)) this.view.actions.reorder(order)
    const list = this.querySelector('ol')
    const { top = 0, bottom = 0 } = list?.getBoundingClientRect() ?? {}
    if (event.clientY < top + EDGE_PX) list?.scrollBy({ top: -STEP_PX })
    if (event.clientY > bottom - EDGE_PX) list?.scrollBy({ top: STEP_PX })
  }

  readonly #onDrop = (): void => {
    const id = this.draggedId
    if (id === undefined) return
    this.draggedId = undefined
    this.view.actions.reorder(
      this.#rows().map((row) => row.id),
      id,
    )
  }
}

/** Near the edge of the list a drag scrolls it. */
const EDGE_PX = 36
const STEP_PX = 14
