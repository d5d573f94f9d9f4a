/** From the text of a chain to a picture, by the real planner and the real renderer, without storage or HTTP. */
import type { Bitmap, RenderInput, SourceFile } from '../../server/ports/renderer.ts'
import {
  type AssetAttributes,
  type NeedAnswer,
  needKey,
  type PlanFacts,
  parseTransformation,
  plan,
} from '../../server/transformation/index.ts'
import type { Rendering } from './rendering.ts'

const ATTRIBUTES: AssetAttributes = {
  publicId: 'scene',
  tags: [],
  context: {},
  metadata: {},
  faces: null,
  customCoordinates: [],
  regions: {},
}

export interface ChainOptions {
  readonly source: SourceFile
  /** What every image layer shows. */
  readonly layer: SourceFile
  readonly extension?: string
}

/** @throws what planning and rendering throw */
export async function renderChain(rendering: Rendering, chain: string, options: ChainOptions): Promise<Buffer> {
  const { source, layer, extension = 'png' } = options
  const transformation = parseTransformation(chain)
  const answers = new Map<string, NeedAnswer>()
  const texts = new Map<string, Bitmap>()
  const facts: PlanFacts = {
    source: source.facts,
    attributes: ATTRIBUTES,
    extension,
    hints: { accepts: [], dpr: null, width: null, saveData: false },
    limits: { outputPixels: 50e6, outputSide: 32_767, totalPixels: 200e6, animationFrames: 300, layers: 20 },
    named: new Map(),
    answers,
  }
  for (;;) {
    const outcome = plan(transformation, facts)
    if (outcome.kind === 'plan') {
      if (outcome.plan.media !== 'image') throw new Error(`${chain} asks for the original`)
      const inputs = outcome.plan.inputs.map((input): RenderInput => {
        if (input.kind === 'layer') return { kind: 'file', file: layer }
        return { kind: 'bitmap', bitmap: texts.get(JSON.stringify(input.text)) as Bitmap }
      })
      const target = rendering.path()
      await rendering.renderer.render({ plan: outcome.plan, source, inputs, target })
      return rendering.read(target)
    }
    for (const need of outcome.needs) {
      if (need.kind === 'named') throw new Error(`${chain} names ${need.name}`)
      if (need.kind === 'layer') answers.set(needKey(need), { kind: 'layer', facts: layer.facts })
      else if (need.kind === 'text') {
        const bitmap = await rendering.renderer.text(need.text)
        texts.set(JSON.stringify(need.text), bitmap)
        answers.set(needKey(need), { kind: 'text', width: bitmap.width, height: bitmap.height })
      } else {
        const { selection, operations } = need.picture
        const measured = { source, selection, operations, inputs: [] }
        const box =
          need.kind === 'trim'
            ? await rendering.renderer.trimBox(measured, need.tolerance, need.colour)
            : await rendering.renderer.attentionBox(measured, need.width, need.height)
        answers.set(needKey(need), { kind: 'box', box })
      }
    }
  }
}
