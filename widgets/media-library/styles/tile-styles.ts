/** One asset: its picture, what lies over it, and what it is called; as a card, or as a picture of its own shape. */
import { css } from 'lit'

export const tileStyles = css`
  @layer tintype {
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
    [aria-multiselectable='false'] .tile:not(.selected) .mark {
      border-radius: 50%;
    }
    .tile.missing {
      cursor: default;
    }
    .tile.missing .bone {
      flex: 1;
      border-radius: 11px;
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
    @media (hover: none), (pointer: coarse) {
      .mark,
      .peek {
        opacity: 1;
      }
      .peek {
        inline-size: 32px;
        block-size: 32px;
      }
      /* As large as a finger all the same. */
      .peek::before {
        content: '';
        position: absolute;
        inset: -6px;
      }
    }
    @media (prefers-reduced-motion: reduce) {
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
      /* Colours that cannot be seen are drawn all the same here. */
      .tile:not(.selected) .mark .icon {
        visibility: hidden;
      }
      .tile.selected .mark {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
  }
`
