/** The picture, the film, the sound, the page or the icon in the large view. */
import { css } from 'lit'

export const stageStyles = css`
  @layer tintype {
    .stage {
      position: relative;
      min-block-size: 0;
      min-inline-size: 0;
      background: var(--_surface-2);
    }
    .stage-view {
      position: absolute;
      inset: 0;
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      place-items: safe center;
      padding: var(--_space-5);
      overflow: hidden;
    }
    .stage-view.zoomed {
      grid-template: none;
      padding: 0;
      overflow: auto;
      overscroll-behavior: contain;
      cursor: grab;
      direction: ltr;
    }
    .stage-view.zoomed:active {
      cursor: grabbing;
    }
    .stage-view:focus-visible {
      outline-offset: -3px;
    }
    .stage-picture {
      inline-size: 100%;
      block-size: 100%;
      object-fit: scale-down;
      user-select: none;
      opacity: 0;
      transition: opacity var(--_duration);
    }
    .stage-picture.loaded {
      opacity: 1;
    }
    /* The page before stays until the next one has come. */
    .turning > .stage-picture.loaded {
      opacity: 0.35;
      transition-delay: 120ms;
    }
    .zoomed > .stage-picture {
      inline-size: calc(100% * var(--_zoom));
      block-size: calc(100% * var(--_zoom));
      object-fit: contain;
    }
    .stage-waiting {
      position: absolute;
      padding: 6px 14px;
      border-radius: 999px;
      background: var(--_surface);
      color: var(--_text-muted);
      animation: stage-waits 0s 300ms both;
    }
    .stage-view:not(.turning) > :is(.loaded, .failed) ~ .stage-waiting {
      display: none;
    }
    @keyframes stage-waits {
      from {
        visibility: hidden;
      }
    }
    .stage-failed {
      display: none;
    }
    .failed ~ .stage-failed {
      display: block;
      max-inline-size: 32ch;
      text-align: center;
    }
    :is(.stage-picture, .stage-film).failed {
      display: none;
    }
    .stage-view.playing {
      container-type: size;
    }
    .stage-film {
      aspect-ratio: var(--_ratio, 16 / 9);
      inline-size: min(100cqi, 100cqb * var(--_ratio, 1.7778));
      border-radius: var(--_radius-s);
      background: #000;
    }
    .stage-view.plain {
      grid-template: none / minmax(0, 1fr);
      align-content: safe center;
      gap: var(--_space-3);
      text-align: center;
    }
    .stage-icon {
      display: grid;
      place-items: center;
      inline-size: 120px;
      block-size: 120px;
      border: 1px solid var(--_border);
      border-radius: 28px;
      background: var(--_surface);
      color: var(--_accent);
      font-size: 40px;
    }
    .stage-extension {
      padding: 2px 10px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      background: var(--_surface);
      font-size: 0.8667em;
      font-weight: 600;
      text-transform: uppercase;
    }
    .stage-name {
      max-inline-size: 100%;
      overflow-wrap: anywhere;
      font-weight: 600;
    }
    .stage-sound {
      inline-size: min(420px, 100%);
    }
    .stage-bar {
      position: absolute;
      inset-block-end: var(--_space-3);
      display: flex;
      align-items: center;
      gap: 2px;
      padding: 2px 4px;
      border: 1px solid var(--_border);
      border-radius: 999px;
      background: var(--_surface);
      box-shadow: var(--_shadow-1);
    }
    .stage-bar.zoom {
      inset-inline-end: var(--_space-3);
    }
    .stage-bar.pager {
      inset-inline-start: var(--_space-3);
      font-size: 0.8667em;
    }
    .stage-bar.looking {
      inset-inline: var(--_space-3);
      inset-block-start: var(--_space-3);
      inset-block-end: auto;
      justify-content: space-between;
      padding-inline-start: var(--_space-3);
      border-radius: var(--_radius-m);
    }
    .stage-bar.looking > span {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .stage-bar.looking > .button {
      flex: none;
    }
    .stage:has(.looking) .stage-view {
      padding-block-start: 68px;
    }
    /* Room for the bars, also where there is none: pictures stay where they are when people go from tab to tab. */
    .stage-view:not(.zoomed):has(> .stage-picture) {
      padding-block-end: 68px;
    }
    .pager-value {
      white-space: nowrap;
    }
    .zoom-value {
      min-inline-size: 3.2em;
      text-align: center;
      font-size: 0.8667em;
      font-variant-numeric: tabular-nums;
    }
    @media (forced-colors: active) {
      .stage-bar {
        border: 1px solid CanvasText;
      }
    }
    @container frame (width < 760px) {
      .stage-view {
        padding: var(--_space-2);
      }
      .stage-view:not(.zoomed):has(> .stage-picture) {
        padding-block-end: var(--_space-2);
      }
      .stage-view.plain {
        gap: var(--_space-2);
      }
      .stage-icon {
        inline-size: 72px;
        block-size: 72px;
        border-radius: 20px;
        font-size: 26px;
      }
      /* It stands right above. */
      .stage-name {
        display: none;
      }
    }
    @container frame (width < 480px) {
      .zoom :is(.zoom-value, [data-tool='whole']) {
        display: none;
      }
      .stage-bar {
        inset-block-end: var(--_space-2);
      }
    }
  }
`
