/** The list of uploads: in the corner where it hides least, over the whole width on small screens. */
import { css } from 'lit'

export const uploadStyles = css`
  @layer tintype {
    .transfers {
      position: absolute;
      inset-block-end: calc(100% + var(--_space-3));
      inset-inline-end: var(--_space-4);
      z-index: 4;
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      inline-size: min(380px, 100cqi - 32px);
      max-block-size: min(360px, 60cqb);
      overflow: hidden;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
      text-align: start;
    }
    .transfers-header {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 48px;
      padding: 4px 6px 4px var(--_space-4);
      border-block-end: 1px solid var(--_border);
      background: var(--_surface-2);
    }
    .transfers-title {
      flex: 1;
      margin: 0;
      font-size: 0.9333em;
      font-weight: 650;
    }
    .transfers-list {
      margin: 0;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }
    .transfer {
      position: relative;
      display: grid;
      grid-template: auto auto / 44px minmax(0, 1fr) auto;
      gap: 0 var(--_space-3);
      align-items: center;
      padding: var(--_space-2) var(--_space-2) var(--_space-2) var(--_space-3);
    }
    .transfer + .transfer {
      border-block-start: 1px solid var(--_border);
    }
    .transfer-picture {
      grid-row: 1 / 3;
      display: grid;
      place-items: center;
      inline-size: 44px;
      block-size: 44px;
      overflow: hidden;
      border-radius: var(--_radius-s);
      background: var(--_surface-2);
      color: var(--_text-muted);
    }
    .transfer-picture > * {
      grid-area: 1 / 1;
    }
    .transfer-picture img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .transfer-picture img.broken,
    .transfer-picture img:not(.broken) + .icon {
      display: none;
    }
    .transfer-name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .transfer-status {
      grid-column: 2;
      color: var(--_text-muted);
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    .transfer-status.failed {
      color: var(--_danger);
    }
    .transfer-actions {
      grid-area: 1 / 3 / 3 / 4;
      display: flex;
      align-items: center;
    }
    .transfer-done {
      padding: 8px;
      color: var(--_success);
    }
    .transfer-track {
      position: absolute;
      inset-inline: 0;
      inset-block-end: 0;
      block-size: 3px;
      background: var(--_surface-2);
    }
    .transfer-bar {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      background: var(--_progress);
      transform: scaleX(var(--_fraction, 0));
      transform-origin: left;
      transition: transform 240ms linear;
    }
    [dir='rtl'] .transfer-bar {
      transform-origin: right;
    }
    @media (prefers-reduced-motion: reduce) {
      .transfer-bar {
        transition: none;
      }
    }
    @media (forced-colors: active) {
      .transfer-bar {
        background: Highlight;
        forced-color-adjust: none;
      }
    }
    @container frame (width < 640px) {
      .transfers {
        inset-inline: 0;
        inset-block-end: 100%;
        inline-size: 100%;
        border-radius: var(--_radius-m) var(--_radius-m) 0 0;
      }
    }
  }
`
