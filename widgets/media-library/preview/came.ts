/**
 * Whether the picture or the film of the large view came, as a class of its own: nothing but styles follows from it, and
 * the classes of what holds it are written anew by the templates.
 */
export function onCame(event: Event): void {
  settle(event, 'loaded')
}

export function onFailed(event: Event): void {
  settle(event, 'failed')
}

function settle({ target }: Event, how: 'loaded' | 'failed'): void {
  const { classList } = target as HTMLElement
  classList.remove('loaded', 'failed')
  classList.add(how)
}
