/** The tree of places: a column, a drawer in narrow windows. */
import { css } from 'lit'

export const treeStyles = css`
  @layer tintype {
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
    @container frame (width < 640px) {
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
    }
    @media (pointer: coarse) {
      .twisty {
        inline-size: 44px;
        block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .destination[aria-current='page'] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  }
`
