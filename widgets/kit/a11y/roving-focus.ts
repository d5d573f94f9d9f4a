/**
 * Arrow keys inside a composite (tabs): one stop in the tab order, arrows move, Home and End jump. Left and right follow
 * the reading direction; up and down work as well, because the rail is vertical on wide screens and horizontal on narrow
 * ones. What is disabled is skipped only by activation, not by focus: people must be able to find out why.
 */

/** Index to focus after a key, or undefined when the key is none of ours. */
export function rovingTarget(
  key: string,
  current: number,
  count: number,
  direction: 'ltr' | 'rtl',
): number | undefined {
  const forward = direction === 'ltr' ? 'ArrowRight' : 'ArrowLeft'
  const backward = direction === 'ltr' ? 'ArrowLeft' : 'ArrowRight'
  if (key === forward || key === 'ArrowDown') return (current + 1) % count
  if (key === backward || key === 'ArrowUp') return (current - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}

/** Listener for the container of the stops. */
export function onRovingKey(event: KeyboardEvent, direction: 'ltr' | 'rtl'): void {
  const container = event.currentTarget as HTMLElement
  const stops = [...container.querySelectorAll<HTMLElement>('[role="tab"]')]
  const current = stops.indexOf(event.target as HTMLElement)
  if (current < 0) return
  const target = rovingTarget(event.key, current, stops.length, direction)
  if (target === undefined) return
  event.preventDefault()
  stops[target]?.focus()
  if (stops[target]?.getAttribute('aria-disabled') !== 'true') stops[target]?.click()
}
