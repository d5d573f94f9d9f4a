/** What is known of the picture in the large view: properties, tags, versions and derived files. */
import { css } from 'lit'

export const detailsStyles = css`
  @layer tintype {
    .details {
      display: grid;
      gap: var(--_space-3);
    }
    .details-failed {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2);
    }
    .details-title {
      margin-block-start: var(--_space-2);
      font-size: 0.8em;
      font-weight: 700;
      letter-spacing: 0.04em;
      text-transform: uppercase;
      color: var(--_text-muted);
    }
    .details-list {
      display: grid;
      gap: var(--_space-2);
    }
    .details-list > div {
      display: grid;
      grid-template-columns: minmax(90px, 34%) minmax(0, 1fr);
      gap: var(--_space-3);
      align-items: baseline;
    }
    .details-list dt {
      color: var(--_text-muted);
      font-size: 0.9em;
      overflow-wrap: anywhere;
    }
    .details-list dd {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .copyable {
      display: flex;
      align-items: center;
      gap: 4px;
    }
    .copyable-text {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      user-select: all;
    }
    .copyable .icon-button {
      inline-size: 30px;
      block-size: 30px;
      font-size: 0.85em;
    }
    .restricted,
    .alt-missing {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--_warning);
      font-weight: 600;
    }
    .details-tags {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .details-tag {
      padding: 2px 10px;
      border-radius: 999px;
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      font-size: 0.8667em;
    }
    .details-files {
      display: grid;
      gap: var(--_space-1);
    }
    .details-files li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-3);
      padding: 6px 10px;
      border-radius: var(--_radius-s);
      background: var(--_surface-2);
      font-size: 0.9em;
    }
    .details-files li.shown {
      outline: 2px solid var(--_accent);
      outline-offset: -2px;
    }
    .details-file {
      display: grid;
      flex: 1 1 120px;
      min-inline-size: 0;
    }
    .details-tools {
      display: flex;
      flex: none;
    }
    .version-done {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      font-size: 0.9em;
    }
    .version-done > span {
      flex: 1;
    }
    .version-done .icon {
      flex: none;
      color: var(--_success);
    }
    .version-question {
      display: grid;
      flex: 1 0 100%;
      gap: var(--_space-2);
    }
    .details-chain {
      overflow-wrap: anywhere;
      font-size: 0.9em;
    }
    @media (pointer: coarse) {
      .copyable .icon-button {
        inline-size: 44px;
        block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .details-tag,
      .details-files li {
        border: 1px solid CanvasText;
      }
    }
  }
`
