/** The screen of remote sources: a line to find the way, the files, and a bar for what is picked. */
import { css } from 'lit'

export const remoteStyles = css`
  @layer tintype {
    .remote {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      block-size: 100%;
      min-block-size: 0;
    }
    .remote-header {
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-3) var(--_space-4);
      border-block-end: 1px solid var(--_border);
    }
    .remote-line,
    .remote-account {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0 var(--_space-3);
      min-inline-size: 0;
    }
    .remote-account > span {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .remote-heading {
      font-size: 1.0667em;
      font-weight: 650;
    }
    .remote-tools {
      display: flex;
      gap: 2px;
    }
    .remote-tools [aria-pressed='true'] {
      background: color-mix(in oklab, var(--_accent) 16%, transparent);
      color: var(--_text);
    }
    .crumbs {
      min-inline-size: 0;
      flex: 1 1 auto;
    }
    .crumbs ol {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .crumb {
      display: inline-flex;
      align-items: center;
      max-inline-size: 100%;
      font-weight: 600;
    }
    .crumb > * {
      overflow: hidden;
      max-inline-size: 22ch;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .crumb + .crumb::before {
      content: '/';
      margin-inline: 8px;
      color: var(--_text-muted);
      font-weight: 400;
    }
    .remote-filters {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2) var(--_space-3);
    }
    .remote-filter {
      display: grid;
      flex: 1 1 130px;
      min-inline-size: 0;
    }
    .remote-body {
      min-block-size: 0;
      overflow: var(--_body-overflow, auto);
      padding: var(--_space-4);
      overscroll-behavior: contain;
    }
    .remote-body:has(> .sheet) {
      display: grid;
      align-content: safe center;
    }
    .remote-items {
      display: grid;
      gap: var(--_space-3);
    }
    .remote-items.grid {
      grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
    }
    .remote-items.list {
      gap: 2px;
    }
    .remote-items + .button-row {
      margin-block-start: var(--_space-4);
    }
    .remote-item,
    .remote-search .field {
      min-inline-size: 0;
    }
    .remote-choice {
      display: grid;
      gap: 2px;
      inline-size: 100%;
      padding: 6px;
      border: 1px solid transparent;
      border-radius: var(--_radius-m);
      background: none;
      text-align: start;
      cursor: pointer;
      transition: background-color var(--_duration);
    }
    .remote-choice:hover {
      background: color-mix(in oklab, var(--_text) 5%, transparent);
    }
    .remote-choice.picked {
      border-color: var(--_accent);
      background: color-mix(in oklab, var(--_accent) 10%, transparent);
    }
    .remote-choice[aria-disabled='true'] {
      cursor: default;
      opacity: 0.5;
    }
    .remote-picture {
      position: relative;
      display: block;
      aspect-ratio: 4 / 3;
      overflow: hidden;
      border-radius: var(--_radius-s);
      background: var(--_surface-2);
    }
    tintype-remote-thumbnail {
      display: block;
      block-size: 100%;
    }
    .remote-picture img {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .remote-symbol {
      display: grid;
      place-items: center;
      inline-size: 100%;
      block-size: 100%;
      color: var(--_text-muted);
      font-size: 1.4em;
    }
    .remote-mark {
      position: absolute;
      inset-block-start: 6px;
      inset-inline-end: 6px;
      display: grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      border: 1.5px solid var(--_text-muted);
      border-radius: 50%;
      background: var(--_surface);
      color: transparent;
      font-size: 0.8em;
    }
    .picked .remote-mark {
      border-color: var(--_accent);
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .remote-name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font-size: 0.9333em;
      font-weight: 550;
    }
    .remote-credit {
      padding-inline: 7px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .remote-credit a {
      display: inline-block;
      padding-block: 3px;
      color: var(--_link);
    }
    .list .remote-choice {
      grid-template-columns: 44px minmax(0, 1fr) auto;
      align-items: center;
      gap: var(--_space-3);
      min-block-size: 44px;
    }
    .list .remote-picture {
      aspect-ratio: 1;
    }
    .list .remote-mark {
      inset: auto;
      inset-block-end: 2px;
      inset-inline-end: 2px;
      inline-size: 18px;
      block-size: 18px;
    }
    .list .remote-choice:not(.picked) .remote-mark {
      display: none;
    }
    .list .remote-credit {
      padding-inline-start: 63px;
    }
    .remote-skeleton {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
      gap: var(--_space-3);
    }
    .remote-ghost {
      aspect-ratio: 4 / 3;
      border-radius: var(--_radius-m);
      background: var(--_surface-2);
      animation: remote-breathe 1.4s ease-in-out infinite alternate;
    }
    .remote-waiting {
      animation: remote-breathe 1.2s ease-in-out infinite alternate;
    }
    @keyframes remote-breathe {
      to {
        opacity: 0.45;
      }
    }
    .remote-footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
      padding: var(--_space-3) var(--_space-4);
      border-block-start: 1px solid var(--_border);
      background: var(--_surface);
    }
    .remote-counter {
      flex: 1 1 auto;
      font-weight: 600;
    }
    @container frame (inline-size < 420px) {
      .remote-footer .primary {
        flex: 1 1 100%;
      }
    }
    /* Landscape phones and high zoom: the way and the search scroll away with the files. */
    @container frame (height < 520px) {
      .remote {
        display: block;
        overflow: auto;
        --_body-overflow: visible;
      }
      .grid .remote-picture {
        aspect-ratio: 2;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .remote-ghost,
      .remote-waiting {
        animation: none;
      }
    }
    @media (pointer: coarse) {
      .remote-header .link-button,
      .remote-credit a {
        padding-block: 12px;
      }
      .remote-tools .icon-button {
        inline-size: 44px;
        block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .remote-choice.picked {
        border: 2px solid Highlight;
        padding: 5px;
      }
      .remote-tools .icon-button {
        border: 2px solid transparent;
      }
      .remote-tools [aria-pressed='true'] {
        border-color: Highlight;
      }
      .picked .remote-mark {
        border-color: Highlight;
        color: Highlight;
      }
    }
  }
`
