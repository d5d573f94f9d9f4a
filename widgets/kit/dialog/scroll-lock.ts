/**
 * Keeps the page behind a modal from scrolling. Counted, so that several open dialogs share one lock, and exact: when
 * the last one goes, the inline styles of the root element are what they were before, whatever they were. `body` is
 * never touched. `scrollbar-gutter` keeps the page from jumping when its scroll bar disappears.
 */

const LOCKED = { overflow: 'hidden', 'scrollbar-gutter': 'stable' } as const

let holders = 0
let before: ReadonlyMap<string, readonly [value: string, priority: string]> | undefined

/** Locks; the returned function releases, and may be called more than once. */
export function lockScroll(): () => void {
  if (holders === 0) lock()
  holders += 1
  let isHeld = true
  return () => {
    if (!isHeld) return
    isHeld = false
    holders -= 1
    if (holders === 0) restore()
  }
}

function lock(): void {
  const root = document.documentElement
  const hasScrollBar = root.scrollHeight > root.clientHeight
  const names = hasScrollBar ? ['overflow', 'scrollbar-gutter'] : ['overflow']
  before = new Map(
    names.map((name) => [name, [root.style.getPropertyValue(name), root.style.getPropertyPriority(name)]]),
  )
  for (const name of names) root.style.setProperty(name, LOCKED[name as keyof typeof LOCKED])
}

function restore(): void {
  const { style } = document.documentElement
  for (const [name, [value, priority]] of before ?? []) {
    if (value) style.setProperty(name, value, priority)
    else style.removeProperty(name)
  }
  // An attribute that was not there before must not stay behind empty.
  if (document.documentElement.getAttribute('style') === '') document.documentElement.removeAttribute('style')
  before = undefined
}
