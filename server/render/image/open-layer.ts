/** Opens what a layer is made of: a stored file or a bitmap that was made before (a text). */
import type { Bitmap, RenderInput } from '../../ports/renderer.ts'
import type { PlanInput, SourceFacts, SourceSelection } from '../../transformation/plan/plan-types.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { fromPixels, type OpenedSource, openSource } from './open-source.ts'

export async function openLayer(
  planned: PlanInput | undefined,
  input: RenderInput | undefined,
  limits: MediaLimits,
): Promise<OpenedSource> {
  if (input === undefined) throw new Error('The plan names a layer that was not given')
  if (input.kind === 'bitmap') return openBitmap(input.bitmap)
  const autoOrient = planned?.kind === 'layer' ? planned.autoOrient : true
  return openSource(input.file, firstPage(input.file.facts, autoOrient), limits)
}

/** Straight RGBA. */
function openBitmap({ width, height, data }: Bitmap): OpenedSource {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return fromPixels({ data: bytes, width, height, frames: 1, channels: 4 }, false)
}

function firstPage(facts: SourceFacts, autoOrient: boolean): SourceSelection {
  const swapped = autoOrient && facts.orientation >= 5
  return {
    page: 0,
    pages: 1,
    density: 72,
    autoOrient,
    width: swapped ? facts.height : facts.width,
    height: swapped ? facts.width : facts.height,
  }
}
