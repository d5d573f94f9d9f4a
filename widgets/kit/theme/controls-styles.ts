/** Buttons, fields, icons. Targets are 44 px on touch screens and never under 32. */
import { css } from 'lit'

export const controlsStyles = css`
  @layer tintype {
    *,
    *::before,
    *::after {
      box-sizing: border-box;
    }
    p,
    h2,
    h3,
    ul {
      margin: 0;
      padding: 0;
    }
    ul {
      list-style: none;
    }
    button,
    input {
      font: inherit;
      color: inherit;
    }
    .icon {
      display: block;
      inline-size: 1.35em;
      block-size: 1.35em;
      flex: none;
    }
    [dir='rtl'] .mirrored {
      transform: scaleX(-1);
    }
    .muted {
      color: var(--_text-muted);
    }
    .small {
      font-size: 0.8667em;
    }
    .visually-hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    :focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--_space-2);
      min-block-size: 42px;
      padding: 0 18px;
      border: 1px solid transparent;
      border-radius: 999px;
      background: none;
      font-weight: 600;
      font-size: 0.9333em;
      line-height: 1.2;
      cursor: pointer;
      transition:
        background-color var(--_duration),
        border-color var(--_duration),
        transform var(--_duration);
    }
    .button:active {
      transform: scale(0.98);
    }
    .button.primary {
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .button.primary:hover {
      background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
    }
    .button.quiet {
      border-color: var(--_border);
      background: var(--_surface);
    }
    .button.quiet:hover {
      background: var(--_surface-2);
      border-color: color-mix(in oklab, var(--_border) 70%, var(--_text));
    }
    .button.small {
      min-block-size: 34px;
      padding-inline: 14px;
      font-size: 0.8667em;
    }
    .button:disabled {
      opacity: 0.55;
      cursor: default;
    }
    .icon-button {
      display: inline-grid;
      place-items: center;
      inline-size: 36px;
      block-size: 36px;
      flex: none;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      color: var(--_text-muted);
      cursor: pointer;
      transition:
        background-color var(--_duration),
        color var(--_duration);
    }
    .icon-button:hover,
    .icon-button[aria-expanded='true'] {
      background: color-mix(in oklab, var(--_text) 8%, transparent);
      color: var(--_text);
    }
    .link-button {
      padding: 6px 2px;
      border: 0;
      background: none;
      color: var(--_link);
      font-weight: 600;
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 3px;
      cursor: pointer;
    }
    .button-row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: var(--_space-2);
    }
    .button-row.start {
      justify-content: flex-start;
    }
    .button-row.end {
      justify-content: flex-end;
    }
    .field {
      inline-size: 100%;
      min-inline-size: 0;
      min-block-size: 44px;
      padding: 0 14px;
      border: 1px solid color-mix(in oklab, var(--_border) 45%, var(--_text-muted));
      border-radius: var(--_radius-s);
      background: var(--_surface);
      /* Below 16px iPhones zoom the page when a field gets the focus. */
      font-size: max(16px, 1em);
    }
    .field::placeholder {
      color: var(--_text-muted);
      opacity: 1;
    }
    .field:focus-visible {
      outline-offset: -1px;
      border-color: var(--_focus);
    }
    .field.invalid {
      border-color: var(--_danger);
    }
    .field-group {
      display: grid;
      gap: 6px;
    }
    .field-label {
      font-weight: 600;
      font-size: 0.9333em;
    }
    .field-row {
      display: flex;
      gap: var(--_space-2);
    }
    .field-row .button {
      flex: none;
      min-block-size: 44px;
      border-radius: var(--_radius-s);
    }
    .field-error {
      display: flex;
      gap: 6px;
      color: var(--_danger);
      font-size: 0.8667em;
    }
    .bar {
      inline-size: 100%;
      block-size: 100%;
      border-radius: inherit;
      background: var(--_progress);
      transform: scaleX(var(--_fraction, 0));
      transform-origin: left;
      transition: transform 240ms linear;
    }
    [dir='rtl'] .bar {
      transform-origin: right;
    }
    @media (pointer: coarse) {
      .button,
      .button.small {
        min-block-size: 44px;
      }
      .icon-button {
        inline-size: 44px;
        block-size: 44px;
      }
      .link-button {
        padding-block: 12px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .bar {
        transition: none;
      }
      .button:active {
        transform: none;
      }
    }
    @media (forced-colors: active) {
      .button,
      .icon-button,
      .tab {
        border: 1px solid ButtonText;
      }
      .bar {
        background: Highlight;
        forced-color-adjust: none;
      }
      .button.primary {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
  }
`
