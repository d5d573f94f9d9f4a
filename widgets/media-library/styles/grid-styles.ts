/** What scrolls: folders and assets, where files may be dropped, and what stands in for what is being loaded. */
import { css } from 'lit'

export const gridStyles = css`
  @layer tintype {
    .results {
      position: relative;
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      --_inset: 20px;
      padding: 4px var(--_inset) 20px;
      overflow: hidden auto;
      overscroll-behavior: contain;
      scrollbar-gutter: stable;
      background: var(--_surface);
    }
    /* Tiles have a rim of their own: their pictures begin where the tools above begin. */
    .results.grid {
      --_inset: 14px;
    }
    .results.grid > .folders {
      margin-inline: 6px;
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
      margin-inline: calc(var(--_inset) * -1);
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
    /* There is a way on: no need to say it that loudly. */
    .folders ~ .sheet .sheet-icon {
      display: none;
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
    @container frame (width < 640px) {
      :is(.results, .skeletons) {
        --_tile-size: var(--tintype-library-tile-size, 140px);
        --_tile-gap: var(--tintype-library-tile-gap, 8px);
      }
      .results {
        --_inset: 14px;
        padding-block-end: 14px;
      }
      .results.grid {
        --_inset: 8px;
      }
      .folders {
        grid-template-columns: repeat(auto-fill, minmax(min(140px, 100%), 1fr));
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .bone,
      .progress {
        animation: none;
      }
    }
  }
`
