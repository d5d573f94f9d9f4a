/** Banners above a panel and sheets in the place of one: how a widget says something. Rules to be put into a sheet of styles. */
import { css } from 'lit'

export const messageRules = css`
  .sheet p {
    overflow-wrap: anywhere;
  }
  .sheet-icon {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    border-radius: 20px;
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    color: var(--_accent);
    font-size: 22px;
  }
  .sheet-icon.danger {
    background: color-mix(in oklab, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }
  .sheet-title {
    font-size: 1.3333em;
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }
  .banners:not(:empty) {
    display: grid;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    background: color-mix(in oklab, var(--_accent) 8%, var(--_surface));
    font-size: 0.9333em;
  }
  .banner > p {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .banner > .icon {
    color: var(--_accent);
  }
  .banner.danger {
    background: color-mix(in oklab, var(--_danger) 10%, var(--_surface));
  }
  .banner.danger > .icon {
    color: var(--_danger);
  }
  .banner.warning {
    background: color-mix(in oklab, var(--_warning) 12%, var(--_surface));
  }
  .banner.warning > .icon {
    color: var(--_warning);
  }
`
