/** What is said when other assets are selected. */
import { type LibraryAsset, nameOf } from '../api/library-asset.ts'
import type { LibraryTexts } from '../messages/texts.ts'

/** @param most that may be taken; undefined without a limit */
export function selectionText(
  selection: readonly LibraryAsset[],
  most: number | undefined,
  texts: LibraryTexts,
): string {
  const [only] = selection
  if (!only) return texts.text('selection.none')
  if (most !== undefined && most > 1)
    return texts.text('selection.said_of_max', { number: selection.length, max: most })
  const count = texts.text('selection.count', { num: selection.length })
  return most === 1 ? `${nameOf(only)}, ${count}` : count
}
