/** The list in which alternative texts and captions are written. */
import { css } from 'lit'

export const wordsStyles = css`
  @layer tintype {
    .bulk-window.wide {
      inline-size: min(640px, 100cqi - 32px);
      max-block-size: min(680px, 100cqb - 120px);
    }
    .words {
      display: grid;
      gap: var(--_space-4);
    }
    .words-row {
      display: grid;
      grid-template-columns: 56px minmax(0, 1fr);
      gap: var(--_space-3);
      padding-block-start: var(--_space-4);
      border-block-start: 1px solid var(--_border);
    }
    .words-picture {
      display: grid;
      place-items: center;
      inline-size: 56px;
      block-size: 56px;
      overflow: hidden;
      border-radius: var(--_radius-s);
      background: var(--_surface-2);
      color: var(--_text-muted);
    }
    .words-picture img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .words-fields {
      display: grid;
      gap: var(--_space-2);
      min-inline-size: 0;
    }
    .words-name {
      justify-self: start;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .words textarea.field {
      min-block-size: 44px;
      field-sizing: content;
      max-block-size: 160px;
    }
    .words-radios {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-4);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .words-radios legend {
      padding: 0;
    }
    .fields-choice {
      display: grid;
      gap: var(--_space-2);
    }
    .fields-choice > .field-group {
      padding-inline-start: 26px;
    }
    /* Seen beside the box that chooses the field; still the name of what is written into. */
    .fields-choice > .field-group > .field-label {
      position: absolute;
      clip-path: inset(50%);
    }
    @container frame (width < 640px) {
      .bulk-window.wide {
        inline-size: 100%;
        max-block-size: 88cqb;
      }
      .words-row {
        grid-template-columns: 40px minmax(0, 1fr);
      }
      .words-picture {
        inline-size: 40px;
        block-size: 40px;
      }
    }
  }
`
