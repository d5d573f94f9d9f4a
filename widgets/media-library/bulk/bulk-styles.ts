/** Buttons for what is selected, and their small windows: above the bar, or over the whole width on small screens. */
import { css } from 'lit'

export const bulkStyles = css`
  @layer tintype {
    .bulk {
      position: relative;
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
    }
    .bulk > .button {
      flex: none;
    }
    .selection > .link-button {
      white-space: nowrap;
    }
    .bulk-coverage {
      margin-inline-end: var(--_space-2);
      text-wrap: balance;
    }
    .bulk-coverage.partly {
      color: var(--_warning);
    }
    .button.danger:not(.primary) {
      color: var(--_danger);
    }
    .button.primary.danger {
      background: var(--_danger);
      color: light-dark(#fff, #2a0706);
    }
    .bulk-window {
      position: absolute;
      inset-block-end: calc(100% + var(--_space-3));
      inset-inline-end: 0;
      z-index: 4;
      display: grid;
      gap: var(--_space-3);
      inline-size: min(420px, 100cqi - 32px);
      max-block-size: min(520px, 100cqb - 120px);
      overflow-y: auto;
      padding: var(--_space-4);
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
      text-align: start;
    }
    .bulk-window:focus-visible {
      outline-offset: -2px;
    }
    .bulk-window > .button-row {
      position: sticky;
      inset-block-end: calc(-1 * var(--_space-4));
      margin: 0 calc(-1 * var(--_space-4)) calc(-1 * var(--_space-4));
      padding: var(--_space-3) var(--_space-4);
      background: var(--_surface);
    }
    .bulk-tags {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
    }
    .folder-choice {
      display: grid;
      gap: var(--_space-2);
    }
    .folder-path {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      margin: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .folder-list {
      max-block-size: 220px;
      margin: 0;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
    .folder-entry {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      inline-size: 100%;
      min-block-size: 40px;
      padding: 4px 8px;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    .folder-entry:hover {
      background: var(--_surface-2);
    }
    .folder-entry .icon {
      color: var(--_text-muted);
    }
    .folder-entry[aria-pressed='true'] {
      background: var(--_surface-2);
      font-weight: 600;
    }
    .bulk-names {
      margin: 0;
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
    .bulk-progress {
      display: flex;
      align-items: center;
      gap: var(--_space-3);
    }
    .bulk-progress progress {
      flex: 1;
      min-inline-size: 0;
      accent-color: var(--_accent);
    }
    @media (pointer: coarse) {
      .folder-entry {
        min-block-size: 44px;
      }
    }
    @container frame (width < 1500px) {
      .bulk > .button {
        inline-size: 36px;
        padding: 0;
      }
      .bulk > .button > span {
        position: absolute;
        clip-path: inset(50%);
      }
    }
    @container frame (width < 640px) {
      /* A row of its own above the others, which leaves the assets in sight. */
      .bulk {
        position: static;
        order: -1;
        flex: 1 0 100%;
        justify-content: space-between;
        gap: 2px;
      }
      .selection {
        flex-wrap: wrap;
      }
      .selection-actions {
        display: contents;
      }
      .selection-actions > .insert {
        margin-inline-start: auto;
      }
      .bulk-coverage {
        position: absolute;
        clip-path: inset(50%);
      }
      .bulk > .button {
        inline-size: 44px;
        border-color: transparent;
      }
      .bulk-window {
        position: absolute;
        inset-inline: 0;
        inset-block-end: 0;
        inline-size: 100%;
        max-block-size: 80cqb;
        border-radius: var(--_radius-m) var(--_radius-m) 0 0;
      }
    }
  }
`
