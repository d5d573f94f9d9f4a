/**
 * The window: a dialog in the middle of wide screens, the whole screen below 768 px, a block in the page when inline.
 * What is inside reacts to the window's own size (container `frame`), not to the screen's.
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
    }
    :host([inline]) {
      display: block;
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
      place-items: center;
    }
    .overlay::backdrop {
      background: var(--_backdrop);
    }
    .frame {
      container: frame / size;
      position: relative;
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      inline-size: min(900px, 100%);
      block-size: min(640px, 100%);
      overflow: hidden;
      border-radius: var(--_radius-l);
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow-2);
      text-align: start;
    }
    /* Texts may be in another direction than the page: each stands by itself, on the page's side. */
    [dir='rtl'] {
      text-align: right;
    }
    [dir='rtl'] :is(p, h2, h3, label, button, span) {
      unicode-bidi: plaintext;
    }
    .frame:focus-visible {
      outline: none;
    }
    .overlay[open] .frame {
      animation: rise var(--_duration) cubic-bezier(0.2, 0.8, 0.3, 1);
    }
    .overlay[open]::backdrop {
      animation: fade var(--_duration);
    }
    .inline .frame {
      container-type: inline-size;
      inline-size: 100%;
      block-size: auto;
      min-block-size: var(--tintype-upload-inline-min-height, 610px);
      border: 1px solid var(--_border);
      box-shadow: none;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(12px) scale(0.985);
      }
    }
    @keyframes fade {
      from {
        opacity: 0;
      }
    }
    .title-bar {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-3);
      padding: 14px 14px 14px 24px;
      border-block-end: 1px solid var(--_border);
    }
    [dir='rtl'] .title-bar {
      padding: 14px 24px 14px 14px;
    }
    .title {
      font-size: 1.1333em;
      font-weight: 650;
      letter-spacing: -0.01em;
      line-height: 1.3;
    }
    .window-controls {
      display: flex;
      gap: 2px;
      margin-inline-start: auto;
    }
    .body {
      display: grid;
      grid-template-columns: 108px minmax(0, 1fr);
      min-block-size: 0;
    }
    .rail {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      gap: var(--_space-3);
      min-block-size: 0;
      padding: 14px 10px;
      border-inline-end: 1px solid var(--_border);
      background: var(--_surface-2);
      overflow-y: auto;
    }
    .tabs {
      display: flex;
      flex-direction: column;
      gap: 6px;
    }
    .tab {
      position: relative;
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 6px;
      min-block-size: 72px;
      padding: 8px 4px;
      border: 0;
      border-radius: var(--_radius-m);
      background: none;
      color: var(--_text-muted);
      font-size: 0.8em;
      font-weight: 550;
      line-height: 1.25;
      cursor: pointer;
      transition:
        background-color var(--_duration),
        color var(--_duration);
    }
    .tab:hover {
      background: color-mix(in oklab, var(--_text) 6%, transparent);
      color: var(--_text);
    }
    .tab[aria-selected='true'] {
      background: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 11%, var(--_surface-2)));
      color: var(--_text);
      box-shadow:
        0 0 0 1px color-mix(in oklab, var(--_border) 70%, transparent),
        var(--_shadow-1);
    }
    .tab[aria-selected='true'] .tab-icon {
      color: var(--_accent);
    }
    .tab[aria-disabled='true'] .tab-icon {
      opacity: 0.5;
    }
    .tab-icon {
      position: relative;
      font-size: 17px;
    }
    .monogram {
      display: grid;
      place-items: center;
      inline-size: 1.35em;
      block-size: 1.35em;
      border: 0.1em solid;
      border-radius: 0.4em;
    }
    .monogram::before {
      content: attr(data-letter);
      font-size: 0.75em;
      font-weight: 700;
      line-height: 1;
    }
    .tab-label {
      max-inline-size: 100%;
      overflow-wrap: break-word;
      text-align: center;
    }
    .badge {
      position: absolute;
      inset-block-start: -8px;
      inset-inline-start: 15px;
      min-inline-size: 18px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--_accent);
      color: var(--_on-accent);
      font-size: 11px;
      font-weight: 700;
      line-height: 18px;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }
    .powered-by {
      color: var(--_text-muted);
      font-size: 11px;
      line-height: 1.35;
      text-align: center;
    }
    .main {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      min-inline-size: 0;
      min-block-size: 0;
    }
    .panel {
      display: grid;
      min-block-size: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
    }
    .inline .panel {
      overflow: visible;
    }
    .sheet {
      display: grid;
      align-content: center;
      justify-self: center;
      gap: var(--_space-3);
      inline-size: min(520px, 100%);
      padding: var(--_space-5);
    }
    .sheet.centred {
      justify-items: center;
      text-align: center;
      max-inline-size: 460px;
    }
    /* What is there at once says nothing of loading. */
    .sheet[part='loading'] {
      animation: fade var(--_duration) 250ms backwards;
    }
    .sheet.centred .button {
      margin-block-start: var(--_space-2);
    }
    .sheet-icon {
      margin-block-end: var(--_space-1);
    }
    .banner {
      padding: 10px 12px 10px 20px;
      border-block-end: 1px solid var(--_border);
    }
    [dir='rtl'] .banner {
      padding: 10px 20px 10px 12px;
    }
    .banner-actions {
      display: flex;
      gap: var(--_space-2);
    }
    .veil {
      position: absolute;
      inset: 0;
      z-index: 2;
      display: grid;
      place-items: center;
      padding: var(--_space-4);
      background: color-mix(in oklab, var(--_surface) 72%, transparent);
      animation: fade var(--_duration);
    }
    .confirmation {
      display: grid;
      gap: var(--_space-3);
      inline-size: min(400px, 100%);
      max-block-size: 100%;
      padding: var(--_space-5);
      overflow-y: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
      box-shadow: var(--_shadow-2);
    }
    .confirmation .button-row {
      margin-block-start: var(--_space-2);
    }
    /* Telephones, upright and lying: the whole screen, beside its notch. */
    @media (max-width: 767px), (max-height: 419px) {
      .overlay {
        padding: 0;
      }
      .overlay .frame {
        inline-size: 100%;
        block-size: 100%;
        padding-left: env(safe-area-inset-left);
        padding-right: env(safe-area-inset-right);
        border-radius: 0;
      }
      .overlay .title-bar {
        padding-block-start: max(10px, env(safe-area-inset-top));
      }
    }
    @container frame (width < 640px) {
      .title-bar,
      [dir='rtl'] .title-bar {
        padding: 10px 10px 10px 16px;
      }
      [dir='rtl'] .title-bar {
        padding: 10px 16px 10px 10px;
      }
      .body {
        grid-template-columns: minmax(0, 1fr);
        grid-template-rows: auto minmax(0, 1fr);
      }
      .rail {
        padding: 6px 10px;
        border-inline-end: 0;
        border-block-end: 1px solid var(--_border);
        overflow: auto hidden;
        scrollbar-width: none;
      }
      .powered-by {
        display: none;
      }
      .tabs {
        flex-direction: row;
        gap: 2px;
      }
      .tab {
        flex: 1 0 auto;
        min-inline-size: 60px;
        max-inline-size: 112px;
        gap: 3px;
        min-block-size: 54px;
        padding: 6px 4px 4px;
      }
      .sheet {
        padding: 20px 16px;
      }
      .field-row {
        flex-wrap: wrap;
      }
      .field-row .field {
        flex: 1 1 200px;
      }
      .field-row .button {
        flex: 1 0 auto;
      }
      .banner,
      [dir='rtl'] .banner {
        flex-wrap: wrap;
        padding: 10px 16px;
      }
      .banner-actions {
        flex: 1 0 100%;
        justify-content: flex-end;
      }
    }
    /* Landscape phones and split screens: less air, nothing cut. */
    @container frame (height < 520px) {
      .title-bar,
      [dir='rtl'] .title-bar {
        padding-block: 4px;
      }
      .tab {
        min-block-size: 48px;
        gap: 2px;
        padding-block: 4px;
      }
      .rail {
        padding-block: 6px;
      }
      .tabs {
        gap: 2px;
      }
      .sheet {
        align-content: safe center;
        padding-block: 12px;
        gap: var(--_space-2);
      }
      .sheet-icon,
      .powered-by {
        display: none;
      }
    }
  }
`
