/** What a paid library found, each with who made it and a hint at its price. One stop in the tab order; Enter chooses. */
import { html, nothing, type TemplateResult } from 'lit'
import { credit, moreButton, onItemFocus, onItemKey } from '../remote/remote-items.ts'
import type { StockItem } from './stock-client.ts'
import type { StockView } from './stock-view.ts'

export function stockItems(stockView: StockView): TemplateResult {
  const { view, stock } = stockView
  const { texts } = view
  const { items, hasMore, isLoadingMore } = stock.state
  return html`
    <ul
      class="remote-items grid"
      part="remote-items"
      aria-label=${texts.text('remote.files')}
      @keydown=${(event: KeyboardEvent) => onItemKey(event, texts.direction)}
      @focusin=${onItemFocus}
    >
      ${items.map((item, index) => html`<li class="remote-item" part="remote-item">${choice(stockView, item, index)}</li>`)}
    </ul>
    ${hasMore ? moreButton(texts, isLoadingMore, () => stock.loadMore()) : nothing}
  `
}

function choice({ view, stock, thumbnails }: StockView, item: StockItem, index: number): TemplateResult {
  const { name, author, thumbnail } = item
  const { mediaType, price } = item.stock
  const symbol = mediaType === 'video' ? 'video' : 'image'
  return html`<button
      class="remote-choice"
      part="stock-item"
      type="button"
      data-stop
      tabindex=${index === 0 ? 0 : -1}
      title=${view.texts.text('stock.choose', { name })}
      @click=${() => stock.choose(item)}
    >
      <span class="remote-picture">
        <tintype-remote-thumbnail .address=${thumbnail} .client=${thumbnails} .symbol=${symbol}></tintype-remote-thumbnail>
      </span>
      <span class="remote-name"><bdi>${name}</bdi></span>
      ${price === null ? nothing : html`<span class="stock-price small"><bdi>${price}</bdi></span>`}
    </button>
    ${author === null ? nothing : credit(view.texts, author)}`
}
