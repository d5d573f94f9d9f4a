/** What a part of the benchmark hands back, and how it is written. */

export interface Verdict {
  readonly what: string
  readonly measured: string
  readonly bar: string
  readonly met: boolean
}

export interface Section {
  readonly title: string
  /** What is measured against what, and what to think of when reading. */
  readonly method: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly verdicts: readonly Verdict[]
}

export function atMost(what: string, value: number, bar: number, unit = '', digits = 2): Verdict {
  return {
    what,
    measured: `${rounded(value, digits).toFixed(digits)}${unit}`,
    bar: `<= ${bar}${unit}`,
    met: rounded(value, digits) <= bar,
  }
}

export function atLeast(what: string, value: number, bar: number, unit = '', digits = 2): Verdict {
  return {
    what,
    measured: `${rounded(value, digits).toFixed(digits)}${unit}`,
    bar: `>= ${bar}${unit}`,
    met: rounded(value, digits) >= bar,
  }
}

/** As it is shown, so that nothing shown as equal to its bar misses it; without a minus before nought. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits)) + 0
}

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n')
}

export function sectionText({ title, method, columns, rows, verdicts }: Section): string {
  return `## ${title}\n\n${method}\n\n${table(columns, rows)}\n\n${verdictTable(verdicts)}\n`
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ['', 'measured', 'bar', 'met'],
    verdicts.map(({ what, measured, bar, met }) => [what, measured, bar, met ? 'yes' : '**no**']),
  )
}
