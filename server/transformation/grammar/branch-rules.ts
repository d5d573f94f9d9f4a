/** What a branch of a conditional must not hold: the file as a whole cannot depend on it. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { Angle, Component, Flag, Parameter } from '../ast.ts'

const REFUSED_KEYS: ReadonlySet<string> = new Set(['f', 'd', 'cs', 'dl'])
const ALLOWED_FLAGS: ReadonlySet<string> = new Set([
  ...['layer_apply', 'region_relative', 'relative', 'progressive', 'cutter', 'png8', 'attachment', 'awebp', 'lossy'],
  // Ours: they only say how a layer, a text or a crop of the branch is made, and mean nothing outside of it.
  ...['tiled', 'no_overflow', 'text_no_trim', 'text_disallow_overflow', 'ignore_aspect_ratio', 'splice'],
])

/** @throws TransformationError `invalid_component` */
export function checkBranch(component: Component): void {
  for (const parameter of component.parameters) {
    const refused = refusedPart(parameter)
    if (refused === null) continue
    throw new TransformationError({
      fault: 'invalid_component',
      message: `Invalid transformation component - ${component.text} (${refused} cannot depend on a condition)`,
      offset: parameter.offset,
      received: refused,
    })
  }
}

function refusedPart({ key, text, value }: Parameter): string | null {
  if (REFUSED_KEYS.has(key)) return `${key}_${text}`
  if (key === 'a' && (value as Angle).ignoreOrientation === true) return 'a_ignore'
  if (key !== 'fl') return null
  const flag = (value as readonly Flag[]).find(({ name }) => !ALLOWED_FLAGS.has(name))
  return flag === undefined ? null : `fl_${flag.name}`
}
