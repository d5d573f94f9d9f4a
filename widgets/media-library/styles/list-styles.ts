/** The list: its head, and assets as lines with the columns that there is room for beside the tree and the filters. */
import { css } from 'lit'

/** Beside the tree, and beside tree and filters, it gets narrow sooner than the window does. */
const fewerColumns = css`
  .results.list {
    --_columns: minmax(0, 1fr) 84px 112px;
  }
  .list :is(.column-format, .column-dimensions) {
    display: none;
  }
`

const oneLine = css`
  .list-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    padding-inline: 12px;
    white-space: nowrap;
  }
  .list .cell {
    display: none;
  }
  .list .tile-meta {
    display: block;
    font-size: 0.8667em;
  }
  .list .caption {
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
  }
  .list .tile {
    padding-inline-end: 4px;
  }
`

export const listStyles = css`
  @layer tintype {
    .results.list {
      --_columns: minmax(0, 1fr) 72px 108px 84px 112px;
    }
    .list-head {
      position: sticky;
      inset-block-start: -4px;
      z-index: 1;
      display: grid;
      grid-template-columns: var(--_columns);
      align-items: center;
      gap: 16px;
      min-block-size: 40px;
      padding-inline: 129px 59px;
      border-block-end: 1px solid var(--_border);
      background: var(--_surface);
      color: var(--_text-muted);
      font-size: 0.8667em;
      font-weight: 600;
    }
    .column {
      min-inline-size: 0;
    }
    .column-sort {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      max-inline-size: 100%;
      min-block-size: 32px;
      padding: 0 8px;
      margin-inline: -8px;
      border: 0;
      border-radius: 7px;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    .column-sort:hover {
      background: var(--_surface-2);
      color: var(--_text);
    }
    .column-sort:is(.ascending, .descending) {
      color: var(--_text);
    }
    .column-sort .icon {
      font-size: 9px;
    }
    .column-sort.ascending .icon {
      transform: rotate(180deg);
    }
    :is(.cell, .list-head .column).column-size {
      text-align: end;
    }
    .cell {
      overflow: hidden;
      color: var(--_text-muted);
      font-size: 0.8667em;
      font-variant-numeric: tabular-nums;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .results.list {
      --_inset: 12px;
    }
    .list .tile {
      flex-direction: row;
      align-items: center;
      gap: 14px;
      padding: 6px 12px 6px 46px;
      border-radius: 12px;
    }
    [dir='rtl'] .list .tile {
      padding: 6px 46px 6px 12px;
    }
    .list .thumb {
      flex: none;
      inline-size: 64px;
      block-size: 50px;
      border-radius: 8px;
    }
    /* Rows that touch are told apart by their ground, not by a ring around each. */
    .list .tile.selected {
      box-shadow: none;
    }
    .list .tile.selected .thumb {
      margin: 0;
    }
    .list .thumb img.whole {
      padding: 2px;
    }
    .list .kind {
      font-size: 15px;
    }
    .list .kind-name,
    .list .badge:not(.lock) {
      display: none;
    }
    .list .badges {
      inset: 3px;
    }
    .list .badge {
      min-block-size: 18px;
    }
    .list .caption {
      flex: 1;
      grid-template-columns: var(--_columns);
      align-items: center;
      gap: 16px;
      min-inline-size: 0;
    }
    .list .tile-name {
      font-size: 0.9333em;
    }
    .list .tile-meta {
      display: none;
    }
    .list .mark {
      inset-block-start: 50%;
      inset-inline-start: 10px;
      inline-size: 24px;
      block-size: 24px;
      margin-block-start: -12px;
      box-shadow: none;
      opacity: 1;
    }
    .list .peek {
      position: static;
      flex: none;
      box-shadow: none;
    }
    .list .tile.missing .bone {
      block-size: 40px;
    }
    @container frame (width < 1000px) {
      .body {
        ${fewerColumns}
      }
    }
    @container frame (width < 1270px) {
      .with-facets {
        ${fewerColumns}
      }
    }
    @container frame (width < 860px) {
      .body {
        ${oneLine}
      }
    }
    @container frame (width < 1060px) {
      .with-facets {
        ${oneLine}
      }
    }
    @media (pointer: coarse) {
      .column-sort {
        min-block-size: 44px;
      }
    }
  }
`
