/**
 * Where the pixels of the original are in the current picture, so that stored coordinates (faces, regions) can be used
 * after the picture was scaled, cut or turned. x' = a x + b y + c, y' = d x + e y + f.
 */
import type { Size } from '../crops/define-crop.ts'
import type { Box, Operation } from './operations.ts'
import { sizeAfter } from './sizes.ts'

export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const UNMOVED: Affine = [1, 0, 0, 0, 1, 0]

export function scaling(x: number, y: number): Affine {
  return [x, 0, 0, 0, y, 0]
}

/** `current`, and then what the operation does to a picture of `size`. */
export function movedBy(operation: Operation, size: Size, current: Affine): Affine {
  const step = movement(operation, size)
  return step === null ? current : compose(step, current)
}

/** The bounding box of a box after the movement, clipped to the picture; null when nothing of it is inside. */
export function moveBox(affine: Affine, box: Box, { width, height }: Size): Box | null {
  const [a, b, c, d, e, f] = affine
  const xs: number[] = []
  const ys: number[] = []
  for (const x of [box.left, box.left + box.width]) {
    for (const y of [box.top, box.top + box.height]) {
      xs.push(a * x + b * y + c)
      ys.push(d * x + e * y + f)
    }
  }
  const left = Math.max(0, Math.round(Math.min(...xs)))
  const top = Math.max(0, Math.round(Math.min(...ys)))
  const right = Math.min(width, Math.round(Math.max(...xs)))
  const bottom = Math.min(height, Math.round(Math.max(...ys)))
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null
}

function compose(last: Affine, first: Affine): Affine {
  const [a, b, c, d, e, f] = last
  const [p, q, r, s, t, u] = first
  return [a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f]
}

function movement(operation: Operation, { width, height }: Size): Affine | null {
  switch (operation.op) {
    case 'resize':
      return scaling(operation.width / width, operation.height / height)
    case 'extract':
      return [1, 0, -operation.left, 0, 1, -operation.top]
    case 'extend':
      return [1, 0, operation.left, 0, 1, operation.top]
    case 'flip':
      return operation.axis === 'horizontal' ? [-1, 0, width, 0, 1, 0] : [1, 0, 0, 0, -1, height]
    case 'turn':
      return rotation(operation.quarters * 90, { width, height }, sizeAfter(operation, { width, height }))
    case 'rotate':
      return rotation(operation.degrees, { width, height }, operation)
    default:
      return null
  }
}

/** Clockwise about the centre; the centre stays the centre. */
function rotation(degrees: number, from: Size, to: Size): Affine {
  const cos = Math.cos((degrees * Math.PI) / 180)
  const sin = Math.sin((degrees * Math.PI) / 180)
  const x = from.width / 2
  const y = from.height / 2
  return [cos, -sin, to.width / 2 - cos * x + sin * y, sin, cos, to.height / 2 - sin * x - cos * y]
}
