/** Forms of the library's later parts, chips, and the areas that are drawn on a picture. */
import { css } from 'lit'

export const editStyles = css`
  @layer tintype {
    .edit {
      display: grid;
      gap: var(--_space-4);
    }
    .edit fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .edit legend {
      padding: 0;
    }
    textarea.field {
      min-block-size: 72px;
      padding-block: 10px;
      resize: vertical;
      font: inherit;
      font-size: max(16px, 1em);
      color: inherit;
    }
    select.field {
      font: inherit;
      font-size: max(16px, 1em);
      color: inherit;
    }
    .field:disabled {
      opacity: 0.6;
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
    .edit-check {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 32px;
      cursor: pointer;
    }
    .edit-check input {
      inline-size: 18px;
      block-size: 18px;
      flex: none;
      accent-color: var(--_accent);
    }
    .edit-set {
      display: grid;
      gap: 2px;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      padding-inline: 12px 2px;
      min-block-size: 32px;
      border-radius: 999px;
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      font-size: 0.8667em;
      overflow-wrap: anywhere;
    }
    .chip-remove {
      display: grid;
      place-items: center;
      inline-size: 28px;
      block-size: 28px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      color: inherit;
      cursor: pointer;
    }
    .chip-remove .icon {
      inline-size: 16px;
      block-size: 16px;
    }
    .edit-saved {
      display: flex;
      align-items: center;
      gap: 6px;
      color: var(--_success);
      font-weight: 600;
    }
    .edit-buttons > p {
      flex: 1;
    }
    .edit-buttons > .field-error {
      flex: 1 0 100%;
    }
    .edit .field-error {
      align-items: baseline;
    }
    .edit .field-error .icon {
      align-self: center;
    }
    .edit-buttons {
      position: sticky;
      inset-block-end: calc(-1 * var(--_space-4));
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: var(--_space-2);
      margin: 0 calc(-1 * var(--_space-4)) calc(-1 * var(--_space-4));
      padding: var(--_space-3) var(--_space-4);
      border-block-start: 1px solid var(--_border);
      background: var(--_surface);
    }
    .edit-areas {
      display: grid;
      gap: var(--_space-2);
    }
    .area-list {
      display: grid;
      gap: var(--_space-1);
    }
    .area-entry {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      padding: 4px 4px 4px 8px;
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
    }
    .area-entry.active {
      border-color: var(--_accent);
      background: color-mix(in oklab, var(--_accent) 8%, var(--_surface));
    }
    .area-choose {
      flex: 1;
      min-block-size: 44px;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-weight: 600;
      text-align: start;
      cursor: pointer;
    }
    .area-numbers {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: var(--_space-2);
    }
    .area-number .field {
      padding: 0 8px;
      appearance: textfield;
    }
    .area-number .field::-webkit-inner-spin-button {
      display: none;
    }
    .areas {
      position: absolute;
      inset: 0;
      container-type: size;
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
      place-items: center;
      gap: var(--_space-2);
      padding: var(--_space-4);
    }
    .areas-frame {
      position: relative;
      aspect-ratio: var(--_ratio);
      inline-size: min(100cqi - 48px, (100cqb - 96px) * var(--_ratio));
      direction: ltr;
      touch-action: none;
      cursor: crosshair;
      background: var(--_surface);
    }
    .areas-picture {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      user-select: none;
      pointer-events: none;
    }
    .areas-hint {
      text-align: center;
    }
    .area {
      position: absolute;
      left: var(--_x);
      top: var(--_y);
      width: var(--_w);
      height: var(--_h);
      box-sizing: border-box;
      border: 2px solid #fff;
      outline: 1px solid #0a0e16;
      cursor: move;
    }
    .area.focus {
      border-style: dashed;
    }
    .area.active {
      border-color: #ffd27a;
      box-shadow: 0 0 0 9999px rgb(10 14 22 / 45%);
      clip-path: none;
      z-index: 1;
    }
    .areas-frame {
      overflow: clip;
    }
    .area:focus-visible {
      outline: 3px solid #fff;
      outline-offset: 1px;
    }
    .area-name {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      max-inline-size: 100%;
      padding: 1px 8px;
      overflow: hidden;
      background: #0a0e16;
      color: #fff;
      font-size: 0.8em;
      text-overflow: ellipsis;
      white-space: nowrap;
      pointer-events: none;
    }
    .area-corner {
      position: absolute;
      width: 24px;
      height: 24px;
    }
    .area-corner::after {
      content: '';
      position: absolute;
      inset: 6px;
      border: 1px solid #0a0e16;
      border-radius: 50%;
      background: #fff;
    }
    .area-corner.nw {
      top: -12px;
      left: -12px;
      cursor: nwse-resize;
    }
    .area-corner.ne {
      top: -12px;
      right: -12px;
      cursor: nesw-resize;
    }
    .area-corner.sw {
      bottom: -12px;
      left: -12px;
      cursor: nesw-resize;
    }
    .area-corner.se {
      bottom: -12px;
      right: -12px;
      cursor: nwse-resize;
    }
    @container frame (width < 760px) {
      .areas {
        padding: var(--_space-2);
      }
      .areas-frame {
        inline-size: min(100cqi - 16px, (100cqb - 16px) * var(--_ratio));
      }
      /* Still read to those who use the keys. */
      .areas-hint {
        position: absolute;
        clip-path: inset(50%);
      }
    }
    @media (pointer: coarse) {
      .chip-remove {
        inline-size: 36px;
        block-size: 36px;
      }
      .edit-check {
        min-block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .chip,
      .area-entry.active {
        border: 1px solid CanvasText;
      }
      .area {
        forced-color-adjust: none;
      }
    }
  }
`
