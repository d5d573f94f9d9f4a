/**
 * Camera, screen and sound.
 *
 * Over the ceiling of 300 lines because one rule set is easier to follow than its halves.
 */
import { css } from 'lit'

export const captureStyles = css`
  @layer tintype {
    tintype-capture-screen {
      display: grid;
      min-block-size: 0;
      min-inline-size: 0;
    }
    .camera {
      display: grid;
      grid-template-rows: minmax(0, 1fr) repeat(3, auto);
      gap: var(--_space-3);
      min-block-size: 0;
      min-inline-size: 0;
      padding: var(--_space-4);
    }
    .stage {
      position: relative;
      display: grid;
      min-block-size: 120px;
      overflow: hidden;
      border-radius: var(--_radius-m);
    }
    .viewfinder {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      min-block-size: 0;
      background: #000;
      object-fit: contain;
    }
    .viewfinder.mirror {
      transform: scaleX(-1);
    }
    .inline .stage {
      max-block-size: 460px;
    }
    .sound-stage {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      justify-items: center;
      gap: var(--_space-4);
      padding: var(--_space-4);
      background: var(--_surface-2);
    }
    .sound {
      inline-size: min(420px, 100%);
    }
    .sound-stage > .level {
      inline-size: min(280px, 60cqi);
    }
    .level {
      overflow: hidden;
      block-size: 8px;
      border-radius: 999px;
      background: color-mix(in oklab, var(--_text) 14%, var(--_surface));
    }
    .level-bar {
      block-size: 100%;
      border-radius: inherit;
      background: var(--_success);
      transform: scaleX(var(--_level, 0));
      transform-origin: left;
      transition: transform 120ms linear;
    }
    [dir='rtl'] .level-bar {
      transform-origin: right;
    }
    .stage-level {
      position: absolute;
      inset-block-end: 12px;
      inset-inline: 12px auto;
      inline-size: 96px;
      padding: 6px 8px;
      border-radius: 999px;
      background: #000000b3;
    }
    .stage-level .level {
      block-size: 5px;
      background: #ffffff40;
    }
    .stage-level .level-bar {
      background: #5ee0a4;
    }
    .recording-badge {
      position: absolute;
      inset-block-start: 12px;
      inset-inline-start: 12px;
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 4px 12px;
      border-radius: 999px;
      background: #0f1117;
      color: #fff;
      font-size: 0.9333em;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    .recording-dot {
      inline-size: 10px;
      block-size: 10px;
      border-radius: 50%;
      background: #ff5a54;
      animation: record 1.6s ease-in-out infinite;
    }
    .recording-badge.paused .recording-dot {
      background: #c5c9d3;
      animation: none;
    }
    @keyframes record {
      50% {
        opacity: 0.25;
      }
    }
    .capture-settings {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--_space-2);
    }
    .capture-settings:empty,
    .capture-note:empty {
      display: none;
    }
    .modes {
      display: flex;
      margin: 0;
      padding: 3px;
      border: 1px solid var(--_border);
      border-radius: 999px;
    }
    .mode {
      display: grid;
      cursor: pointer;
    }
    .mode-label {
      display: grid;
      place-items: center;
      min-block-size: 32px;
      padding: 0 16px;
      border-radius: 999px;
      font-size: 0.9333em;
      font-weight: 600;
    }
    .mode :checked + .mode-label {
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .mode :focus-visible + .mode-label {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .device {
      position: relative;
      display: grid;
      align-items: center;
      min-inline-size: 0;
      max-inline-size: min(260px, 100%);
    }
    .device > .icon {
      position: absolute;
      inset-inline-start: 12px;
      color: var(--_text-muted);
      pointer-events: none;
    }
    .device-select {
      min-block-size: 38px;
      padding-inline: 38px 10px;
      overflow: hidden;
      border-radius: 999px;
      text-overflow: ellipsis;
    }
    .capture-note {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 0 var(--_space-3);
      font-size: 0.9333em;
      font-variant-numeric: tabular-nums;
      text-align: center;
    }
    .capture-warning {
      color: var(--_warning);
      font-weight: 600;
    }
    .capture-choices {
      display: grid;
      justify-items: start;
    }
    .capture-choice {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 36px;
      cursor: pointer;
    }
    .capture-choice input {
      inline-size: 18px;
      block-size: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .capture-waiting {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
    .camera-controls {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
      min-block-size: 60px;
    }
    .camera-controls > :first-child {
      justify-self: start;
    }
    .camera-controls > :last-child {
      grid-column: 3;
      justify-self: end;
    }
    .shutter {
      grid-column: 2;
      display: grid;
      place-items: center;
      inline-size: 60px;
      block-size: 60px;
      padding: 4px;
      border: 3px solid var(--_text);
      border-radius: 50%;
      background: none;
      cursor: pointer;
    }
    .shutter-inner {
      inline-size: 100%;
      block-size: 100%;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_text) 88%, var(--_surface));
      transition:
        transform var(--_duration),
        border-radius var(--_duration);
    }
    .for-recording .shutter-inner,
    .is-recording .shutter-inner {
      background: var(--_danger);
    }
    .is-recording .shutter-inner {
      border-radius: 22%;
      transform: scale(0.55);
    }
    .shutter:active .shutter-inner {
      transform: scale(0.86);
    }
    .is-recording:active .shutter-inner {
      transform: scale(0.48);
    }
    @media (pointer: coarse) {
      .mode-label,
      .device-select,
      .capture-choice {
        min-block-size: 44px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .level-bar,
      .shutter-inner {
        transition: none;
      }
      .recording-dot,
      .capture-waiting {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .level,
      .mode-label,
      .recording-badge {
        border: 1px solid CanvasText;
      }
      .level-bar,
      .recording-dot,
      .shutter-inner {
        background: CanvasText;
        forced-color-adjust: none;
      }
      .mode :checked + .mode-label {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
    @container frame (width < 640px) {
      .camera {
        padding: 12px;
        gap: 8px;
      }
      .camera-controls .button {
        padding-inline: 12px;
      }
    }
    @container frame (height < 520px) {
      .shutter {
        inline-size: 44px;
        block-size: 44px;
      }
      .camera {
        gap: 6px;
      }
      .camera-controls {
        min-block-size: 44px;
      }
    }
  }
`
