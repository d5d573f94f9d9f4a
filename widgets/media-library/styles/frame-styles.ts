/** The window: nearly the whole screen as a dialog, a block in the page when inline. Parts react to its own size. */
import { css } from 'lit'

export const frameStyles = css`
  @layer tintype {
    :host {
      display: inline-block;
    }
    :host([inline]) {
      display: block;
    }
    .overlay {
      position: fixed;
      inset: 0;
      box-sizing: border-box;
      inline-size: 100%;
      block-size: 100%;
      max-inline-size: none;
      max-block-size: none;
      margin: 0;
      padding: 25px;
      border: 0;
      background: none;
      color: inherit;
      overflow: hidden;
    }
    .overlay[open] {
      display: grid;
    }
    .overlay::backdrop {
      background: var(--_backdrop);
    }
    .frame {
      container: frame / size;
      position: relative;
      display: grid;
      overflow: hidden;
      border-radius: var(--_radius-l);
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow-2);
      text-align: start;
    }
    .frame:focus-visible {
      outline: none;
    }
    .inline .frame {
      block-size: var(--tintype-library-inline-height, 720px);
      border: 1px solid var(--_border);
      box-shadow: none;
    }
    @media (max-width: 700px) {
      .overlay {
        padding: 25px 0;
      }
    }
  }
`
