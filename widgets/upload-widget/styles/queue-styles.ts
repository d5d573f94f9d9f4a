/**
 * The queue, its rows, and the small bar that it collapses to.
 *
 * Over the ceiling of 300 lines because one rule set is easier to follow than its halves.
 */
import { css } from 'lit'

export const queueStyles = css`
  @layer tintype {
    .queue {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto auto;
      min-block-size: 0;
    }
    .queue-heading {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      gap: var(--_space-2) var(--_space-4);
      padding: 22px 24px 14px;
    }
    .queue-title {
      font-size: 1.4667em;
      font-weight: 650;
      letter-spacing: -0.02em;
      line-height: 1.2;
    }
    .queue-summary {
      display: flex;
      align-items: baseline;
      gap: var(--_space-3);
      font-variant-numeric: tabular-nums;
      /* Never higher than the title beside it, whose line it comes to and goes from. */
      line-height: 1.2;
      white-space: nowrap;
    }
    .percent {
      font-size: 1.1333em;
      font-weight: 650;
    }
    .failed-count {
      color: var(--_danger);
      font-weight: 600;
    }
    .overall,
    .progress {
      overflow: hidden;
      border-radius: 999px;
      background: color-mix(in oklab, var(--_text) 10%, var(--_surface));
    }
    .overall {
      grid-column: 1 / -1;
      block-size: 6px;
    }
    /* What has ended is told where its progress was, so that the files below stay where they are. */
    .queue-heading[data-outcome='done'] .bar,
    .queue-heading[data-outcome='partly'] .bar {
      background: var(--_success);
    }
    .queue-heading[data-outcome='partly'] .overall,
    .queue-heading[data-outcome='failed'] .overall {
      background: color-mix(in oklab, var(--_danger) 45%, var(--_surface));
    }
    .pace-place {
      grid-column: 1 / -1;
      min-block-size: 1.22em;
      line-height: 1.4;
    }
    .rows {
      display: grid;
      align-content: start;
      gap: 2px;
      min-block-size: 0;
      padding: 0 12px;
      overflow-y: auto;
    }
    .row {
      display: grid;
      grid-template-columns: 52px minmax(0, 1fr) auto;
      align-items: center;
      gap: 14px;
      padding: 10px 8px 10px 12px;
      border-radius: var(--_radius-m);
      /* Long queues: what is out of sight is neither laid out nor painted. */
      content-visibility: auto;
      contain-intrinsic-block-size: auto 74px;
      transition: background-color var(--_duration);
      animation: appear calc(var(--_duration) * 1.4) ease-out;
    }
    [dir='rtl'] .row {
      padding: 10px 12px 10px 8px;
    }
    @media (hover: hover) {
      .row:hover {
        background: var(--_surface-2);
      }
      .row:hover .thumbnail {
        background: var(--_surface);
      }
    }
    @keyframes appear {
      from {
        opacity: 0;
        transform: translateY(6px);
      }
    }
    .thumbnail {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 52px;
      block-size: 52px;
      border-radius: 12px;
      background: var(--_surface-2);
      box-shadow: inset 0 0 0 1px color-mix(in oklab, var(--_text) 9%, transparent);
      color: var(--_text-muted);
    }
    .thumbnail img {
      inline-size: 100%;
      block-size: 100%;
      border-radius: inherit;
      object-fit: cover;
    }
    .row[data-state='uploading'] .thumbnail img,
    .row[data-state='queued'] .thumbnail img {
      opacity: 0.72;
    }
    .row[data-state='aborted'] .thumbnail,
    .row[data-state='aborted'] .row-name {
      opacity: 0.6;
    }
    .mark {
      position: absolute;
      inset-block-end: -5px;
      inset-inline-end: -5px;
      display: grid;
      place-items: center;
      inline-size: 22px;
      block-size: 22px;
      border: 2px solid var(--_surface);
      border-radius: 50%;
      color: var(--_surface);
      font-size: 9.5px;
      animation: pop calc(var(--_duration) * 2) cubic-bezier(0.2, 0.9, 0.3, 1.6);
    }
    .mark .icon {
      stroke-width: 3;
    }
    .mark.ok {
      background: var(--_success);
    }
    .mark.bad {
      background: var(--_danger);
    }
    .mark .draw {
      stroke-dasharray: 22;
      animation: draw 420ms ease-out;
    }
    @keyframes pop {
      from {
        transform: scale(0.3);
      }
    }
    @keyframes draw {
      from {
        stroke-dashoffset: 22;
      }
    }
    .row-text {
      display: grid;
      gap: 2px;
      min-inline-size: 0;
    }
    .row-name {
      overflow: hidden;
      font-weight: 600;
      line-height: 1.35;
      white-space: nowrap;
    }
    /* The end of a name tells what it is, so the middle gives way. */
    .row-name bdi {
      display: inline-flex;
      max-inline-size: 100%;
      vertical-align: top;
    }
    .row-name .stem {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .row-meta,
    .row-error {
      font-size: 0.8667em;
      line-height: 1.4;
      font-variant-numeric: tabular-nums;
    }
    .row-meta {
      overflow: hidden;
      color: var(--_text-muted);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .row-error {
      color: var(--_danger);
      overflow-wrap: anywhere;
    }
    .row[data-state='done'] .row-meta {
      color: var(--_success);
    }
    .row[data-status='waiting'] .row-meta {
      color: var(--_warning);
    }
    .progress {
      block-size: 4px;
      margin-block-start: 5px;
    }
    .row[data-status='paused'] .bar,
    .row[data-status='waiting'] .bar {
      background: var(--_text-muted);
    }
    .uncertain .bar {
      background: linear-gradient(
        90deg,
        var(--_progress),
        color-mix(in oklab, var(--_progress) 45%, var(--_surface)),
        var(--_progress)
      );
      background-size: 200% 100%;
      transform: none;
      animation: flow 1.6s linear infinite;
    }
    @keyframes flow {
      to {
        background-position: -200% 0;
      }
    }
    .row-actions {
      display: flex;
    }
    .skeleton .thumbnail,
    .skeleton-lines {
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
    .skeleton-lines {
      block-size: 12px;
      inline-size: min(240px, 70%);
      border-radius: 6px;
      background: color-mix(in oklab, var(--_text) 10%, var(--_surface));
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
    .dropzone.strip {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      align-items: center;
      gap: 0 6px;
      margin: 10px 20px;
      padding: 4px 12px;
      border-radius: var(--_radius-m);
      font-size: 0.9333em;
    }
    /* Nothing is dragged there, and the button below does the rest. */
    @media (pointer: coarse) and (hover: none) {
      .dropzone.strip {
        display: none;
      }
    }
    /* One sentence, its button included, in its own direction. */
    [dir='rtl'] .dropzone.strip {
      display: block;
      unicode-bidi: plaintext;
    }
    [dir='rtl'] .strip span {
      unicode-bidi: normal;
    }
    .queue-footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2);
      padding: 12px 20px;
      border-block-start: 1px solid var(--_border);
    }
    .queue-footer .end {
      margin-inline-start: auto;
    }
    /* Tools stand back behind the way on. */
    .queue .start .button.quiet:not(:hover) {
      border-color: transparent;
      background: none;
    }
    .queue .start .button {
      padding-inline: 12px;
    }
    .mini {
      position: fixed;
      inset: auto;
      inset-block-end: 0;
      display: none;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      inline-size: min(var(--tintype-upload-mini-width, 500px), 100vw - 70px);
      block-size: 55px;
      margin: 0;
      padding: 0 8px 0 0;
      overflow: hidden;
      border: 1px solid var(--_border);
      border-block-end: 0;
      border-radius: var(--_radius-m) var(--_radius-m) 0 0;
      background: var(--_surface);
      color: var(--_text);
      box-shadow: var(--_shadow-2);
    }
    .mini:popover-open {
      display: grid;
      animation: slide var(--_duration) ease-out;
    }
    @keyframes slide {
      from {
        transform: translateY(100%);
      }
    }
    .mini.left {
      left: var(--_distance);
    }
    .mini.right {
      right: var(--_distance);
    }
    .mini-body {
      display: flex;
      align-items: center;
      gap: var(--_space-3);
      min-inline-size: 0;
      block-size: 53px;
      padding: 0 8px 0 16px;
      border: 0;
      background: none;
      text-align: inherit;
      cursor: pointer;
    }
    .mini-body:focus-visible {
      outline-offset: -4px;
    }
    .mini-icon {
      color: var(--_accent);
    }
    .mini[data-outcome='done'] .mini-icon {
      color: var(--_success);
    }
    .mini[data-outcome='failed'] .mini-icon,
    .mini[data-outcome='partly'] .mini-icon {
      color: var(--_danger);
    }
    .mini-title {
      overflow: hidden;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .mini-count {
      flex: 1;
      font-size: 0.8667em;
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .mini > .bar {
      position: absolute;
      inset-block-end: 0;
      inset-inline: 0;
      block-size: 3px;
      border-radius: 0;
    }
    @media (max-width: 766px) {
      .mini.left,
      .mini.right {
        left: 0;
        right: 0;
        inline-size: 100%;
        border-radius: 0;
        border-inline: 0;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .row,
      .mark,
      .mark .draw,
      .skeleton .thumbnail,
      .skeleton-lines,
      .uncertain .bar {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .overall,
      .progress,
      .dropzone,
      .confirmation,
      .frame {
        border: 1px solid CanvasText;
      }
    }
    @container frame (width < 640px) {
      .queue-heading {
        padding: 18px 16px 12px;
      }
      .rows {
        padding: 0 4px;
      }
      .row,
      [dir='rtl'] .row {
        grid-template-columns: 46px minmax(0, 1fr) auto;
        gap: 12px;
        padding: 8px;
        padding-inline-start: 12px;
      }
      .thumbnail {
        inline-size: 46px;
        block-size: 46px;
      }
      .row-meta {
        white-space: normal;
      }
      .dropzone.strip {
        margin: 8px 16px;
      }
      .queue-footer {
        padding: 10px 16px max(10px, env(safe-area-inset-bottom));
      }
      /* In rows of three, or of two where words are long: one below the other they would leave no room for the files. */
      .queue-footer .button-row {
        display: contents;
      }
      .queue-footer .button {
        flex: 1 1 calc(33.33% - var(--_space-2));
        min-inline-size: min-content;
        padding: 4px 8px;
        font-size: 0.8667em;
      }
      .queue-footer .primary {
        flex-basis: auto;
      }
      .queue .start .button.quiet:not(:hover) {
        border-color: var(--_border);
      }
    }
    /* The button below says the same; on a small phone its place is better for another row. */
    @container frame (width < 640px) and (height < 620px) {
      .dropzone.strip {
        display: none;
      }
    }
    /* Zoomed in, a list between head and foot would have no height left: the panel scrolls as a whole. */
    @container frame (height < 340px) {
      .queue {
        grid-template-rows: repeat(4, max-content);
        min-block-size: max-content;
      }
      .rows {
        overflow: visible;
      }
    }
    @container frame (height < 520px) {
      .queue-heading {
        padding-block: 10px 8px;
      }
      .queue-title {
        font-size: 1.1333em;
      }
      .dropzone.strip {
        display: none;
      }
      .queue-footer {
        padding-block: 6px;
      }
      .row,
      [dir='rtl'] .row {
        padding-block: 4px;
      }
    }
  }
`
