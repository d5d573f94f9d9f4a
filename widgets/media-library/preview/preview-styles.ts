/** The large view: the picture takes what the window leaves, what is known stands beside it, or below it on small screens. */
import { css } from 'lit'

export const previewStyles = css`
  @layer tintype {
    .preview {
      position: absolute;
      inset: 0;
      z-index: 3;
      display: grid;
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      background: var(--_surface);
      animation: preview-in var(--_duration) ease-out;
    }
    @keyframes preview-in {
      from {
        opacity: 0;
        transform: scale(0.985);
      }
    }
    .preview:focus-visible {
      outline: none;
    }
    .preview h3,
    .preview h4,
    .preview p,
    .preview ul,
    .preview dl,
    .preview dd {
      margin: 0;
      padding: 0;
    }
    .preview ul {
      list-style: none;
    }
    .preview-header {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 60px;
      padding: var(--_space-2) var(--_space-4);
      border-block-end: 1px solid var(--_border);
    }
    .preview-name {
      flex: 1;
      min-inline-size: 0;
      overflow: hidden;
      font-size: 1.0667em;
      font-weight: 650;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .preview-steps {
      display: flex;
      align-items: center;
      gap: 2px;
    }
    .preview-position {
      min-inline-size: 5.5em;
      text-align: center;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .preview .icon-button[aria-disabled='true'] {
      opacity: 0.4;
      cursor: default;
    }
    .preview-body {
      display: grid;
      grid-template-columns: minmax(0, 1fr) clamp(300px, 28%, 400px);
      min-block-size: 0;
    }
    .preview-side {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      min-block-size: 0;
      border-inline-start: 1px solid var(--_border);
    }
    .preview-tabs {
      display: flex;
      gap: var(--_space-1);
      padding: var(--_space-2) var(--_space-4) 0;
      border-block-end: 1px solid var(--_border);
    }
    .preview-tab {
      min-block-size: 42px;
      padding: 0 12px;
      border: 0;
      border-block-end: 2px solid transparent;
      background: none;
      color: var(--_text-muted);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
    .preview-tab:hover {
      color: var(--_text);
    }
    .preview-tab[aria-selected='true'] {
      border-color: var(--_accent);
      color: var(--_text);
    }
    .preview-panel {
      grid-row: 2;
      overflow-y: auto;
      padding: var(--_space-4);
      overscroll-behavior: contain;
    }
    .preview-panel:focus-visible {
      outline-offset: -3px;
    }
    .preview-footer {
      grid-row: 3;
      padding: var(--_space-3) var(--_space-4);
      border-block-start: 1px solid var(--_border);
    }
    .preview-footer .button {
      text-decoration: none;
      color: inherit;
    }
    .preview-sheet {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--_space-2);
      padding: var(--_space-5);
      text-align: center;
    }
    .preview-question {
      position: absolute;
      inset: 0;
      z-index: 1;
      display: grid;
      place-items: center;
      padding: var(--_space-4);
      background: var(--_backdrop);
    }
    .preview-question-box {
      display: grid;
      gap: var(--_space-3);
      inline-size: min(440px, 100%);
      padding: var(--_space-5);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
    }
    @media (pointer: coarse) {
      .preview-tab {
        min-block-size: 44px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .preview {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .preview-tab {
        border-color: Canvas;
      }
      .preview-tab[aria-selected='true'] {
        border-color: Highlight;
      }
    }
    @container frame (width < 760px) {
      /* What changes the picture stays below it; all else scrolls together with it. */
      .preview-body {
        grid-template: minmax(180px, 44%) minmax(0, 1fr) / minmax(0, 1fr);
      }
      .preview-body.reading {
        display: block;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .reading > .stage {
        block-size: clamp(200px, 44cqb, 460px);
      }
      .reading > .preview-side {
        display: block;
      }
      .reading .preview-tabs {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--_surface);
      }
      .reading .preview-panel {
        overflow: visible;
      }
      .reading .edit-buttons {
        inset-block-end: 0;
      }
      .preview-side {
        border-inline-start: 0;
        border-block-start: 1px solid var(--_border);
      }
      .preview-header {
        min-block-size: 52px;
        gap: 0;
        padding-block: 4px;
        padding-inline: var(--_space-2);
      }
      .preview-position {
        position: absolute;
        clip-path: inset(50%);
      }
    }
  }
`
