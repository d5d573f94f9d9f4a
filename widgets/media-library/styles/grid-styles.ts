/**
 * Results: folders, tiles in their three layouts, and the bones that stand in for what is being loaded.
 *
 * Over the ceiling of 300 lines because one rule set is easier to follow than its halves.
 */
import { css } from 'lit'

export const gridStyles = css`
  @layer tintype {
    .results {
      position: relative;
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      padding: 4px 20px 20px;
      overflow: hidden auto;
      overscroll-behavior: contain;
      scrollbar-gutter: stable;
      background: var(--_surface);
    }
    .canvas {
      position: relative;
      flex: none;
      transition: opacity var(--_duration);
    }
    .stale .canvas {
      opacity: 0.55;
    }
    .progress {
      position: sticky;
      inset-block-start: -4px;
      z-index: 2;
      flex: none;
      block-size: 3px;
      margin-block-end: -3px;
      margin-inline: -20px;
      background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 0 / 40% 100% no-repeat;
      animation: pass 1.1s ease-in-out infinite;
    }
    @keyframes pass {
      from {
        background-position: -60% 0;
      }
      to {
        background-position: 160% 0;
      }
    }
    .row {
      block-size: 0;
    }
    .tile {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      display: flex;
      flex-direction: column;
      padding: 6px;
      border-radius: 16px;
      contain: layout paint style;
      cursor: pointer;
      user-select: none;
      -webkit-tap-highlight-color: transparent;
    }
    .tile:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
    }
    .tile:hover {
      background: color-mix(in oklab, var(--_text) 5%, var(--_surface));
    }
    .tile.selected {
      background: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
      box-shadow: inset 0 0 0 var(--tintype-library-selected-ring, 3px) var(--_accent);
    }
    .tile.selected:focus-visible {
      outline-offset: -7px;
    }
    .tile.blocked {
      cursor: default;
    }
    .tile.blocked .thumb > :is(img, .kind) {
      opacity: 0.45;
    }
    .thumb {
      position: relative;
      display: grid;
      flex: 1;
      min-block-size: 0;
      overflow: hidden;
      border-radius: 11px;
      background: var(--_surface-2);
    }
    .tile.selected .thumb {
      margin: 3px;
      border-radius: 9px;
    }
    .thumb > :is(img, .kind, .instead) {
      grid-area: 1 / 1;
      inline-size: 100%;
      block-size: 100%;
      min-block-size: 0;
    }
    .thumb img {
      opacity: 0;
      transition: opacity 160ms;
    }
    .thumb img.loaded {
      opacity: 1;
    }
    .thumb img.filling {
      object-fit: cover;
    }
    .thumb img.whole {
      padding: 8px;
      object-fit: contain;
    }
    .thumb .instead {
      display: none;
    }
    .thumb img.broken {
      display: none;
    }
    .thumb img.broken + .instead {
      display: grid;
    }
    .kind {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 6px;
      background: linear-gradient(
        160deg,
        color-mix(in oklab, var(--_accent) 7%, var(--_surface-2)),
        var(--_surface-2) 60%
      );
      color: var(--_text-muted);
      font-size: 24px;
    }
    .kind-name {
      font-size: 11px;
      font-weight: 650;
      letter-spacing: 0.04em;
    }
    .badges {
      position: absolute;
      inset-block-end: 6px;
      inset-inline: 6px;
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      pointer-events: none;
    }
    .badge {
      display: inline-flex;
      align-items: center;
      gap: 3px;
      min-block-size: 22px;
      padding: 0 7px;
      border-radius: 7px;
      background: var(--_surface);
      color: var(--_text);
      font-size: 11px;
      font-weight: 600;
      line-height: 1;
      font-variant-numeric: tabular-nums;
    }
    .badge .icon {
      font-size: 9px;
    }
    .badge.lock {
      padding: 0 5px;
      color: var(--_warning);
    }
    .badge.lock .icon {
      font-size: 11px;
    }
    .caption {
      display: grid;
      align-content: center;
      flex: none;
      block-size: 44px;
      padding-inline: 5px;
      line-height: 1.35;
    }
    .tile-name {
      font-size: 0.8667em;
      font-weight: 550;
    }
    .tile-meta {
      overflow: hidden;
      color: var(--_text-muted);
      font-size: 0.7867em;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .mark,
    .peek {
      position: absolute;
      inset-block-start: 13px;
      display: grid;
      place-items: center;
      inline-size: 28px;
      block-size: 28px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: var(--_surface);
      color: var(--_text-muted);
      box-shadow: 0 1px 4px #10121a33;
      font-size: 12px;
      opacity: 0;
      transition: opacity 120ms;
    }
    .mark {
      inset-inline-start: 13px;
      border: 2px solid color-mix(in oklab, var(--_text-muted) 60%, transparent);
      color: transparent;
    }
    .peek {
      inset-inline-end: 13px;
      cursor: pointer;
    }
    .peek:hover {
      color: var(--_text);
    }
    .tile:hover :is(.mark, .peek),
    .tile:focus-visible :is(.mark, .peek),
    .tile.selected .mark {
      opacity: 1;
    }
    .tile.selected .mark {
      border-color: var(--_accent);
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .tile.blocked .mark {
      display: none;
    }
    .canvas[aria-multiselectable='false'] .tile:not(.selected) .mark {
      border-radius: 50%;
    }
    .tile.missing {
      cursor: default;
    }
    .tile.missing .bone {
      flex: 1;
      border-radius: 11px;
    }
    .list .results,
    .results.list {
      padding-inline: 12px;
    }
    .list .tile {
      flex-direction: row;
      align-items: center;
      gap: 14px;
      padding: 6px 12px 6px 46px;
      border-radius: 12px;
    }
    [dir='rtl'] .list .tile {
      padding: 6px 46px 6px 12px;
    }
    .list .thumb {
      flex: none;
      inline-size: 64px;
      block-size: 50px;
      border-radius: 8px;
    }
    /* Rows that touch are told apart by their ground, not by a ring around each. */
    .list .tile.selected {
      box-shadow: none;
    }
    .list .tile.selected .thumb {
      margin: 0;
    }
    .list .thumb img.whole {
      padding: 2px;
    }
    .list .kind {
      font-size: 15px;
    }
    .list .kind-name,
    .list .badge:not(.lock) {
      display: none;
    }
    .list .badges {
      inset: 3px;
    }
    .list .badge {
      min-block-size: 18px;
    }
    .list .caption {
      flex: 1;
      grid-template-columns: minmax(0, 1fr) minmax(0, auto);
      align-items: center;
      gap: 16px;
      min-inline-size: 0;
    }
    .list .tile-name {
      font-size: 0.9333em;
    }
    .list .tile-meta {
      font-size: 0.8667em;
    }
    .list .mark {
      inset-block-start: 50%;
      inset-inline-start: 10px;
      inline-size: 24px;
      block-size: 24px;
      margin-block-start: -12px;
      box-shadow: none;
      opacity: 1;
    }
    .list .peek {
      position: static;
      flex: none;
      box-shadow: none;
    }
    .list .tile.missing .bone {
      block-size: 40px;
    }
    .masonry .tile {
      padding: 0;
      border-radius: 12px;
    }
    .masonry .thumb {
      border-radius: 12px;
    }
    .masonry .thumb img {
      padding: 0;
      object-fit: cover;
    }
    .masonry .tile.selected {
      padding: 6px;
    }
    .masonry .caption {
      position: absolute;
      inset-block-end: 6px;
      inset-inline: 6px;
      block-size: auto;
      padding: 5px 8px;
      border-radius: 8px;
      background: var(--_surface);
      opacity: 0;
      transition: opacity 120ms;
      pointer-events: none;
    }
    .masonry .badges {
      inset-block: 10px auto;
      inset-inline-start: 44px;
    }
    .masonry .tile:is(:hover, :focus-visible) .caption {
      opacity: 1;
    }
    .drop-hint {
      position: absolute;
      inset: 10px;
      z-index: 4;
      display: grid;
      place-items: center;
      border: 2px dashed var(--_accent);
      border-radius: var(--_radius-m);
      background: color-mix(in oklab, var(--_surface) 86%, transparent);
      font-size: 1.1333em;
      font-weight: 600;
      pointer-events: none;
    }
    .drop-hint p {
      display: flex;
      align-items: center;
      gap: 10px;
      padding: 14px 22px;
      border-radius: 999px;
      background: var(--_accent);
      color: var(--_on-accent);
      overflow-wrap: anywhere;
    }
    .folders {
      display: grid;
      flex: none;
      grid-template-columns: repeat(auto-fill, minmax(min(180px, 100%), 1fr));
      gap: 10px;
      margin-block-end: 16px;
    }
    .folder {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: 48px;
      padding: 0 14px;
      border: 1px solid var(--_border);
      border-radius: 12px;
      background: var(--_surface);
      text-align: start;
      cursor: pointer;
      transition:
        background-color var(--_duration),
        border-color var(--_duration);
    }
    .folder:hover {
      border-color: color-mix(in oklab, var(--_border) 60%, var(--_text));
      background: var(--_surface-2);
    }
    .folder .icon {
      color: var(--_accent);
      font-size: 15px;
    }
    .bone {
      display: block;
      background: linear-gradient(
          100deg,
          transparent 30%,
          color-mix(in oklab, var(--_text) 5%, transparent) 50%,
          transparent 70%
        )
        0 0 / 250% 100% var(--_surface-2);
      animation: shine 1.4s linear infinite;
    }
    @keyframes shine {
      from {
        background-position: 120% 0;
      }
      to {
        background-position: -80% 0;
      }
    }
    .skeletons {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(var(--_tile-size), 100%), 1fr));
      gap: var(--_tile-gap);
    }
    .skeletons.list {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .skeleton {
      display: grid;
      gap: 8px;
      padding: 6px 6px 14px;
    }
    .skeleton .picture {
      aspect-ratio: 4 / 3;
      border-radius: 11px;
    }
    .skeleton .line {
      block-size: 10px;
      border-radius: 5px;
    }
    .skeleton .line.short {
      inline-size: 55%;
    }
    .skeletons.list .skeleton {
      grid-template-columns: 64px minmax(0, 1fr) 120px;
      align-items: center;
      gap: 14px;
      block-size: 64px;
      padding: 6px 12px 6px 46px;
    }
    .skeletons.list .picture {
      block-size: 50px;
      aspect-ratio: auto;
    }
    .skeletons.list .line.short {
      inline-size: auto;
    }
    @media (hover: none), (pointer: coarse) {
      .mark,
      .peek {
        opacity: 1;
      }
      .peek {
        inline-size: 40px;
        block-size: 40px;
      }
    }
    @container frame (width < 640px) {
      :is(.results, .skeletons) {
        --_tile-size: var(--tintype-library-tile-size, 140px);
        --_tile-gap: var(--tintype-library-tile-gap, 8px);
      }
      .results {
        padding: 4px 10px 14px;
      }
      .folders {
        grid-template-columns: repeat(auto-fill, minmax(min(140px, 100%), 1fr));
      }
      .list .caption {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }
      .list .tile {
        padding-inline-end: 4px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .bone,
      .progress {
        animation: none;
      }
      .thumb img {
        transition: none;
      }
    }
    @media (forced-colors: active) {
      .tile {
        border: 1px solid CanvasText;
      }
      .tile.selected {
        outline: 3px solid Highlight;
        outline-offset: -3px;
      }
      .tile.selected .mark {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
  }
`
