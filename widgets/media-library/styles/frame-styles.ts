/**
 * The window: nearly the whole screen as a dialog, a block in the page when inline. What is inside reacts to the window's
 * own size (container `frame`), not to the screen's: columns from 640 px on, filters beside the results from 900 px on.
 *
 * Over the ceiling of 300 lines because one rule set is easier to follow than its halves.
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
      grid-template-rows: auto minmax(0, 1fr) auto;
      min-inline-size: 0;
      min-block-size: 0;
      overflow: hidden;
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
      block-size: var(--tintype-library-inline-height, 100%);
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
    .entrance {
      display: grid;
      place-items: safe center;
      grid-row: 2 / 4;
      padding: var(--_space-5);
      overflow-y: auto;
      background: radial-gradient(
        120% 90% at 50% 0%,
        color-mix(in oklab, var(--_accent) 9%, var(--_surface)),
        var(--_surface) 70%
      );
    }
    .veil {
      position: absolute;
      inset: 0;
      z-index: 5;
      display: grid;
      place-items: safe center;
      padding: var(--_space-4);
      overflow-y: auto;
      background: color-mix(in oklab, var(--_surface) 78%, transparent);
      animation: fade var(--_duration);
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
    .spinner {
      inline-size: 34px;
      block-size: 34px;
      border: 3px solid color-mix(in oklab, var(--_accent) 20%, transparent);
      border-block-start-color: var(--_accent);
      border-radius: 50%;
      animation: turn 900ms linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
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
    .login {
      display: grid;
      gap: var(--_space-4);
      inline-size: min(392px, 100%);
      padding: 32px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-l);
      background: var(--_surface);
      box-shadow: var(--_shadow-1);
    }
    .login .sheet-icon {
      inline-size: 52px;
      block-size: 52px;
      border-radius: 16px;
      font-size: 19px;
    }
    .login > p.muted {
      margin-block-start: -10px;
    }
    .login-error {
      display: flex;
      gap: 8px;
      padding: 10px 12px;
      border-radius: var(--_radius-s);
      background: color-mix(in oklab, var(--_danger) 10%, var(--_surface));
      font-size: 0.9333em;
      overflow-wrap: anywhere;
    }
    .login-error .icon {
      color: var(--_danger);
    }
    .field-with-button {
      position: relative;
      display: block;
    }
    .field-with-button .field {
      padding-inline-end: 50px;
    }
    .field-with-button .icon-button {
      position: absolute;
      inset-block-start: 50%;
      inset-inline-end: 5px;
      transform: translateY(-50%);
    }
    .icon-button[aria-pressed='true'] {
      background: color-mix(in oklab, var(--_accent) 14%, transparent);
      color: var(--_accent);
    }
    .code {
      letter-spacing: 0.2em;
      font-variant-numeric: tabular-nums;
    }
    .wide {
      inline-size: 100%;
    }
    .field-group[hidden] {
      display: none;
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
    @container frame (width < 640px) {
      .header {
        min-block-size: 52px;
        padding-block: 6px;
        padding-inline: 16px 8px;
      }
      .login {
        padding: 24px 20px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .spinner {
        animation-duration: 4s;
      }
    }
  }
`
