/** How the parts of the window lie, and the bar of its tools. */
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
    /* With nothing but a slot in it there is nothing to keep a distance from. */
    .search + .tools:not(:has(> button)) {
      margin-inline-start: -10px;
    }
    .search + .tools:not(:has(> button)) ::slotted(*) {
      margin-inline-start: 10px;
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
      .toolbar {
        gap: 6px;
        padding: 10px 14px 4px;
      }
    }
  }
`
