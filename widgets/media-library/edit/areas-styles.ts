/** Focus and regions: their list in the form, and what is drawn on the picture. */
import { css } from 'lit'

export const areasStyles = css`
  @layer tintype {
    .edit-areas {
      display: grid;
      gap: var(--_space-2);
    }
    .area-list {
      display: grid;
      gap: var(--_space-1);
    }
    .area-entry {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      padding: 4px 4px 4px 8px;
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
    }
    .area-entry.active {
      border-color: var(--_accent);
      background: color-mix(in oklab, var(--_accent) 8%, var(--_surface));
    }
    .area-choose {
      flex: 1;
      min-block-size: 44px;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-weight: 600;
      text-align: start;
      cursor: pointer;
    }
    .area-numbers {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: var(--_space-2);
    }
    .area-number .field {
      padding: 0 8px;
      appearance: textfield;
    }
    .area-number .field::-webkit-inner-spin-button {
      display: none;
    }
    .areas {
      position: absolute;
      inset: 0;
      container-type: size;
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
      place-items: center;
      gap: var(--_space-2);
      padding: var(--_space-4);
    }
    .areas-frame {
      position: relative;
      aspect-ratio: var(--_ratio);
      inline-size: min(100cqi - 48px, (100cqb - 96px) * var(--_ratio));
      direction: ltr;
      touch-action: none;
      cursor: crosshair;
      background: var(--_surface);
    }
    .areas-picture {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      user-select: none;
      pointer-events: none;
    }
    .areas-hint {
      text-align: center;
    }
    .area {
      position: absolute;
      left: var(--_x);
      top: var(--_y);
      width: var(--_w);
      height: var(--_h);
      box-sizing: border-box;
      border: 2px solid #fff;
      outline: 1px solid #0a0e16;
      cursor: move;
    }
    .area.focus {
      border-style: dashed;
    }
    .area.active {
      border-color: #ffd27a;
      box-shadow: 0 0 0 9999px rgb(10 14 22 / 45%);
      clip-path: none;
      z-index: 1;
    }
    .areas-frame {
      overflow: clip;
    }
    .area:focus-visible {
      outline: 3px solid #fff;
      outline-offset: 1px;
    }
    .area-name {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      max-inline-size: 100%;
      padding: 1px 8px;
      overflow: hidden;
      background: #0a0e16;
      color: #fff;
      font-size: 0.8em;
      text-overflow: ellipsis;
      white-space: nowrap;
      pointer-events: none;
    }
    .area-corner {
      position: absolute;
      width: 24px;
      height: 24px;
    }
    .area-corner::after {
      content: '';
      position: absolute;
      inset: 6px;
      border: 1px solid #0a0e16;
      border-radius: 50%;
      background: #fff;
    }
    .area-corner.nw {
      top: -12px;
      left: -12px;
      cursor: nwse-resize;
    }
    .area-corner.ne {
      top: -12px;
      right: -12px;
      cursor: nesw-resize;
    }
    .area-corner.sw {
      bottom: -12px;
      left: -12px;
      cursor: nesw-resize;
    }
    .area-corner.se {
      bottom: -12px;
      right: -12px;
      cursor: nwse-resize;
    }
    @container frame (width < 760px) {
      .areas {
        padding: var(--_space-2);
      }
      .areas-frame {
        inline-size: min(100cqi - 16px, (100cqb - 16px) * var(--_ratio));
      }
      /* Still read to those who use the keys. */
      .areas-hint {
        position: absolute;
        clip-path: inset(50%);
      }
    }
    @media (forced-colors: active) {
      .area-entry.active {
        border: 1px solid CanvasText;
      }
      .area {
        forced-color-adjust: none;
      }
    }
  }
`
