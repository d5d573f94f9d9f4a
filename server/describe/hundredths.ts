/** Scores are told with two digits: more would claim what the formulas do not know. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
