/**
 * For stories about a part of a widget that does not come: from now on none does, until people press the button to try
 * again, or the story ends.
 */
import { LazyPart } from '../widgets/kit/lazy-part.ts'

export function failingParts(): () => void {
  const { state, load } = Object.getOwnPropertyDescriptors(LazyPart.prototype)
  const repair = (): void => {
    removeEventListener('click', onClick, true)
    Object.defineProperties(LazyPart.prototype, { state, load })
  }
  const onClick = (event: Event): void => {
    const [pressed] = event.composedPath()
    if (pressed instanceof Element && pressed.closest('[part~=error]')) repair()
  }
  Object.defineProperties(LazyPart.prototype, {
    state: { ...state, get: () => ({ phase: 'failed' }) },
    load: { ...load, value: async () => undefined },
  })
  addEventListener('click', onClick, true)
  return repair
}
