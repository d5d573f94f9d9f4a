/**
 * The option `reduceImages`: how far pictures are made smaller before they are uploaded.
 *
 * `true`, or the attribute without a value: at most 2560 pixels wide and high, quality 0.85, in their own format. An
 * object, or its JSON as the attribute's value, names what differs; a side that an object does not name has no limit.
 */
import { InvalidOptionError } from '../../kit/options.ts'

export interface ReduceImages {
  readonly maxWidth?: number | undefined
  readonly maxHeight?: number | undefined
  /** 0 to 1, of formats that lose something. */
  readonly quality: number
  /** Format of the copy; the picture's own when absent, and where the picture may be transparent and the format cannot. */
  readonly type?: 'image/jpeg' | 'image/png' | 'image/webp' | undefined
}

const USUAL = { maxWidth: 2560, maxHeight: 2560, quality: 0.85 }
const EXPECTED =
  'true, or an object with maxWidth, maxHeight, quality (0 to 1) and type (image/jpeg, image/png, image/webp)'

/** @throws InvalidOptionError */
export function readReduceImages(raw: unknown): ReduceImages | undefined {
  if (raw === undefined || raw === null || raw === false || raw === 'false') return undefined
  if (raw === true || raw === '' || raw === 'true') return USUAL
  const given = typeof raw === 'string' ? parsed(raw) : raw
  if (typeof given !== 'object' || given === null) throw new InvalidOptionError(EXPECTED, raw)
  const { maxWidth, maxHeight, quality = USUAL.quality, type, ...unknown } = given as Record<string, unknown>
  const isSide = (side: unknown): side is number | undefined => side === undefined || (isNumber(side) && side >= 1)
  const isRight =
    isSide(maxWidth) && isSide(maxHeight) && isNumber(quality) && quality > 0 && quality <= 1 && isType(type)
  if (!isRight || Object.keys(unknown).length > 0) throw new InvalidOptionError(EXPECTED, JSON.stringify(given))
  return { maxWidth, maxHeight, quality, type }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isType(value: unknown): value is ReduceImages['type'] {
  return value === undefined || value === 'image/jpeg' || value === 'image/png' || value === 'image/webp'
}
