/** CPU and memory of a process with all that it started, as Linux accounts for them. */
import { readFileSync } from 'node:fs'

const TICK_MS = 10

/** User and system time, children that have ended included, in milliseconds. */
export function treeCpuMs(pid: number): number {
  return sumOfTree(pid, (member) => {
    const fields = readFileSync(`/proc/${member}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    // utime, stime, cutime, cstime.
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS
  })
}

/** Resident memory in megabytes. Pages that the processes share count once for each of them. */
export function treeMegabytes(pid: number): number {
  return sumOfTree(pid, (member) => {
    const [, kilobytes = 0] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${member}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  })
}

/** Looks at the memory every few milliseconds until it is stopped, and tells the highest. */
export function watchPeak(pid: number): { stop(): number } {
  let peak = treeMegabytes(pid)
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMegabytes(pid))
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return Math.max(peak, treeMegabytes(pid))
    },
  }
}

function sumOfTree(pid: number, figureOf: (pid: number) => number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + sumOfTree(Number(child), figureOf), figureOf(pid))
  } catch {
    // Ended while it was looked at.
    return 0
  }
}
