/** The form for structured metadata. */
import { css } from 'lit'

export const metadataStyles = css`
  @layer tintype {
    tintype-metadata-form {
      display: grid;
      min-block-size: 0;
    }
    .metadata {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      min-block-size: 0;
      min-inline-size: 0;
      margin: 0;
    }
    .metadata-header {
      display: grid;
      gap: var(--_space-2);
      padding: 22px 24px 14px;
    }
    .metadata-header p {
      overflow-wrap: anywhere;
    }
    .metadata-scope {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto auto;
      align-items: center;
      gap: var(--_space-2);
    }
    .metadata-fields {
      display: grid;
      align-content: start;
      gap: var(--_space-5);
      min-block-size: 0;
      padding: 6px 24px 24px;
      overflow-y: auto;
    }
    .metadata-fields > .field-group {
      max-inline-size: 520px;
      min-inline-size: 0;
    }
    .metadata-fields .field-label {
      overflow-wrap: anywhere;
    }
    .metadata-set {
      display: grid;
      min-inline-size: 0;
      margin: 0;
      padding: 6px 14px 8px;
      border: 1px solid color-mix(in oklab, var(--_border) 45%, var(--_text-muted));
      border-radius: var(--_radius-s);
    }
    .metadata-set.invalid {
      border-color: var(--_danger);
    }
    .metadata-set legend {
      padding: 0 6px;
    }
    tintype-metadata-set {
      display: grid;
      justify-items: start;
      gap: var(--_space-1);
      min-inline-size: 0;
    }
    tintype-metadata-set > p:empty,
    .metadata-fields .field-group > p:empty {
      display: none;
    }
    .metadata-adding {
      display: flex;
      margin-block-start: var(--_space-1);
      gap: var(--_space-2);
      inline-size: 100%;
    }
    .metadata-adding .field {
      flex: 1;
      min-inline-size: 0;
    }
    .field.read-only {
      border-style: dashed;
      background: var(--_surface-2);
    }
    .check {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 34px;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .check input {
      inline-size: 24px;
      block-size: 24px;
      flex: none;
      margin: 0;
      accent-color: var(--_accent);
    }
    .metadata .icon-button:disabled {
      opacity: 0.35;
      cursor: default;
    }
    @media (pointer: coarse) {
      .check {
        min-block-size: 44px;
      }
    }
    /* Zoomed in, a list between head and foot would have no height left: the panel scrolls as a whole. */
    @container frame (height < 400px) {
      tintype-metadata-form,
      .metadata {
        min-block-size: max-content;
      }
      .metadata-fields {
        overflow: visible;
      }
    }
    @container frame (width < 640px) {
      .metadata-header {
        padding: 16px 16px 10px;
      }
      .metadata-fields {
        padding: 6px 16px 20px;
      }
      .metadata-scope {
        grid-template-columns: minmax(0, 1fr) auto auto;
      }
      .metadata-scope label {
        grid-column: 1 / -1;
      }
    }
  }
`
