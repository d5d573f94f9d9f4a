/** The search with its suggestions. */
import { css } from 'lit'

export const searchStyles = css`
  @layer tintype {
    .search {
      position: relative;
      flex: 1;
      min-inline-size: 0;
    }
    .search-field {
      padding-inline: 42px 84px;
      border-color: var(--_border);
      background: var(--_surface-2);
      text-overflow: ellipsis;
    }
    .search-field:placeholder-shown {
      padding-inline-end: 44px;
    }
    .search-field:focus {
      background: var(--_surface);
    }
    .search-field.expression {
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      font-size: max(16px, 0.9333em);
    }
    .search-field[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .search-icon {
      position: absolute;
      inset-block-start: 12px;
      inset-inline-start: 13px;
      color: var(--_text-muted);
      pointer-events: none;
    }
    .search-buttons {
      position: absolute;
      inset-block-start: 4px;
      inset-inline-end: 5px;
      display: flex;
    }
    .search-problem {
      padding-block-start: 6px;
      color: var(--_danger);
      overflow-wrap: anywhere;
    }
    .suggestions {
      position: absolute;
      inset-block-start: calc(100% + 6px);
      inset-inline: 0;
      z-index: 4;
      max-block-size: 320px;
      padding: 6px;
      overflow-y: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
    }
    .suggestions[hidden] {
      display: none;
    }
    .suggestion {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 40px;
      padding: 4px 10px;
      border-radius: var(--_radius-s);
      cursor: pointer;
    }
    .suggestion .icon {
      color: var(--_text-muted);
      font-size: 14px;
    }
    .suggestion-label {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .suggestion:hover,
    .suggestion.active {
      background: var(--_surface-2);
    }
    .suggestion.active {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
    }
    @media (forced-colors: active) {
      .suggestion.active {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  }
`
