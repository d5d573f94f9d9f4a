/**
 * Runs a list of operations in as few libvips pipelines as sharp's fixed order allows. Steps join the current
 * pipeline while the order agrees; otherwise it is run to raw pixels, from which the next one starts. Nothing is
 * encoded in between. The first pipeline holds the decoder, so that a leading resize shrinks while loading.
 */
import type { OverlayOptions, Sharp } from 'sharp'
import type { FrameSelection, Operation } from '../../transformation/plan/operations.ts'
import { selectFrames } from './animation.ts'
import type { OpenedSource, Timing } from './open-source.ts'
import { stepFor } from './operations/handlers.ts'
import { orient } from './orientation.ts'
import { frameOf, joinFrames, type Pixels, pipelineFrom, pixelsOf } from './pixels.ts'
import { type Shape, STAGE, type Stage, type Step, type StepContext } from './step.ts'

type PassStep = Extract<Step, { kind: 'pass' }>
type KernelStep = Extract<Step, { kind: 'kernel' }>
type ExtractStep = Extract<Step, { kind: 'extract' }>

export class Passes {
  #pipeline: Sharp
  /** Set while nothing was asked of the current pipeline since it started from these pixels. */
  #pixels: Pixels | null = null
  #overlays: OverlayOptions[] = []
  #stage: Stage = STAGE.open
  #resized = false
  /** By a quarter: sharp then mirrors and turns before it cuts. Mirroring alone it cuts first. */
  #turned = false
  #plain: boolean
  /** EXIF orientation that is still to be applied. */
  #orientation: number
  /** Size that a vector source must first be drawn at. */
  #drawn: { readonly width: number; readonly height: number } | null
  #shape: Shape
  #frames: number
  #timing: Timing
  #passes = 1
  readonly #hasProfile: boolean

  constructor(source: OpenedSource) {
    this.#pipeline = source.pipeline
    this.#pixels = source.pixels
    this.#plain = source.plain
    this.#orientation = source.orientation
    this.#drawn = source.drawn
    this.#frames = source.frames
    this.#timing = source.timing
    this.#hasProfile = source.hasProfile
    this.#shape = { width: source.width, height: source.height, opaque: source.opaque }
  }

  get shape(): Shape {
    return this.#shape
  }

  get frames(): number {
    return this.#frames
  }

  get timing(): Timing {
    return this.#timing
  }

  /** The pipeline still holds the opened file: nothing went through raw pixels. */
  get isFirstPass(): boolean {
    return this.#passes === 1
  }

  /** The pixels can stay in the source's own RGB profile: nothing was converted to sRGB on the way. */
  get carriesProfile(): boolean {
    return this.isFirstPass && this.#hasProfile
  }

  async apply(operations: readonly Operation[], context: StepContext): Promise<void> {
    for (const operation of operations) {
      if (operation.op === 'frames') await this.#select(operation.selection)
      else await this.#take(await stepFor(operation, this.#shape, context))
    }
  }

