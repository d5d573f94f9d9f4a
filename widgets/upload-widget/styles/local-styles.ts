/** The place to drop files, its drawing, and the camera. */
import { css } from 'lit'

export const localStyles = css`
  @layer tintype {
    .dropzone {
      position: relative;
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      margin: 20px;
      padding: var(--_space-5);
      border: 1.5px dashed color-mix(in oklab, var(--_border) 40%, var(--_text-muted));
      border-radius: var(--_radius-l);
      text-align: center;
      transition:
        background-color var(--_duration),
        border-color var(--_duration);
    }
    .dragging .dropzone {
      border-color: var(--_accent);
      border-style: solid;
      background: color-mix(in oklab, var(--_accent) 7%, var(--_surface));
    }
    .drop-veil {
      position: absolute;
      inset: 0;
      z-index: 2;
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--_space-2);
      padding: var(--_space-5);
      border: 2px solid var(--_accent);
      border-radius: inherit;
      background: color-mix(in oklab, color-mix(in oklab, var(--_accent) 7%, var(--_surface)) 94%, transparent);
      text-align: center;
      animation: fade var(--_duration);
      /* What is dropped belongs to the window below. */
      pointer-events: none;
    }
    :has(.dropzone:not(.strip)) > .drop-veil {
      display: none;
    }
    .dropzone-title {
      margin-block-start: var(--_space-2);
      font-size: 1.4667em;
      font-weight: 650;
      letter-spacing: -0.02em;
      line-height: 1.2;
    }
    .dropzone .button-row {
      margin-block-start: var(--_space-4);
    }
    .limits {
      margin-block-start: var(--_space-4);
      color: var(--_text-muted);
      font-size: 0.8667em;
      overflow-wrap: anywhere;
    }
    .photo-stack {
      display: block;
      inline-size: 196px;
      block-size: auto;
      overflow: visible;
    }
    .card {
      transform-box: view-box;
      transform-origin: 80px 96px;
      transition: transform 320ms cubic-bezier(0.2, 0.9, 0.3, 1.2);
    }
    .card rect:first-child {
      fill: var(--_surface);
      stroke: color-mix(in oklab, var(--_border) 75%, var(--_text-muted));
      stroke-width: 1.5;
    }
    .card-back {
      transform: rotate(-13deg) translate(-9px, 1px);
    }
    .card-middle {
      transform: rotate(12deg) translate(9px, 1px);
    }
    .dragging .card-back {
      transform: rotate(-24deg) translate(-16px, 0);
    }
    .dragging .card-middle {
      transform: rotate(23deg) translate(16px, 0);
    }
    .dragging .card-front {
      transform: translateY(-8px);
    }
    .card .fill-soft {
      fill: color-mix(in oklab, var(--_accent) 30%, var(--_surface));
    }
    .card .line {
      fill: none;
      stroke: color-mix(in oklab, var(--_border) 70%, var(--_text-muted));
      stroke-width: 3;
      stroke-linecap: round;
    }
    .sky {
      fill: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
    }
    .sun {
      fill: var(--_highlight);
    }
    .hill-back {
      fill: color-mix(in oklab, var(--_accent) 45%, var(--_surface));
    }
    .hill-front {
      fill: color-mix(in oklab, var(--_accent) 78%, var(--_surface));
    }
    .arrow circle {
      fill: var(--_accent);
      stroke: var(--_surface);
      stroke-width: 3;
    }
    .arrow path {
      fill: none;
      stroke: var(--_on-accent);
      stroke-width: 2.2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .arrow {
      transition: transform 320ms cubic-bezier(0.2, 0.9, 0.3, 1.2);
    }
    .dragging .arrow {
      transform: translateY(-4px);
    }
    .url-form {
      justify-items: stretch;
    }
    @media (pointer: coarse) {
      .paste-hint {
        display: none;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .card,
      .arrow {
        transition: none;
      }
    }
    @container frame (width < 480px) {
      .url-form .field-row > * {
        flex: 1 0 100%;
      }
    }
    @container frame (width < 640px) {
      .dropzone {
        margin: 16px;
        padding: 20px 16px;
      }
    }
    @container frame (height < 520px) {
      .dropzone {
        margin: 12px;
        padding: 12px;
        gap: 4px;
      }
      .dropzone .illustration,
      .dropzone .limits {
        display: none;
      }
      .dropzone .button-row {
        margin-block-start: var(--_space-2);
      }
      .dropzone-title {
        margin: 0;
        font-size: 1.2em;
      }
    }
    @container frame (height < 400px) {
      .dropzone .paste-hint {
        display: none;
      }
    }
  }
`
