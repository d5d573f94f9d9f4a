/** Room for the screen of a page's own source; what is in it, the page styles. */
import { css } from 'lit'

export const pageSourceStyles = css`
  @layer tintype {
    .page-source {
      block-size: 100%;
      overflow: auto;
      overscroll-behavior: contain;
    }
    .page-source ::slotted(*) {
      box-sizing: border-box;
      min-block-size: 100%;
    }
  }
`
