/** The filters: a column in wide windows, a sheet from the side in narrower ones, from below in the narrowest. */
import { css } from 'lit'

export const facetsStyles = css`
  @layer tintype {
    .body.with-facets {
      grid-template-columns: var(--tintype-library-sidebar-width, 232px) minmax(0, 1fr) 272px;
    }
    .body.without-tree.with-facets {
      grid-template-columns: minmax(0, 1fr) 272px;
    }
    .facets {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      min-block-size: 0;
      border-inline-start: 1px solid var(--_border);
      background: var(--_surface);
    }
    .facets-head {
      display: flex;
      align-items: center;
      gap: 8px;
      padding-block: 14px 6px;
      padding-inline: 20px 10px;
    }
    .facets-head h3 {
      flex: 1;
      font-size: 1em;
      font-weight: 650;
    }
    .facets-head .link-button {
      font-size: 0.8667em;
    }
    .facets-body {
      padding: 0 20px 24px;
      overflow-y: auto;
      overscroll-behavior: contain;
    }
    .facet {
      min-inline-size: 0;
      margin: 0;
      padding: 14px 0;
      border: 0;
      border-block-end: 1px solid var(--_border);
    }
    .facet:last-child {
      border: 0;
    }
    .facet-title {
      padding: 0 0 8px;
      font-size: 0.8667em;
      font-weight: 650;
    }
    .facet-title:first-child {
      float: inline-start;
      inline-size: 100%;
    }
    .facet-title + * {
      clear: both;
    }
    .facet-value {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 32px;
      padding: 0 6px;
      margin-inline: -6px;
      border-radius: 7px;
      font-size: 0.9333em;
      cursor: pointer;
    }
    .facet-value:hover {
      background: var(--_surface-2);
    }
    .facet input[type='checkbox'] {
      flex: none;
      inline-size: 17px;
      block-size: 17px;
      margin: 0;
      accent-color: var(--_accent);
      cursor: inherit;
    }
    .facet-label {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .facet-count {
      color: var(--_text-muted);
      font-size: 0.8667em;
      font-variant-numeric: tabular-nums;
    }
    .spare .facet-label {
      color: var(--_text-muted);
    }
    .spare .dot {
      opacity: 0.3;
    }
    .small-field {
      min-block-size: 38px;
      padding-inline: 10px;
      font-size: max(16px, 0.9333em);
    }
    .facet .small-field[type='search'] {
      margin-block-end: 6px;
    }
    .dates {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
      margin-block-start: 8px;
    }
    .date {
      display: grid;
      gap: 3px;
      min-inline-size: 0;
    }
    .date .small-field {
      padding-inline: 6px;
      font-size: 13px;
    }
    .swatches {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .swatch {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 32px;
      block-size: 32px;
      cursor: pointer;
    }
    .facet .swatch input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
    }
    .dot {
      inline-size: 24px;
      block-size: 24px;
      border: 1px solid color-mix(in oklab, var(--_text) 25%, transparent);
      border-radius: 50%;
      background: var(--swatch);
      forced-color-adjust: none;
    }
    .swatch input:checked + .dot {
      box-shadow:
        0 0 0 2px var(--_surface),
        0 0 0 4px var(--_accent);
    }
    .swatch input:focus-visible + .dot {
      outline: 2px solid var(--_focus);
      outline-offset: 5px;
    }
    @container frame (width >= 900px) {
      .facets-scrim {
        display: none;
      }
    }
    @container frame (width < 900px) {
      .body.with-facets {
        grid-template-columns: var(--tintype-library-sidebar-width, 232px) minmax(0, 1fr);
      }
      .body.without-tree.with-facets {
        grid-template-columns: minmax(0, 1fr);
      }
      .facets {
        position: absolute;
        inset-block: 0;
        inset-inline-end: 0;
        z-index: 4;
        inline-size: min(320px, 90%);
        box-shadow: var(--_shadow-2);
        animation: slide-in var(--_duration);
      }
      .facets-scrim.open {
        position: absolute;
        inset: 0;
        z-index: 3;
        display: block;
        border: 0;
        background: color-mix(in oklab, var(--_backdrop) 70%, transparent);
      }
    }
    @container frame (width < 640px) {
      .body.with-facets {
        grid-template-columns: minmax(0, 1fr);
      }
      .facets {
        inset-block: auto 0;
        inset-inline: 0;
        inline-size: auto;
        max-block-size: 86%;
        border: 0;
        border-start-start-radius: var(--_radius-l);
        border-start-end-radius: var(--_radius-l);
        animation-name: slide-up;
      }
      .facet-value {
        min-block-size: 44px;
      }
    }
    @keyframes slide-in {
      from {
        opacity: 0;
        transform: translateX(16px);
      }
    }
    @keyframes slide-up {
      from {
        opacity: 0;
        transform: translateY(24px);
      }
    }
    @media (forced-colors: active) {
      .swatch input:checked + .dot {
        outline: 3px solid Highlight;
        outline-offset: 2px;
      }
    }
    @media (pointer: coarse) {
      .facet-value {
        min-block-size: 44px;
      }
      .swatch {
        inline-size: 44px;
        block-size: 44px;
      }
    }
  }
`
