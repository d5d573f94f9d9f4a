/** Files hover over a page whose widget takes them wherever they are let go (`dropOnPage`): said over the whole page. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { define } from '../../kit/define.ts'
import type { UploadTexts } from '../messages/texts.ts'
import { photoStack } from './illustrations.ts'

export const styles = css`
  @layer tintype {
    .page-drop {
      position: fixed;
      inset: 12px;
      inline-size: auto;
      block-size: auto;
      margin: 0;
      padding: var(--_space-5);
      border: 3px dashed var(--_accent);
      border-radius: var(--_radius-l);
      background: color-mix(in oklab, color-mix(in oklab, var(--_accent) 7%, var(--_surface)) 94%, transparent);
      color: var(--_text);
      /* What is dropped belongs to the page below. */
      pointer-events: none;
    }
    .page-drop:popover-open {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--_space-2);
      text-align: center;
    }
  }
`

export function pageDrop(texts: UploadTexts): TemplateResult {
  return html`<tintype-page-drop class="page-drop dragging" part="page-drop" popover="manual" dir=${texts.direction} aria-hidden="true">
    ${photoStack()}
    <p class="dropzone-title">${texts.text('local.drop_title_multiple')}</p>
  </tintype-page-drop>`
}

/** Shows itself in the top layer. */
class PageDrop extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.showPopover()
  }
}

define('tintype-page-drop', PageDrop)
