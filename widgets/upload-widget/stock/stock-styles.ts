/** What paid libraries need beside the styles of remote sources. */
import { css } from 'lit'

export const stockStyles = css`
  @layer tintype {
    .stock-filter-button {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 6px;
    }
    .stock-filter-button .badge {
      position: static;
    }
    .stock-price {
      font-weight: 600;
    }
    .licence {
      display: grid;
      grid-template-columns: minmax(140px, 2fr) minmax(0, 3fr);
      align-items: start;
      gap: var(--_space-4);
    }
    .licence-item {
      display: grid;
      gap: 4px;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .licence-choice,
    .licence-form {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
    }
    .licence-group {
      display: grid;
      gap: 6px;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .licence-option {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 44px;
      padding: 6px 12px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      cursor: pointer;
    }
    .licence-option:has(:checked) {
      border-color: var(--_accent);
      background: color-mix(in oklab, var(--_accent) 10%, transparent);
    }
    .licence-option:has(:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .licence-option:has(:disabled) {
      cursor: default;
    }
    .licence-option input {
      inline-size: 20px;
      block-size: 20px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .licence-name {
      overflow-wrap: anywhere;
    }
    .licence-total {
      font-size: 1.0667em;
      font-weight: 650;
    }
    /* Lines will come here, no pictures. */
    .licence-choice .remote-skeleton {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-2);
    }
    .licence-choice .remote-ghost {
      aspect-ratio: auto;
      block-size: 44px;
    }
    .licence-choice .remote-ghost:nth-of-type(n + 5) {
      display: none;
    }
    .licence-message {
      display: grid;
      justify-items: start;
      gap: var(--_space-2);
    }
    @container frame (inline-size < 520px) {
      .licence {
        grid-template-columns: minmax(0, 1fr);
      }
      .licence-item {
        grid-template-columns: 88px minmax(0, 1fr);
        column-gap: var(--_space-3);
      }
      .licence-item .remote-picture {
        grid-row: 1 / span 3;
        align-self: start;
      }
      .licence-choice .button {
        inline-size: 100%;
      }
      .remote-search:has(.stock-filter-button) {
        flex-wrap: wrap;
      }
      .remote-search:has(.stock-filter-button) .field {
        flex: 1 1 100%;
      }
      .remote-search:has(.stock-filter-button) .button {
        flex: 1 1 auto;
      }
    }
    @media (forced-colors: active) {
      .licence-option:has(:checked) {
        outline: 2px solid Highlight;
      }
    }
  }
`
