/** Where people are, in which order and layout, and what they filter by. */
import { css } from 'lit'

export const placeStyles = css`
  @layer tintype {
    .place-bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      padding-block: 4px 8px;
      padding-inline: 14px 20px;
    }
    .breadcrumb {
      min-inline-size: 0;
    }
    .breadcrumb ol {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .breadcrumb li {
      display: flex;
      align-items: center;
      min-inline-size: 0;
    }
    .separator {
      color: var(--_text-muted);
      font-size: 10px;
    }
    .crumb {
      min-block-size: 28px;
      padding: 0 6px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--_text-muted);
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .crumb:hover {
      background: var(--_surface-2);
      color: var(--_text);
    }
    .here {
      padding: 0 6px;
      font-weight: 650;
      overflow-wrap: anywhere;
    }
    .arrange {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-inline-start: auto;
    }
    .select {
      position: relative;
      display: inline-flex;
      align-items: center;
    }
    .select select {
      min-block-size: 36px;
      padding-inline: 12px 32px;
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
      background: none;
      color: inherit;
      font: inherit;
      font-size: 0.9333em;
      appearance: none;
      cursor: pointer;
    }
    .select select:hover {
      background: var(--_surface-2);
    }
    .select option {
      background: var(--_surface);
      color: var(--_text);
    }
    .sort-icon {
      display: none;
    }
    .select > .icon {
      position: absolute;
      inset-inline-end: 10px;
      color: var(--_text-muted);
      font-size: 11px;
      pointer-events: none;
    }
    .segments {
      display: flex;
      padding: 3px;
      border-radius: var(--_radius-s);
      background: var(--_surface-2);
    }
    .segment {
      display: grid;
      place-items: center;
      inline-size: 34px;
      block-size: 30px;
      padding: 0;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--_text-muted);
      font-size: 13px;
      cursor: pointer;
    }
    .segment:hover {
      color: var(--_text);
    }
    .segment[aria-pressed='true'] {
      background: var(--_surface);
      color: var(--_accent);
      box-shadow: var(--_shadow-1);
    }
    .chip-bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 14px;
      padding: 0 20px 8px;
    }
    .chip-bar .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin: 0;
    }
    .chip-bar .chips:empty {
      display: none;
    }
    .chip-bar .chip {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      min-block-size: 32px;
      padding-inline: 12px 3px;
      border-radius: 999px;
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      font-size: 0.8667em;
      overflow-wrap: anywhere;
    }
    .chip-bar .chip-remove {
      display: grid;
      place-items: center;
      inline-size: 26px;
      block-size: 26px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      font-size: 11px;
      cursor: pointer;
    }
    .chip-bar .chip-remove:hover {
      background: color-mix(in oklab, var(--_text) 9%, transparent);
    }
    .save-search {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-size: 0.8667em;
    }
    .chip-bar .link-button {
      font-size: 0.8667em;
    }
    @container frame (width < 640px) {
      .place-bar {
        flex-wrap: nowrap;
        padding: 2px 14px 6px;
      }
      .breadcrumb {
        margin-inline-start: -6px;
      }
      /* Where people are and what lies above; the tree shows the way from the beginning. */
      .breadcrumb ol {
        flex-wrap: nowrap;
      }
      .breadcrumb li:not(:nth-last-child(-n + 2)),
      .breadcrumb li:nth-last-child(2) > .separator {
        display: none;
      }
      :is(.crumb, .here) {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .total {
        display: none;
      }
      .arrange {
        flex: none;
        gap: 4px;
      }
      /* One row on small screens: the list of orders opens from its icon. */
      .select {
        inline-size: 44px;
        block-size: 44px;
        justify-content: center;
        border-radius: var(--_radius-s);
        color: var(--_text-muted);
      }
      .select:focus-within {
        outline: 2px solid var(--_focus);
      }
      .select select {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        padding: 0;
        opacity: 0;
      }
      .select > .icon {
        display: none;
      }
      .select:has(:disabled) {
        opacity: 0.4;
      }
      .sort-icon {
        display: block;
        pointer-events: none;
      }
      .chip-bar {
        padding: 0 14px 6px;
      }
    }
    @container frame (width < 380px) {
      .breadcrumb li:not(:last-child),
      .breadcrumb .separator {
        display: none;
      }
    }
    @media (pointer: coarse) {
      .chip-bar .chip-remove {
        inline-size: 44px;
        block-size: 44px;
      }
      .segment {
        inline-size: 44px;
        block-size: 40px;
      }
      .select select,
      .crumb {
        min-block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .segment[aria-pressed='true'] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  }
`
