/** The Renderer port on the pool of children. Of a video one frame is taken first, and worked on like any picture. */
import { rm } from 'node:fs/promises'
import type { MeasureSource, Renderer, RenderInput, RenderOptions, SourceFile } from '../ports/renderer.ts'
import type { SourceSelection } from '../transformation/plan/plan-types.ts'
import { roleFor } from './formats.ts'
import { estimateAssemblyBytes, estimateBytes } from './pool/cost.ts'
import type { JobOptions, RenderPool } from './pool/pool.ts'
import type { Stills } from './video/stills.ts'

export interface CreateRendererOptions {
  /** Shared with the describer. It is closed with the renderer. */
  readonly pool: RenderPool
  readonly stills: Stills
}

/** Bytes that setting a text takes, at most sizes. */
const TEXT_BYTES = 32 * 1_048_576

export function createRenderer({ pool, stills }: CreateRendererOptions): Renderer {
  const measured = (source: MeasureSource, options: RenderOptions): JobOptions => {
    const { width, height } = source.selection
    return jobOptions(source.source, source.selection, source.inputs, width * height, options)
  }
  /** Runs `use` with a picture, whatever the source is. */
  function asPicture<T>(
    source: SourceFile,
    selection: SourceSelection,
    { signal }: RenderOptions,
    use: (picture: SourceFile) => Promise<T>,
  ): Promise<T> {
    if (source.facts.resourceType !== 'video') return use(source)
    return stills.withStill(source, selection, use, signal)
  }
  return {
    render({ plan, source: file, inputs, target }, options = {}) {
      return asPicture(file, plan.source, options, (source) => {
        const pixels = plan.width * plan.height * framesOf(source, plan.source)
        return pool.run(
          'render',
          { plan, source, inputs, target },
          {
            ...jobOptions(source, plan.source, inputs, pixels, options, plan.encoding.format),
            cleanUp: () => rm(target, { force: true }),
          },
        )
      })
    },
    text(picture, options = {}) {
      return pool.run('text', { picture }, { role: 'raster', costBytes: TEXT_BYTES, ...options })
    },
    assemble(request, options = {}) {
      const { pieces, target, encoding } = request
      const facts = pieces.flatMap(({ picture }) => (picture.kind === 'file' ? [picture.file.facts] : []))
      return pool.run('assemble', request, {
        role: roleFor(
          facts.map(({ format }) => format),
          encoding.format,
        ),
        costBytes: estimateAssemblyBytes(request, facts),
        timeFactor: Math.min(MOST_TIMES, 1 + request.frames / FRAMES_PER_LIMIT),
        ...options,
        cleanUp: () => rm(target, { force: true }),
      })
    },
    trimBox(file, tolerance, colour, options = {}) {
      return asPicture(file.source, file.selection, options, (source) => {
        const picture = { ...file, source }
        return pool.run('trim', { measured: picture, tolerance, colour }, measured(picture, options))
      })
    },
    attentionBox(file, width, height, options = {}) {
      return asPicture(file.source, file.selection, options, (source) => {
        const picture = { ...file, source }
        return pool.run('attention', { measured: picture, width, height }, measured(picture, options))
      })
    },
    close: () => pool.close(),
  }
}

/** An animation is encoded frame by frame: for so many of them it may take the time limit once more. */
const FRAMES_PER_LIMIT = 50
const MOST_TIMES = 4

function jobOptions(
  source: SourceFile,
  selection: SourceSelection,
  inputs: readonly RenderInput[],
  outputPixels: number,
  { signal }: RenderOptions,
  output?: string,
): JobOptions {
  const files = inputs.flatMap((input) => (input.kind === 'file' ? [input.file] : []))
  const layers = files.reduce((sum, { facts }) => sum + estimateBytes(facts, 1, 0), 0)
  return {
    role: roleFor(
      [source, ...files].map(({ facts }) => facts.format),
      output,
    ),
    costBytes: estimateBytes(source.facts, framesOf(source, selection), outputPixels) + layers,
    ...(signal ? { signal } : {}),
  }
}

function framesOf({ facts }: SourceFile, { page, pages }: SourceSelection): number {
  return pages === -1 ? Math.max(1, facts.pages - page) : Math.max(1, pages)
}
