/**
 * Stories that show a state bring their widget into it when they are rendered, so that pages of the reference show it too,
 * where nothing plays. Playing such a story waits until it is there, and fails when it cannot be reached.
 */
const underWay = new WeakMap<Element, Promise<unknown>>()

/** After Storybook has put the widget into the page. */
export function reach(widget: Element, act: () => unknown): void {
  const reaching = new Promise((resolve) => setTimeout(resolve)).then(act)
  underWay.set(widget, reaching)
  // Whether it failed is asked for by the play function, if there is one.
  reaching.catch(() => undefined)
}

export async function reached({ canvasElement }: { readonly canvasElement: Element }): Promise<void> {
  for (const element of canvasElement.querySelectorAll('*')) await underWay.get(element)
}
