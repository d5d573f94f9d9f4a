/**
 * The tree, the toolbar, the search, where people are, and the bar of what is selected.
 *
 * Over the ceiling of 300 lines because one rule set is easier to follow than its halves.
 */
import { css } from 'lit'

export const browseStyles = css`
  @layer tintype {
    .body {
      display: grid;
      grid-template-columns: var(--tintype-library-sidebar-width, 232px) minmax(0, 1fr);
    }
    .body.without-tree {
      grid-template-columns: minmax(0, 1fr);
    }
    .main {
      position: relative;
      display: grid;
      grid-template-rows: auto auto auto auto minmax(0, 1fr);
      grid-template-columns: minmax(0, 1fr);
      min-inline-size: 0;
      min-block-size: 0;
    }
    .main > .results {
      grid-row: 5;
    }
    .main > .banners {
      grid-row: 4;
    }
    .tree {
      display: flex;
      flex-direction: column;
      gap: 2px;
      min-block-size: 0;
      padding: 14px 10px;
      border-inline-end: 1px solid var(--_border);
      background: var(--_surface-2);
      overflow: hidden auto;
      overscroll-behavior: contain;
    }
    .tree-title {
      padding: 16px 10px 4px;
      color: var(--_text-muted);
      font-size: 0.8em;
      font-weight: 650;
      letter-spacing: 0.02em;
    }
    .tree ul {
      display: contents;
    }
    .tree li {
      display: contents;
    }
    .tree-item {
      display: flex;
      align-items: center;
      min-inline-size: 0;
      padding-inline-start: calc((var(--depth, 0) - 1) * 14px);
    }
    .tree-item:first-of-type {
      padding-inline-start: 0;
    }
    .twisty,
    .twisty-place {
      flex: none;
      inline-size: 24px;
    }
    .twisty {
      display: grid;
      place-items: center;
      block-size: 32px;
      padding: 0;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: var(--_text-muted);
      font-size: 11px;
      cursor: pointer;
    }
    .twisty:hover {
      color: var(--_text);
    }
    .twisty[aria-expanded='true'] .icon {
      transform: rotate(90deg);
    }
    .twisty .icon {
      transition: transform var(--_duration);
    }
    .destination {
      display: flex;
      flex: 1;
      align-items: center;
      gap: 9px;
      min-inline-size: 0;
      min-block-size: 36px;
      padding: 0 10px;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: var(--_text);
      font-size: 0.9333em;
      text-align: start;
      cursor: pointer;
    }
    .tree > .destination {
      flex: none;
    }
    .destination .icon {
      color: var(--_text-muted);
      font-size: 14px;
    }
    .destination:hover {
      background: color-mix(in oklab, var(--_text) 6%, transparent);
    }
    .destination[aria-current='page'] {
      background: color-mix(in oklab, var(--_accent) 14%, transparent);
      font-weight: 600;
    }
    .destination[aria-current='page'] .icon {
      color: var(--_accent);
    }
    .destination-name,
    .folder-name,
    .tile-name {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .tree-note {
      padding: 6px 10px;
      color: var(--_text-muted);
    }
    .tree-skeleton {
      display: grid;
      gap: 12px;
      padding: 12px 34px;
    }
    .tree-skeleton .bone {
      block-size: 12px;
      border-radius: 6px;
    }
    .icon-button.small {
      inline-size: 28px;
      block-size: 28px;
      font-size: 12px;
    }
    .scrim {
      display: none;
    }
    .toolbar {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 14px 20px 6px;
    }
    .tree-toggle {
      display: none;
    }
    .tools {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .tool {
      border-radius: var(--_radius-s);
      min-block-size: 44px;
      padding: 0 14px;
    }
    .tool .icon {
      color: var(--_text-muted);
      font-size: 14px;
    }
    .tool.on,
    .tool[aria-expanded='true'] {
      border-color: color-mix(in oklab, var(--_accent) 45%, var(--_border));
      background: color-mix(in oklab, var(--_accent) 10%, var(--_surface));
    }
    .count {
      min-inline-size: 20px;
      padding: 0 6px;
      border-radius: 999px;
      background: var(--_accent);
      color: var(--_on-accent);
      font-size: 0.8em;
      font-weight: 700;
      line-height: 20px;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }
    .insert .count {
      background: color-mix(in oklab, var(--_on-accent) 22%, var(--_accent));
    }
    .search {
      position: relative;
      flex: 1;
      min-inline-size: 0;
    }
    .search-field {
      padding-inline: 42px 84px;
      border-color: var(--_border);
      background: var(--_surface-2);
      text-overflow: ellipsis;
    }
    .search-field:focus {
      background: var(--_surface);
    }
    .search-field.expression {
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      font-size: max(16px, 0.9333em);
    }
    .search-field[aria-invalid='true'] {
      border-color: var(--_danger);
    }
    .search-icon {
      position: absolute;
      inset-block-start: 12px;
      inset-inline-start: 13px;
      color: var(--_text-muted);
      pointer-events: none;
    }
    .search-buttons {
      position: absolute;
      inset-block-start: 4px;
      inset-inline-end: 5px;
      display: flex;
    }
    .search-problem {
      padding-block-start: 6px;
      color: var(--_danger);
      overflow-wrap: anywhere;
    }
    .suggestions {
      position: absolute;
      inset-block-start: calc(100% + 6px);
      inset-inline: 0;
      z-index: 4;
      max-block-size: 320px;
      padding: 6px;
      overflow-y: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
    }
    .suggestions[hidden] {
      display: none;
    }
    .suggestion {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 40px;
      padding: 4px 10px;
      border-radius: var(--_radius-s);
      cursor: pointer;
    }
    .suggestion .icon {
      color: var(--_text-muted);
      font-size: 14px;
    }
    .suggestion-label {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .suggestion:hover,
    .suggestion.active {
      background: var(--_surface-2);
    }
    .suggestion.active {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
    }
    .place-bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      padding: 4px 20px 8px;
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
    .select .icon {
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
    .selection {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 68px;
      padding: 10px 20px;
    }
    .selection-count {
      font-weight: 600;
      white-space: nowrap;
    }
    .selection:not(.some) .selection-count {
      color: var(--_text-muted);
      font-weight: 400;
    }
    .selection-actions {
      display: flex;
      align-items: center;
      gap: 8px;
      min-inline-size: 0;
      margin-inline-start: auto;
    }
    .insert {
      min-inline-size: 112px;
      min-block-size: 46px;
    }
    .chosen {
      display: flex;
    }
    .chosen-thumb {
      inline-size: 40px;
      block-size: 40px;
      margin-inline-start: -14px;
      border: 2px solid var(--_surface);
      border-radius: 10px;
      background: var(--_surface-2);
      object-fit: cover;
    }
    .chosen-thumb:first-child {
      margin-inline-start: 0;
    }
    @container frame (width < 900px) {
      .tool-label {
        display: none;
      }
      .tool {
        inline-size: 44px;
        padding: 0;
      }
      .tool.on {
        inline-size: auto;
        padding: 0 10px;
      }
    }
    @container frame (width < 640px) {
      .body {
        grid-template-columns: minmax(0, 1fr);
      }
      .tree-toggle {
        display: inline-grid;
        inline-size: 44px;
        block-size: 44px;
        margin-inline: -8px -4px;
      }
      .tree {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 0;
        z-index: 4;
        inline-size: min(300px, 86%);
        box-shadow: var(--_shadow-2);
        visibility: hidden;
        transform: translateX(-102%);
        transition:
          transform var(--_duration),
          visibility var(--_duration);
      }
      [dir='rtl'] .tree {
        transform: translateX(102%);
      }
      .tree.open,
      [dir='rtl'] .tree.open {
        visibility: visible;
        transform: none;
      }
      .scrim.open {
        position: absolute;
        inset: 0;
        z-index: 3;
        display: block;
        border: 0;
        background: color-mix(in oklab, var(--_backdrop) 70%, transparent);
      }
      .destination,
      .twisty {
        min-block-size: 44px;
      }
      .toolbar {
        gap: 6px;
        padding: 10px 14px 4px;
      }
      .place-bar {
        padding: 2px 10px 6px;
      }
      .total {
        display: none;
      }
      .select select {
        max-inline-size: 150px;
        padding-inline-start: 8px;
        text-overflow: ellipsis;
      }
      .chip-bar {
        padding: 0 14px 6px;
      }
      .selection {
        min-block-size: 60px;
        padding: 8px 14px;
        padding-block-end: max(8px, env(safe-area-inset-bottom));
      }
      .chosen {
        display: none;
      }
      .insert {
        min-inline-size: 92px;
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
      .twisty {
        inline-size: 44px;
        block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .destination[aria-current='page'],
      .segment[aria-pressed='true'],
      .suggestion.active {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  }
`
