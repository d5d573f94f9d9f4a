/** How long a page stands still: long tasks of its main thread, and frames that came late. */
import type { Page } from 'playwright-core'

export interface Blocking {
  /** Of all tasks over 50 ms, what is over 50 ms: the definition of Total Blocking Time (web.dev/tbt). Milliseconds. */
  readonly totalMs: number
  readonly longestTaskMs: number
  readonly longestFrameMs: number
}

interface WatchedWindow extends Window {
  __tasks: number[]
  __frames: number[]
}

/** Before the page is opened: what it does at its start counts. */
export function watchFromTheStart(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const watched = window as unknown as WatchedWindow
    watched.__tasks = []
    watched.__frames = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.__tasks.push(entry.duration)
    }).observe({ type: 'longtask', buffered: true })
    let before = performance.now()
    const frame = (now: number): void => {
      watched.__frames.push(now - before)
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** Since the last call. */
export async function blocking(page: Page): Promise<Blocking> {
  const { tasks, frames } = await page.evaluate(() => {
    const watched = window as unknown as WatchedWindow
    return { tasks: watched.__tasks.splice(0), frames: watched.__frames.splice(0) }
  })
  return {
    totalMs: tasks.reduce((sum, task) => sum + task - 50, 0),
    longestTaskMs: Math.max(0, ...tasks),
    longestFrameMs: Math.max(0, ...frames),
  }
}
