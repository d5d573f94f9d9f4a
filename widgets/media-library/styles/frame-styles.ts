/**
 * The window: nearly the whole screen as a dialog, a block in the page when inline. What is inside reacts to the window's
 * own size (container `frame`), not to the screen's: columns from 640 px on, filters beside the results from 900 px on.
 */
import { css } from 'lit'
import { messageRules } from '../../kit/theme/message-rules.ts'

export const frameStyles = css`
  @layer tintype {
    ${messageRules}
    :host {
      display: inline-block;
      --_tile-size: var(--tintype-library-tile-size, 190px);
      --_tile-gap: var(--tintype-library-tile-gap, 12px);
    }
    .overlay {
      position: fixed;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      max-inline-size: none;
      max-block-size: none;
      margin: 0;
      padding: 25px;
      border: 0;
      background: none;
      color: inherit;
      overflow: hidden;
    }
    .overlay[open] {
      display: grid;
    }
    .overlay::backdrop {
      background: var(--_backdrop);
    }
    .overlay .frame {
      place-self: center;
      inline-size: min(100%, var(--tintype-library-width, 100%));
      block-size: min(100%, var(--tintype-library-height, 100%));
    }
    .overlay[open] .frame {
      animation: rise var(--_duration) cubic-bezier(0.2, 0.8, 0.3, 1);
    }
    .overlay[open]::backdrop {
      animation: fade var(--_duration);
    }
    .frame {
      container: frame / size;
      position: relative;
      display: grid;
      /* Where the window is very low it scrolls as a whole: see below. */
      grid-template-rows: auto 1fr auto;
      min-inline-size: 0;
      min-block-size: 0;
      overflow: hidden auto;
      border-radius: var(--_radius-l);
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow-2);
      text-align: start;
    }
    [dir='rtl'] {
      text-align: right;
    }
    [dir='rtl'] :is(p, h2, h3, label, span) {
      unicode-bidi: plaintext;
    }
    .frame:focus-visible {
      outline: none;
    }
    .inline {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      min-block-size: 0;
    }
    .inline .frame {
      block-size: 100%;
      border: 1px solid var(--_border);
      box-shadow: none;
    }
    /* As high as its place; where that has no height of its own, as high as its intrinsic size says. */
    :host([inline]) {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      inline-size: var(--tintype-library-width, auto);
      max-inline-size: 100%;
      block-size: var(--tintype-library-inline-height, var(--tintype-library-height, 100%));
      contain: size;
      contain-intrinsic-block-size: 720px;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(12px) scale(0.99);
      }
    }
    @keyframes fade {
      from {
        opacity: 0;
      }
    }
    .header {
      display: flex;
      align-items: center;
      gap: var(--_space-3);
      grid-row: 1;
      min-block-size: 60px;
      padding-block: 10px;
      padding-inline: 24px 14px;
      border-block-end: 1px solid var(--_border);
    }
    .title {
      font-size: 1.1333em;
      font-weight: 650;
      letter-spacing: -0.01em;
      line-height: 1.3;
    }
    .cloud {
      min-inline-size: 0;
      padding: 2px 10px;
      overflow: hidden;
      border-radius: 999px;
      background: var(--_surface-2);
      color: var(--_text-muted);
      font-size: 0.8667em;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .window-controls {
      display: flex;
      align-items: center;
      gap: 8px;
      margin-inline-start: auto;
    }
    .corner {
      position: absolute;
      inset-block-start: 10px;
      inset-inline-end: 12px;
      z-index: 4;
      border-radius: 50%;
      background: var(--_surface);
    }
    .corner + .body .toolbar {
      padding-inline-end: 64px;
    }
    .body,
    .entrance {
      grid-row: 2;
      position: relative;
      min-block-size: 0;
    }
    .cover {
      position: absolute;
      inset: 0;
      z-index: 3;
      display: grid;
      min-block-size: 0;
      background: var(--_surface);
      animation: fade var(--_duration);
    }
    .footer {
      grid-row: 3;
      position: relative;
      min-inline-size: 0;
      border-block-start: 1px solid var(--_border);
      background: var(--_surface);
    }
    .avatar {
      display: grid;
      place-items: center;
      inline-size: 34px;
      block-size: 34px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
      color: var(--_text);
      font-size: 0.8667em;
      font-weight: 700;
      cursor: pointer;
    }
    .menu-holder {
      position: relative;
    }
    .menu {
      position: absolute;
      inset-block-start: calc(100% + 8px);
      inset-inline-end: 0;
      z-index: 6;
      display: grid;
      min-inline-size: 220px;
      padding: 6px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
    }
    .menu-head {
      display: grid;
      padding: 8px 10px 10px;
      border-block-end: 1px solid var(--_border);
      margin-block-end: 6px;
      overflow-wrap: anywhere;
    }
    .menu-item {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 40px;
      padding: 0 10px;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      cursor: pointer;
    }
    .menu-item:hover {
      background: var(--_surface-2);
    }
    .sheet {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--_space-3);
      max-inline-size: 460px;
      margin: auto;
      padding: var(--_space-5);
      text-align: center;
    }
    .sheet .button {
      margin-block-start: var(--_space-2);
    }
    .banner {
      padding-block: 8px;
      padding-inline: 20px 12px;
    }
    @media (max-width: 700px) {
      .overlay {
        padding: 25px 0;
      }
      .overlay .frame {
        border-radius: var(--_radius-m);
      }
    }
    @media (max-height: 480px) {
      .overlay {
        padding: 0;
      }
      .overlay .frame {
        border-radius: 0;
      }
    }
    @container frame (height < 440px) {
      .body {
        min-block-size: 400px;
      }
    }
    @container frame (width < 380px) {
      .cloud {
        display: none;
      }
    }
    @container frame (width < 640px) {
      .header {
        min-block-size: 52px;
        padding-block: 6px;
        padding-inline: 16px 8px;
      }
    }
  }
`
