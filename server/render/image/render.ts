/** Executes one plan in a child: open, operate, encode, write. */
import { createHash } from 'node:crypto'
import type { RenderInput, RenderResult, SourceFile } from '../../ports/renderer.ts'
import type { LayerPicture } from '../../transformation/plan/operations.ts'
import type { ImagePlan, PlanInput } from '../../transformation/plan/plan-types.ts'
import { RASTER_FORMATS } from '../formats.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { openLayer } from './open-layer.ts'
import { openSource } from './open-source.ts'
import { Passes } from './passes.ts'
import type { Pixels } from './pixels.ts'
import type { StepContext } from './step.ts'
import { writeNew } from './write-new.ts'
import { writePicture } from './write-picture.ts'

export interface RenderJob {
  readonly plan: ImagePlan
  readonly source: SourceFile
  readonly inputs: readonly RenderInput[]
  readonly target: string
}

/** @throws CorruptMediaError, LimitExceededError, UnsupportedFormatError */
export async function renderImage(job: RenderJob, limits: MediaLimits): Promise<RenderResult> {
  const { plan, source, inputs, target } = job
  const passes = new Passes(await openSource(source, plan.source, limits))
  await passes.apply(plan.operations, stepContext(inputs, limits, plan.inputs))
  const { encoding } = plan
  const isRaster = RASTER_FORMATS.has(source.facts.format)
  const { data, ...written } = await writePicture(passes, { encoding, sourcePath: source.path, isRaster, limits })
  writeNew(target, data)
  const md5 = createHash('md5').update(data).digest('hex')
  return { ...written, bytes: data.length, format: encoding.format, md5 }
}

/** Layers are made once, however often they are laid. Without `planned` files are opened upright. */
export function stepContext(
  inputs: readonly RenderInput[],
  limits: MediaLimits,
  planned: readonly PlanInput[] = [],
): StepContext {
  const made = new Map<LayerPicture, Promise<Pixels>>()
  const context: StepContext = {
    layer(layer) {
      const known = made.get(layer)
      if (known !== undefined) return known
      const pixels = renderLayer(layer)
      made.set(layer, pixels)
      return pixels
    },
  }
  async function renderLayer(layer: LayerPicture): Promise<Pixels> {
    const passes = new Passes(await openLayer(planned[layer.input], inputs[layer.input], limits))
    await passes.apply(layer.operations, context)
    return passes.toPixels()
  }
  return context
}
