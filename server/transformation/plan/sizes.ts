/** How operations change the size of a picture. */
import type { Size } from '../crops/define-crop.ts'
import type { Operation } from './operations.ts'

export function sizeAfter(operation: Operation, { width, height }: Size): Size {
  switch (operation.op) {
    case 'resize':
    case 'extract':
    case 'rotate':
      return { width: operation.width, height: operation.height }
    case 'extend':
      return {
        width: width + operation.left + operation.right,
        height: height + operation.top + operation.bottom,
      }
    case 'turn':
      return operation.quarters === 2 ? { width, height } : { width: height, height: width }
    default:
      return { width, height }
  }
}
