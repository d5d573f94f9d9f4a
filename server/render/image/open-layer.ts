/** Opens what a layer is made of: a stored file or a bitmap that was made before (a text). */
import type { RenderInput } from '../../ports/renderer.ts'
import type { PlanInput, SourceFacts, SourceSelection } from '../../transformation/plan/plan-types.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { type OpenedSource, openSource, STILL } from './open-source.ts'
import { type Pixels, pipelineFrom } from './pixels.ts'

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
export function openBitmap({ width, height, data }: { width: number; height: number; data: Uint8Array }): OpenedSource {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const pixels: Pixels = { data: bytes, width, height, frames: 1, channels: 4 }
  return {
    pipeline: pipelineFrom(pixels),
    pixels,
    width,
    height,
    frames: 1,
    orientation: 1,
    opaque: false,
    plain: true,
    drawn: null,
    timing: STILL,
  }
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
