/** Chips that can be taken away, such as tags. Rules to be put into a sheet of styles. */
import { css } from 'lit'

export const chipRules = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding-inline: 12px 2px;
    min-block-size: 32px;
    border-radius: 999px;
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    font-size: 0.8667em;
    overflow-wrap: anywhere;
  }
  .chip-remove {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .chip-remove .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  @media (pointer: coarse) {
    .chip-remove {
      inline-size: 36px;
      block-size: 36px;
    }
  }
`
