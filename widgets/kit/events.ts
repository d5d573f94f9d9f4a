/**
 * Typed events of the widgets: `CustomEvent`s that bubble and leave shadow roots. A widget declares a map from event
 * name to detail, and gets an emitter that accepts nothing else.
 */

export type EventDetails = Record<`tintype-${string}`, unknown>

export type Emit<Details extends object> = <Name extends keyof Details & string>(
  name: Name,
  detail: Details[Name],
  options?: { readonly cancelable?: boolean },
) => boolean

/** Dispatches; false when a listener prevented a cancellable event. */
export function emitterFor<Details extends object>(target: EventTarget): Emit<Details> {
  return (name, detail, options) =>
    target.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: options?.cancelable ?? false }),
    )
}
