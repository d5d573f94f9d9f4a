/** Tone curves as the tables of the `curve` operation. */
import type { OperationOf } from '../../plan/operations.ts'

/** The same curve on red, green and blue; `tone` maps 0..255 to 0..255 and is rounded and clamped here. */
export function equalCurves(tone: (value: number) => number): OperationOf<'curve'> {
  const table = Array.from({ length: 256 }, (_, value) => Math.min(255, Math.max(0, Math.round(tone(value)))))
  return { op: 'curve', red: table, green: table, blue: table }
}
