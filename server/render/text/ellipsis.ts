/** Shortens a text until it is no higher than it may be, ending with an ellipsis. */
import type { TextPicture } from '../../transformation/plan/plan-types.ts'
import type { Coverage } from './coverage.ts'

const ELLIPSIS = '…'

/** `ink` sets a candidate. At most about ten settings, by halving. */
export async function fitted(picture: TextPicture, ink: (text: string) => Promise<Coverage>): Promise<string> {
  const { text, maxWidth, maxHeight } = picture
  if (maxWidth === null || maxHeight === null) return text
  if ((await ink(text)).height <= maxHeight) return text
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  // Kept characters: `fits` is known to fit (an ellipsis alone always counts as fitting), `over` is known not to.
  let [fits, over] = [0, characters.length]
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if ((await ink(shortened(characters, middle))).height <= maxHeight) fits = middle
    else over = middle
  }
  return shortened(characters, fits)
}

function shortened(characters: readonly string[], kept: number): string {
  return characters.slice(0, kept).join('').trimEnd() + ELLIPSIS
}
