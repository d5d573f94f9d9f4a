/** Executes one plan in a child: open, operate, encode, write. */
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { RenderInput, RenderResult, SourceFile } from '../../ports/renderer.ts'
import type { LayerPicture } from '../../transformation/plan/operations.ts'
import type { ImagePlan, PlanInput } from '../../transformation/plan/plan-types.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { encoderFor, keepsAlpha } from './encode.ts'
import { openLayer } from './open-layer.ts'
import { openSource } from './open-source.ts'
import { Passes } from './passes.ts'
import type { Pixels } from './pixels.ts'
import { runPipeline } from './run-pipeline.ts'
import type { StepContext } from './step.ts'

export interface RenderJob {
  readonly plan: ImagePlan
  readonly source: SourceFile
  readonly inputs: readonly RenderInput[]
  readonly target: string
}

/** @throws CorruptMediaError, LimitExceededError, UnsupportedFormatError */
export async function renderImage(job: RenderJob, limits: MediaLimits): Promise<RenderResult> {
  const { plan, source, inputs, target } = job
  const { encoding } = plan
  const passes = new Passes(await openSource(source, plan.source, limits))
  await passes.apply(plan.operations, stepContext(inputs, limits, plan.inputs))
  const { red: r, green: g, blue: b } = encoding.background
  const pipeline = await passes.toPipeline(keepsAlpha(encoding) ? null : { r, g, b })
  const { frames, timing } = passes
  const options = { encoding, quality: encoding.quality, frames, timing, opaque: passes.shape.opaque }
  const { data, info } = await runPipeline(encoderFor(pipeline, options))
  // `wx`: two jobs never write the same file.
  await writeFile(target, data, { flag: 'wx' })
  return {
    width: info.width,
    height: info.pageHeight ?? info.height,
    bytes: data.length,
    format: encoding.format,
    md5: createHash('md5').update(data).digest('hex'),
    frames: passes.frames,
    quality: encoding.quality,
  }
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
