/** Forms of the library's later parts, and chips. */
import { css } from 'lit'
import { chipRules } from '../../kit/theme/chip-rules.ts'

export const editStyles = css`
  @layer tintype {
    ${chipRules}
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
      max-block-size: 280px;
      overflow-y: auto;
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
    .field-group > p:empty {
      display: none;
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
    @media (pointer: coarse) {
      .edit-check {
        min-block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .chip {
        border: 1px solid CanvasText;
      }
    }
  }
`
