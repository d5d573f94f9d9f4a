/** How the stored file is opened: page, density, orientation; and the size that the chain starts from. */
import { TransformationError } from '../../errors/transformation-error.ts'
import type { Size } from '../crops/define-crop.ts'
import { roundSize } from '../crops/lengths.ts'
import { type Affine, scaling } from './affine.ts'
import type { Assumptions } from './assumptions.ts'
import type { PlanLimits, SourceFacts, SourceSelection } from './plan-types.ts'
import { notSupportedYet, overLimit } from './refusals.ts'

/** Dots per inch at which facts of vector formats are stored. */
const STORED_DENSITY = 72
const DOCUMENT_DENSITY = 150
const VECTOR_FORMATS: ReadonlySet<string> = new Set(['svg', 'pdf', 'ai', 'eps', 'ps'])

/**
 * What has no pixels of its own is drawn at the density asked for or usual; where that would be more than may be made,
 * at the greatest that is allowed, so that a poster can still be scaled to a thumbnail.
 * @throws TransformationError 404 for a page that does not exist, 400 for a density that makes the page too large.
 */
export function selectSource(facts: SourceFacts, assumptions: Assumptions, limits: PlanLimits): SourceSelection {
  const { page, pages, pageList } = selectPages(facts, assumptions)
  const vector = VECTOR_FORMATS.has(facts.format)
  const autoOrient = !assumptions.ignoreOrientation
  const { width, height } = uprightSize(facts, autoOrient)
  const greatest = greatestDensity({ width, height }, limits)
  if (vector && assumptions.density !== null && assumptions.density > greatest) {
    throw overLimit(
      `Invalid density in transformation: ${assumptions.density} (this file can be drawn at up to ${greatest} dots per inch)`,
    )
  }
  const usual = facts.format === 'svg' ? STORED_DENSITY : DOCUMENT_DENSITY
  const density = assumptions.density ?? (vector ? Math.min(usual, greatest) : usual)
  const factor = vector ? density / STORED_DENSITY : 1
  return {
    page,
    pages,
    ...(pageList === undefined ? {} : { pageList }),
    ...(assumptions.moment === null ? {} : { moment: assumptions.moment }),
    density,
    autoOrient,
    width: roundSize(width * factor),
    height: roundSize(height * factor),
  }
}

/** A layer is opened at its first page, vectors at 72 dpi. */
export function selectLayerSource(facts: SourceFacts, autoOrient: boolean): SourceSelection {
  return { page: 0, pages: 1, density: STORED_DENSITY, autoOrient, ...uprightSize(facts, autoOrient) }
}

/** The size as stored, sides swapped where EXIF says that the picture lies on its side. */
export function uprightSize({ width, height, orientation }: SourceFacts, autoOrient: boolean): Size {
  return autoOrient && orientation >= 5 ? { width: height, height: width } : { width, height }
}

/** From stored coordinates to the opened picture. */
export function openingMovement(facts: SourceFacts, selection: SourceSelection): Affine {
  const upright = uprightSize(facts, selection.autoOrient)
  return scaling(selection.width / upright.width, selection.height / upright.height)
}

/** Whole dots per inch; at least 1. */
function greatestDensity({ width, height }: Size, { outputPixels, outputSide }: PlanLimits): number {
  const factor = Math.min(Math.sqrt(outputPixels / (width * height)), outputSide / Math.max(width, height))
  return Math.max(1, Math.floor(STORED_DENSITY * factor))
}

type Pages = Pick<SourceSelection, 'page' | 'pages' | 'pageList'>

function selectPages(facts: SourceFacts, { page, format }: Assumptions): Pages {
  const asDocument = format.format === 'pdf' && facts.format === 'pdf'
  if (page === null || page.kind === 'all') {
    return { page: 0, pages: (format.animated && page === null) || asDocument ? -1 : 1 }
  }
  if (page.kind !== 'numbers')
    throw notSupportedYet(`parameter pg with ${page.kind === 'names' ? 'names' : 'embedded objects'}`)
  const numbers = page.ranges.flatMap(({ from, to }) => {
    const last = Math.min(to ?? facts.pages, facts.pages)
    if (from < 1 || from > facts.pages) throw missingPage(from, facts.pages)
    return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from - 1 + index)
  })
  const first = numbers[0] ?? 0
  return asDocument && numbers.length > 1 ? { page: first, pages: 1, pageList: numbers } : { page: first, pages: 1 }
}

function missingPage(page: number, pages: number): TransformationError {
  return new TransformationError({
    fault: 'missing_reference',
    status: 404,
    message: `Invalid page in transformation: ${page} (the file has ${pages})`,
    received: String(page),
  })
}
