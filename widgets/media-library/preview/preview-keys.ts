/** Which keys are the large view's own. */

/** Keys that mean something else where the focus is are left alone. */
export function isFree(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0] as HTMLElement
  if (target.closest('input, textarea, select, video, audio, [role=tablist], .zoomed, .areas')) return false
  return event.key !== ' ' || target.closest('button, a, [role=tabpanel]') === null
}
