/**
 * A React component around one of our elements, for React 18 and 19 alike: React 18 sets attributes only, and no listeners
 * of custom events.
 *
 * What an attribute can say is rendered as one, so that it is there before the element is connected, and on the server;
 * objects, functions and nodes are set as properties before the browser paints. A listener is attached once per event and
 * calls the handler of the last rendering. Nothing is left behind by a second mount (StrictMode), because effects undo what
 * they did. The element is registered when the first of them is rendered in a browser, so that importing has no effect.
 */
import {
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type PropsWithoutRef,
  type RefAttributes,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { define } from '../kit/define.ts'

export type ElementHandler<Detail> = (event: CustomEvent<Detail>) => void

interface Wrapping {
  readonly tagName: `tintype-${string}`
  readonly elementClass: CustomElementConstructor
  /** Prop to attribute. */
  readonly attributes: Readonly<Record<string, string>>
  /** Props that only JavaScript can give, and lists, whose entries may have spaces. */
  readonly properties: readonly string[]
  /** Prop to event. */
  readonly events: Readonly<Record<string, string>>
}

type Props = Readonly<Record<string, unknown>>

export type WrappedElement<Element, Own> = ForwardRefExoticComponent<
  PropsWithoutRef<Omit<HTMLAttributes<HTMLElement>, keyof Own> & Own> & RefAttributes<Element>
>

/** A server has no layout, and React 18 warns about it. */
const useEffectBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

export function wrapElement<Element extends HTMLElement, Own>(wrapping: Wrapping): WrappedElement<Element, Own> {
  const { tagName, elementClass, attributes, properties, events } = wrapping
  const Wrapped = forwardRef<Element, Props>((props, forwarded) => {
    define(tagName, elementClass)
    const element = useRef<Element | null>(null)
    const latest = useRef(props)
    /** Options that an attribute can say, given as an object the last time: a folder with a kind, for example. */
    const records = useRef(new Set<string>())
    const ref = useCallback(
      (node: Element | null) => {
        element.current = node
        if (typeof forwarded === 'function') forwarded(node)
        else if (forwarded) forwarded.current = node
      },
      [forwarded],
    )
    const rendered: Record<string, unknown> = { ref }
    for (const [name, value] of Object.entries(props)) {
      if (name in events || (properties.includes(name) && !(name in attributes))) continue
      // React 18 writes className of a custom element as an attribute of that very name.
      if (name === 'className') rendered.class = value
      else if (name in attributes) {
        if (!isRecord(value)) rendered[attributes[name] ?? name] = attributeText(value)
      } else rendered[name] = value
    }

    useEffectBeforePaint(() => {
      latest.current = props
      const node = element.current as Record<string, unknown> | null
      for (const name of properties) if (node && node[name] !== props[name]) node[name] = props[name]
      for (const name of Object.keys(attributes)) {
        const value = props[name]
        if (!node || (!isRecord(value) && !records.current.delete(name))) continue
        if (isRecord(value)) records.current.add(name)
        if (node[name] !== value) node[name] = value
      }
    })
    useEffectBeforePaint(() => {
      const node = element.current
      if (!node) return undefined
      const listeners = Object.entries(events).map(([prop, event]) => {
        const listener = (given: Event): void => {
          // Events bubble: those of an element of the same kind inside are not ours.
          if (given.target === node)
            (latest.current[prop] as ElementHandler<unknown> | undefined)?.(given as CustomEvent)
        }
        node.addEventListener(event, listener)
        return () => node.removeEventListener(event, listener)
      })
      return () => {
        for (const remove of listeners) remove()
      }
    }, [])
    return createElement(tagName, rendered)
  })
  Wrapped.displayName = elementClass.name
  return Wrapped as unknown as WrappedElement<Element, Own>
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As the readers of the option tables take it; undefined leaves the attribute out. */
function attributeText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value ? '' : 'false'
  return Array.isArray(value) ? value.join(' ') : String(value)
}
