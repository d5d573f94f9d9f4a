/**
 * What a program that reads a stranger's file is started with: on Linux with the tools of util-linux a bound on its memory,
 * no core dump, and its death when the server dies, however that dies. Elsewhere nothing: then it is bounded by its time and
 * by what it writes, as everywhere.
 */
import { execFile } from 'node:child_process'

export type Confinement = (program: string, parameters: readonly string[]) => readonly [string, readonly string[]]

/** Of addresses, libraries and stacks included: half a gigabyte of it is never touched. */
const MOST_BYTES = 4 * 1024 ** 3
const TOOLS = ['--pdeathsig', 'KILL', 'prlimit', '--core=0', `--as=${MOST_BYTES}`]

/** Exit codes of those tools when the program itself is not there, or is none. */
export const NOT_STARTED: ReadonlySet<number | null> = new Set([126, 127])

let known: Promise<Confinement> | null = null

/** Found out once for each process. */
export function confinement(): Promise<Confinement> {
  known ??= doToolsWork().then((works) =>
    works
      ? (program, parameters) => ['setpriv', [...TOOLS, program, ...parameters]]
      : (program, parameters) => [program, parameters],
  )
  return known
}

function doToolsWork(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('setpriv', [...TOOLS, 'true'], { timeout: 5_000 }, (error) => resolve(error === null))
  })
}
