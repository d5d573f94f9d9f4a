/** A telephone or tablet without a mouse: nothing is dragged there, and the system has its own camera. */
export function isTouchOnly(): boolean {
  return matchMedia('(pointer: coarse) and (hover: none)').matches
}
