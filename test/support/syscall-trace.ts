/** System calls of a traced process, in the order in which they ended; read from what strace wrote. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface SystemCall {
  readonly name: string
  /** As strace shows them; descriptors with their paths. */
  readonly parameters: string
  /** Seconds since 1970. */
  readonly endedAt: number
}

/** Whether processes can be traced here: strace is installed and allowed. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

export function tracer(output: string, calls: readonly string[]): readonly string[] {
  return ['strace', '-D', '-f', '-ttt', '-T', '-y', '-s', '64', '-e', `trace=${calls.join(',')}`, '-o', output]
}

/** Those that succeeded. */
export function readTrace(path: string): readonly SystemCall[] {
  const begun = new Map<string, string>()
  const calls: SystemCall[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, thread = '', time = '0', text = ''] = /^(\d+)\s+(\d+\.\d+) (.*)$/.exec(line) ?? []
    const interrupted = /^(.*) <unfinished \.\.\.>$/.exec(text)
    if (interrupted !== null) {
      begun.set(thread, interrupted[1] ?? '')
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)
    const whole = resumed === null ? text : `${begun.get(thread) ?? ''}${resumed[1]}`
    const [, name, parameters, result, duration] = /^(\w+)\((.*)\)\s+= (-?\d+).*<([\d.]+)>$/.exec(whole) ?? []
    if (name === undefined || parameters === undefined || Number(result) < 0) continue
    // A resumed line is written when the call ends, any other when it begins.
    calls.push({ name, parameters, endedAt: Number(time) + (resumed === null ? Number(duration) : 0) })
  }
  return calls.sort((left, right) => left.endedAt - right.endedAt)
}
