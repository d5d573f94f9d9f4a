/** The known name that somebody probably meant: at most `maxEdits` letters away, upper and lower case being the same. */
export function nearestName(name: string, known: readonly string[], maxEdits: number): string | undefined {
  const edits = known.map((candidate) => distance(candidate.toLowerCase(), name.toLowerCase()))
  const least = Math.min(...edits)
  return least <= maxEdits && least < name.length ? known[edits.indexOf(least)] : undefined
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    row = next
  }
  return row[b.length] ?? 0
}
