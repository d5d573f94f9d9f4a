/** What is planned is what is rendered: the same chains through the planner and through the real engine. */
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { RenderInput, SourceFile } from '../../../../server/ports/renderer.ts'
import { parseTransformation } from '../../../../server/transformation/parse.ts'
import { needKey } from '../../../../server/transformation/plan/need-key.ts'
import { plan } from '../../../../server/transformation/plan/plan.ts'
import type {
  ImagePlan,
  Need,
  NeedAnswer,
  PlanFacts,
  PlanInput,
} from '../../../../server/transformation/plan/plan-types.ts'
import { fc } from '../../../support/properties.ts'
import { flat, type Rendering, startRendering } from '../../../support/rendering.ts'
import { chain } from './chain-arbitrary.ts'
import { ATTRIBUTES, LIMITS, planFacts } from './plan-fixtures.ts'

let rendering: Rendering
const sources: SourceFile[] = []
const layers = new Map<string, SourceFile>()

beforeAll(async () => {
  rendering = startRendering({ timeoutMs: 60_000 })
  const noise = await sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer()
  const lying = await sharp(noise).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const frames = await Promise.all([flat(60, 40, [255, 0, 0]), flat(60, 40, [0, 255, 0]), flat(60, 40, [0, 0, 255])])
  const animation = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer()
  const drawing = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect x="20" y="10" width="50" height="50" fill="red"/></svg>',
  )
  for (const bytes of [noise, lying, await flat(90, 160, [200, 100, 50, 128]), animation, drawing]) {
    sources.push(await rendering.file(bytes))
  }
  layers.set('lime_50x50', await rendering.file(await flat(50, 50, [0, 255, 0])))
  layers.set('red_200x100', await rendering.file(await flat(200, 100, [255, 0, 0])))
  layers.set('square_100x100', await rendering.file(await framed()))
})
afterAll(() => rendering.close())

describe('a rendered picture', () => {
  it('has the size, the frames and the format that were planned', async () => {
    let rendered = 0
    await fc.assert(
      fc.asyncProperty(
        chain,
        fc.nat({ max: 4 }),
        fc.constantFrom('png', 'jpg', 'gif', 'webp'),
        async (text, index, extension) => {
          const source = sources[index] as SourceFile
          const planned = await planOn(source, text, extension)
          // Large ones would only take long.
          if (planned === null || planned.width * planned.height > 2_000_000) return
          const target = join(rendering.folder, `${rendered++}.out`)
          const inputs = await Promise.all(planned.inputs.map(inputOf))

          const result = await rendering.renderer.render({ plan: planned, source, inputs, target })

          expect([result.width, result.height, result.format]).toEqual([
            planned.width,
            planned.height,
            planned.encoding.format,
          ])
          expect(result.frames > 1).toBe(planned.encoding.animated)
          const metadata = await sharp(target).metadata()
          expect([metadata.width, metadata.pageHeight ?? metadata.height]).toEqual([planned.width, planned.height])
        },
      ),
      { numRuns: 150, seed: 20_261_123 },
    )
    expect(rendered).toBeGreaterThan(60)
  }, 120_000)
})

/** Null when the chain is refused. */
async function planOn(source: SourceFile, text: string, extension: string): Promise<ImagePlan | null> {
  const named = new Map([['small', parseTransformation('c_fit,w_300,h_300/e_grayscale')]])
  let facts: PlanFacts = planFacts(source.facts, {
    extension,
    named,
    attributes: { ...ATTRIBUTES, faces: [{ left: 10, top: 20, width: 30, height: 40 }] },
    limits: { ...LIMITS, outputPixels: 20_000_000 },
  })
  try {
    for (;;) {
      const outcome = plan(parseTransformation(text), facts)
      if (outcome.kind === 'plan') return outcome.plan.media === 'image' ? outcome.plan : null
      for (const need of outcome.needs) {
        facts = { ...facts, answers: new Map(facts.answers).set(needKey(need), await answer(need, source)) }
      }
    }
  } catch (error) {
    if (error instanceof TransformationError) return null
    throw error
  }
}

async function answer(need: Need, source: SourceFile): Promise<NeedAnswer> {
  switch (need.kind) {
    case 'named':
      throw new Error(`unexpected t_${need.name}`)
    case 'layer':
      return { kind: 'layer', facts: layerFile(need.layer).facts }
    case 'text': {
      const { width, height } = await rendering.renderer.text(need.text)
      return { kind: 'text', width, height }
    }
    case 'trim':
    case 'attention': {
      const { of, selection, operations } = need.picture
      const file = of === 'source' ? source : layerFile(of.layer)
      const inputs = await Promise.all(need.picture.inputs.map(inputOf))
      const measured = { source: file, selection, operations, inputs }
      const box =
        need.kind === 'trim'
          ? await rendering.renderer.trimBox(measured, need.tolerance, need.colour)
          : await rendering.renderer.attentionBox(measured, need.width, need.height)
      return { kind: 'box', box }
    }
  }
}

async function inputOf(input: PlanInput): Promise<RenderInput> {
  if (input.kind === 'layer') return { kind: 'file', file: layerFile(input.layer) }
  return { kind: 'bitmap', bitmap: await rendering.renderer.text(input.text) }
}

function layerFile(layer: Extract<PlanInput, { kind: 'layer' }>['layer']): SourceFile {
  const file = layer.kind === 'asset' ? layers.get(layer.publicId) : undefined
  if (file === undefined) throw new Error('no such layer')
  return file
}

async function framed(): Promise<Buffer> {
  const square = await flat(50, 50, [255, 0, 0])
  return sharp(square)
    .extend({ top: 25, bottom: 25, left: 25, right: 25, background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png()
    .toBuffer()
}
