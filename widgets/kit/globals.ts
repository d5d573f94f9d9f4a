/**
 * `window.cloudinary`, shared with every other bundle and with the vendor's own libraries: keys are added, never the
 * object replaced. A key that was there before is kept under `cloudinary.tintype.previous` and can be put back.
 *
 * Pages that load the script `async` may push functions to `window.cloudinaryQueue`; they run once the bundle is there.
 */
import { type Bases, configureBases } from './api/base.ts'
import { WIDGETS_VERSION } from './version.ts'

interface TintypeNamespace {
  readonly version: string
  readonly previous: Record<string, unknown>
  configure(bases: Partial<Bases>): void
  restore(key: string): void
}

type Globals = Record<string, unknown> & { tintype?: TintypeNamespace }
type Page = { cloudinary?: Globals; cloudinaryQueue?: unknown }

/** @param own functions that are nobody's but ours: below `cloudinary.tintype` */
export function installGlobals(
  functions: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>> = {},
): void {
  // Pages may have types of their own for it.
  const page = globalThis as unknown as Page
  page.cloudinary ??= {}
  const namespace = page.cloudinary
  namespace.tintype ??= createNamespace(namespace)
  for (const [key, value] of Object.entries(functions)) {
    if (isOurs(namespace[key])) continue
    if (namespace[key] !== undefined && namespace[key] !== value) namespace.tintype.previous[key] = namespace[key]
    if (typeof value === 'function') OURS.add(value)
    namespace[key] = value
  }
  Object.assign(namespace.tintype, { ...own, ...namespace.tintype })
  runQueue(page)
}

const MARK = Symbol.for('tintype.widget.function')
const OURS = {
  add: (value: object): void => {
    Object.defineProperty(value, MARK, { value: WIDGETS_VERSION, configurable: true })
  },
}

/** Also true for the functions of another copy of the bundle. */
function isOurs(value: unknown): boolean {
  return typeof value === 'function' && MARK in value
}

function createNamespace(namespace: Globals): TintypeNamespace {
  const previous: Record<string, unknown> = {}
  return {
    version: WIDGETS_VERSION,
    previous,
    configure: configureBases,
    restore(key) {
      if (Object.hasOwn(previous, key)) namespace[key] = previous[key]
    },
  }
}

function runQueue(page: Page): void {
  const waiting = Array.isArray(page.cloudinaryQueue) ? page.cloudinaryQueue : []
  const run = (entry: unknown): void => {
    if (typeof entry === 'function') entry()
  }
  for (const entry of waiting.splice(0)) run(entry)
  page.cloudinaryQueue = { push: run }
}