  /** Runs what is pending; the next step starts a new pass. */
  async toPixels(): Promise<Pixels> {
    if (this.#pixels !== null && this.#stage === STAGE.open && this.#orientation === 1) return this.#pixels
    const pixels = await pixelsOf(this.#closed(), this.#frames)
    this.#startFrom(pixels)
    return pixels
  }

  /** The last pipeline, for an encoder. `flattenOn`: what lies under transparent pixels of a format without alpha. */
  async toPipeline(flattenOn: { r: number; g: number; b: number } | null): Promise<Sharp> {
    if (flattenOn === null || this.#shape.opaque) return this.#closed()
    // sharp flattens before it resizes; that is right as long as nothing after made pixels transparent or needs order.
    const isCutOnly = this.#stage === STAGE.extractAfter
    if ((this.#stage >= STAGE.extend && !isCutOnly) || !this.#plain) await this.toPixels()
    this.#shape = { ...this.#shape, opaque: true }
    return this.#closed().flatten({ background: flattenOn })
  }

  /** On a still picture there is nothing to choose from. */
  async #select(selection: FrameSelection): Promise<void> {
    if (this.#frames <= 1) return
    const { pixels, timing } = selectFrames({ pixels: await this.toPixels(), timing: this.#timing }, selection)
    this.#frames = pixels.frames
    this.#timing = timing
    this.#startFrom(pixels)
    if (selection.kind === 'fade') this.#shape = { ...this.#shape, opaque: false }
  }

  async #take(step: Step): Promise<void> {
    if (step.kind === 'nothing') return
    if (step.kind === 'resize') return this.#resize(step.width, step.height)
    if (step.kind === 'extract') return this.#extract(step)
    if (step.kind === 'overlay') return this.#overlay(step)
    if (this.#frames > 1 && !step.onStrip) return this.#eachFrame(step)
    if (step.kind === 'kernel') return this.#kernel(step)
    await this.#openFor(step.stage, step.needsPlain)
    this.#pipeline = step.apply(this.#pipeline)
    this.#advance(step.stage, step.after)
  }

  /** Makes room in the order: afterwards the current pipeline may take a step of this stage. */
  async #openFor(stage: Stage, needsPlain: boolean): Promise<void> {
    this.#draw()
    this.#turnUpright()
    if (stage <= this.#stage || (needsPlain && !this.#plain)) await this.toPixels()
  }

  /**
   * sharp 0.35.5 resizes, cuts and extends a strip of raw frames as one picture, although it is told the height of a
   * frame; only strips that a decoder gave are worked on frame by frame.
   */
  get #holdsRawFrames(): boolean {
    return this.#frames > 1 && !this.isFirstPass
  }

  async #resize(width: number, height: number): Promise<void> {
    if (width === this.#shape.width && height === this.#shape.height && this.#drawn === null) return
    if (this.#stage >= STAGE.resize || (this.#stage === STAGE.extractBefore && this.#orientation !== 1)) {
      await this.toPixels()
    }
    if (this.#holdsRawFrames) {
      await this.#eachFrame(
        geometry(STAGE.resize, { width, height }, (one) => one.resize({ width, height, fit: 'fill' })),
      )
      return
    }
    const swapped = this.#orientation >= 5 && this.#stage === STAGE.open
    this.#pipeline = this.#pipeline.resize({
      width: swapped ? height : width,
      height: swapped ? width : height,
      fit: 'fill',
    })
    this.#drawn = null
    this.#resized = true
    this.#advance(STAGE.resize, { width, height })
    this.#turnUpright()
  }

  async #extract({ left, top, width, height }: ExtractStep): Promise<void> {
    if (left === 0 && top === 0 && width === this.#shape.width && height === this.#shape.height) return
    this.#draw()
    this.#turnUpright()
    const free = this.#resized
      ? this.#stage < STAGE.extend
      : this.#stage === STAGE.open || (this.#stage === STAGE.turn && this.#turned)
    if (!free) await this.toPixels()
    if (this.#holdsRawFrames) {
      const box = { left, top, width, height }
      await this.#eachFrame(geometry(STAGE.extractBefore, { width, height }, (one) => one.extract(box)))
      return
    }
    const stage = this.#stage === STAGE.open ? STAGE.extractBefore : STAGE.extractAfter
    this.#pipeline = this.#pipeline.extract({ left, top, width, height })
    this.#advance(stage, { width, height })
  }

  async #overlay({ overlay, after }: Extract<Step, { kind: 'overlay' }>): Promise<void> {
    const step: PassStep = {
      kind: 'pass',
      stage: STAGE.composite,
      apply: (pipeline) => pipeline.composite([overlay]),
      onStrip: false,
      needsPlain: true,
      ...(after ? { after } : {}),
    }
    if (this.#frames > 1) return this.#eachFrame(step)
    // Overlays one after the other go into one composition.
    if (this.#stage !== STAGE.composite) await this.#openFor(STAGE.composite, true)
    this.#overlays.push(overlay)
    this.#advance(STAGE.composite, after)
  }

  async #kernel(step: KernelStep): Promise<void> {
    this.#draw()
    this.#turnUpright()
    const result = await step.run(await this.toPixels())
    this.#startFrom(result)
    this.#shape = { ...this.#shape, ...step.after, width: result.width, height: result.height }
  }

  async #eachFrame(step: PassStep | KernelStep): Promise<void> {
    this.#turnUpright()
    const pixels = await this.toPixels()
    const done: Pixels[] = []
    for (let index = 0; index < pixels.frames; index++) {
      const frame = frameOf(pixels, index)
      done.push(step.kind === 'kernel' ? await step.run(frame) : await pixelsOf(step.apply(pipelineFrom(frame))))
    }
    const joined = joinFrames(done)
    this.#startFrom(joined)
    this.#shape = { ...this.#shape, ...step.after, width: joined.width, height: joined.height }
  }

  #draw(): void {
    if (this.#drawn === null) return
    this.#pipeline = this.#pipeline.resize({ ...this.#drawn, fit: 'fill' })
    this.#drawn = null
    this.#resized = true
    this.#advance(STAGE.resize)
  }

  #turnUpright(): void {
    if (this.#orientation === 1) return
    this.#pipeline = orient(this.#pipeline, this.#orientation)
    this.#turned = this.#orientation !== 2 && this.#orientation !== 4
    this.#orientation = 1
    this.#stage = STAGE.turn
    this.#pixels = null
  }

  #advance(stage: Stage, after: Partial<Shape> = {}): void {
    this.#stage = stage
    this.#turned ||= stage === STAGE.turn
    this.#pixels = null
    this.#shape = { ...this.#shape, ...after }
  }

  #startFrom(pixels: Pixels): void {
    this.#pipeline = pipelineFrom(pixels)
    this.#pixels = pixels
    this.#overlays = []
    this.#stage = STAGE.open
    this.#resized = false
    this.#turned = false
    this.#plain = true
    this.#orientation = 1
    this.#drawn = null
    this.#passes += 1
  }

  #closed(): Sharp {
    this.#draw()
    this.#turnUpright()
    if (this.#overlays.length > 0) this.#pipeline = this.#pipeline.composite(this.#overlays)
    this.#overlays = []
    return this.#pipeline
  }
}

function geometry(stage: Stage, after: Partial<Shape>, apply: PassStep['apply']): PassStep {
  return { kind: 'pass', stage, apply, after, onStrip: false, needsPlain: false }
}
