/** The bar of what is selected. */
import { css } from 'lit'

export const selectionStyles = css`
  @layer tintype {
    .selection {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 68px;
      padding: 10px 20px;
    }
    .selection-count {
      font-weight: 600;
      white-space: nowrap;
    }
    .selection:not(.some) .selection-count {
      color: var(--_text-muted);
      font-weight: 400;
    }
    .clear > .icon {
      display: none;
    }
    .selection-actions {
      display: flex;
      align-items: center;
      gap: 8px;
      min-inline-size: 0;
      margin-inline-start: auto;
    }
    .insert {
      min-inline-size: 112px;
      min-block-size: 46px;
    }
    .chosen {
      display: flex;
    }
    .chosen-thumb {
      inline-size: 40px;
      block-size: 40px;
      margin-inline-start: -14px;
      border: 2px solid var(--_surface);
      border-radius: 10px;
      background: var(--_surface-2);
      object-fit: cover;
    }
    .chosen-thumb:first-child {
      margin-inline-start: 0;
    }
    @container frame (width < 640px) {
      .selection {
        min-block-size: 60px;
        padding: 8px 14px;
        padding-block-end: max(8px, env(safe-area-inset-bottom));
      }
      .chosen {
        display: none;
      }
      .insert {
        min-inline-size: 92px;
      }
      .clear {
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
        padding: 0;
        margin-inline: -12px;
        color: var(--_text-muted);
        text-decoration: none;
      }
      .clear > .icon {
        display: block;
      }
      .clear > span {
        position: absolute;
        clip-path: inset(50%);
      }
    }
  }
`
