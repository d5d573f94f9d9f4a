/** The crop screen: the picture takes what the window leaves, controls stay in sight. */
import { css } from 'lit'

export const cropStyles = css`
  tintype-crop-screen {
    display: block;
    block-size: 100%;
  }
  .crop {
    display: flex;
    flex-direction: column;
    gap: var(--_space-2);
    block-size: 100%;
    box-sizing: border-box;
    padding: var(--_space-4);
  }
  .crop-header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-3);
  }
  .crop-header > * {
    margin: 0;
  }
  .crop-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-inline-size: 100%;
  }
  .crop-area {
    --crop-line: #fff;
    --crop-grid: rgb(255 255 255 / 45%);
    --crop-shade: rgb(10 14 22 / 62%);
    position: relative;
    flex: 1 1 180px;
    min-block-size: 140px;
    overflow: clip;
    border-radius: var(--_radius-m);
    /* Dark in both schemes, as a light box would not be: what is left out steps back, colours stay true. */
    background: #1f232d;
    direction: ltr;
  }
  .crop-area:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  /* Room for the handles of an area that is as large as the picture. */
  tintype-crop-stage {
    position: absolute;
    inset: 14px;
  }
  tintype-crop-stage[data-loading] cropper-image {
    visibility: hidden;
  }
  .crop-area cropper-canvas {
    position: absolute;
    inset: 0;
    display: block;
    overflow: visible;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .body.cropping .rail {
    opacity: 0.45;
  }
  .crop-area cropper-handle[action$='-resize'] {
    min-inline-size: 28px;
    min-block-size: 28px;
  }
  .crop-area cropper-handle[action='n-resize'] {
    inset-block-start: -14px;
  }
  .crop-area cropper-handle[action='s-resize'] {
    inset-block-end: -14px;
  }
  .crop-area cropper-handle[action='e-resize'] {
    right: -14px;
  }
  .crop-area cropper-handle[action='w-resize'] {
    left: -14px;
  }
  .crop-area cropper-handle[action='ne-resize'] {
    top: -14px;
    right: -14px;
  }
  .crop-area cropper-handle[action='nw-resize'] {
    top: -14px;
    left: -14px;
  }
  .crop-area cropper-handle[action='se-resize'] {
    bottom: -14px;
    right: -14px;
  }
  .crop-area cropper-handle[action='sw-resize'] {
    bottom: -14px;
    left: -14px;
  }
  .crop-area cropper-handle[action$='-resize']::after {
    box-shadow: 0 0 0 1px rgb(10 14 22 / 35%);
  }
  .crop-area cropper-handle:is([action='n-resize'], [action='s-resize'])::after {
    inline-size: 22px;
    block-size: 6px;
    border-radius: 3px;
  }
  .crop-area cropper-handle:is([action='e-resize'], [action='w-resize'])::after {
    inline-size: 6px;
    block-size: 22px;
    border-radius: 3px;
  }
  .crop-area cropper-handle:is([action^='ne-'], [action^='nw-'], [action^='se-'], [action^='sw-'])::after {
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
  }
  .crop-badge {
    position: absolute;
    inset-block-end: var(--_space-2);
    inset-inline-start: 50%;
    translate: -50% 0;
    padding: 2px 10px;
    border-radius: 999px;
    background: #0a0e16;
    color: #fff;
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .crop-numbers {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    border: 0;
  }
  .crop-number {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-inline-size: 0;
  }
  .crop-number .field {
    inline-size: 100%;
    min-inline-size: 0;
    box-sizing: border-box;
    font-variant-numeric: tabular-nums;
    appearance: textfield;
  }
  .crop-number .field::-webkit-inner-spin-button {
    display: none;
  }
  .crop #crop-problem:empty {
    display: none;
  }
  .crop-buttons {
    justify-content: flex-start;
  }
  .crop-space {
    flex: 1;
  }
  @container frame (max-width: 480px) {
    .crop {
      padding: var(--_space-3);
    }
    .crop-space {
      display: none;
    }
    .crop-buttons .button {
      flex: 1 1 30%;
      min-inline-size: min-content;
      padding: 4px 8px;
      font-size: 0.8667em;
    }
    .crop-buttons .primary {
      flex: 1 0 100%;
      order: -1;
    }
  }
  @container frame (max-height: 460px) {
    .crop {
      padding: var(--_space-2) var(--_space-3);
    }
    .crop {
      display: grid;
      grid-template: auto 1fr auto auto / 1fr 180px;
    }
    .crop-header,
    .crop #crop-problem,
    .crop-buttons {
      grid-column: 1 / -1;
    }
    .crop-area {
      min-block-size: 90px;
    }
    .crop-numbers {
      grid-template-columns: 1fr 1fr;
      align-content: start;
    }
  }
`
