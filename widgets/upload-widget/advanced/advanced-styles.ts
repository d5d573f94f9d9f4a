/** The advanced options: chips of tags, the list of suggestions, lines of context. */
import { css } from 'lit'
import { chipRules } from '../../kit/theme/chip-rules.ts'

export const advancedStyles = css`
  @layer tintype {
    ${chipRules}
    .advanced {
      gap: var(--_space-5);
      align-content: safe center;
    }
    .advanced .button-row {
      justify-content: flex-start;
    }
    .combobox {
      flex: 1;
      min-inline-size: 0;
    }
    .advanced .field-row {
      align-items: start;
    }
    /* In the flow: over what follows it would be cut off by the panel of a small window. */
    .suggestions {
      max-block-size: 212px;
      margin-block-start: 4px;
      padding: 6px;
      overflow-y: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-s);
      background: var(--_surface);
    }
    .suggestion {
      display: flex;
      align-items: center;
      min-block-size: 40px;
      padding: 4px 10px;
      border-radius: calc(var(--_radius-s) - 2px);
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .suggestion:hover {
      background: var(--_surface-2);
    }
    .suggestion[aria-selected='true'] {
      background: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
    }
    .chips {
      margin-block-start: var(--_space-1);
    }
    select.field {
      padding-inline-end: 8px;
    }
    .context {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .context legend {
      padding: 0;
    }
    .context-line {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
      align-items: center;
      gap: var(--_space-2);
    }
    .context .button {
      justify-self: start;
    }
    @media (pointer: coarse) {
      .suggestion {
        min-block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .suggestion[aria-selected='true'] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
      .chip,
      .suggestions {
        border: 1px solid CanvasText;
      }
    }
    @container frame (width < 640px) {
      .advanced .field-row {
        flex-wrap: nowrap;
      }
      .advanced .field-row .button {
        flex: none;
      }
    }
  }
`
