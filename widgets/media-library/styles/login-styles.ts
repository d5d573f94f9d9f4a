/** Before there is anything to see: waiting, and the form to sign in, which later lies over what was there. */
import { css } from 'lit'

export const loginStyles = css`
  @layer tintype {
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
    @container frame (width < 640px) {
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
