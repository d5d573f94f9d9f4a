/** `a_`: quarter turns and mirrors are exact; any other angle grows the picture to the bounding box. */
import type { Angle, Rgba } from '../ast.ts'
import type { Size } from '../crops/define-crop.ts'
import { roundSize } from '../crops/lengths.ts'
import type { Operation } from './operations.ts'
import { applied, type Picture } from './picture.ts'
import type { PlanLimits } from './plan-types.ts'

/** Larger pictures are scaled down before they are turned by an angle that is not a right one. */
const LONGEST_TURNED_SIDE = 3000

export function turned(picture: Picture, angle: Angle, background: Rgba, limits: PlanLimits): Picture {
  let current = picture
  for (const turn of angle.turns) {
    if (turn === 'hflip' || turn === 'vflip') {
      current = applied(current, [{ op: 'flip', axis: turn === 'hflip' ? 'horizontal' : 'vertical' }], limits)
    } else {
      current = applied(current, rotation(turn, current, background), limits)
    }
  }
  return current
}

/** `a_auto_right`, `a_auto_left`: a quarter turn when the picture stands and the crop lies, or the other way round. */
export function autoTurned(picture: Picture, angle: Angle, ratio: number | null, limits: PlanLimits): Picture {
  if (angle.automatic === null || ratio === null) return picture
  const own = picture.width / picture.height
  const differs = (own > 1 && ratio < 1) || (own < 1 && ratio > 1)
  return differs
    ? applied(picture, [{ op: 'turn', quarters: angle.automatic === 'auto_right' ? 1 : 3 }], limits)
    : picture
}

function rotation(degrees: number, size: Size, background: Rgba): readonly Operation[] {
  const clockwise = ((degrees % 360) + 360) % 360
  if (clockwise === 0) return []
  if (clockwise % 90 === 0) return [{ op: 'turn', quarters: (clockwise / 90) as 1 | 2 | 3 }]
  const longest = Math.max(size.width, size.height)
  const factor = Math.min(1, LONGEST_TURNED_SIDE / longest)
  const width = roundSize(size.width * factor)
  const height = roundSize(size.height * factor)
  const cos = Math.abs(Math.cos((clockwise * Math.PI) / 180))
  const sin = Math.abs(Math.sin((clockwise * Math.PI) / 180))
  return [
    ...(factor < 1 ? [{ op: 'resize', width, height } as const] : []),
    {
      op: 'rotate',
      degrees: clockwise,
      width: Math.ceil(Number((width * cos + height * sin).toFixed(6))),
      height: Math.ceil(Number((width * sin + height * cos).toFixed(6))),
      background,
    },
  ]
}
