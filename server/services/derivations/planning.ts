/**
 * Plans a chain for one picture: asks the pure planner, finds what it needs to know (named transformations, layers,
 * sizes of texts, measured boxes), and asks again, until it has all.
 */
import { createHash } from 'node:crypto'
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TransformationError } from '../../errors/transformation-error.ts'
import type { Database } from '../../ports/database.ts'
import type { MeasureSource, Renderer, RenderInput, SourceFile } from '../../ports/renderer.ts'
import type { Transformation } from '../../transformation/ast.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { needKey } from '../../transformation/plan/need-key.ts'
import { plan } from '../../transformation/plan/plan.ts'
import type {
  AssetAttributes,
  DeliveryOptions,
  MeasuredPicture,
  Need,
  NeedAnswer,
  Plan,
  PlanInput,
  RequestHints,
  SourceFacts,
} from '../../transformation/plan/plan-types.ts'
import { assetDependency, namedDependency } from './dependency.ts'
import { findLayer, type Layer, layerKey, type RemoteCopies } from './layers.ts'
import { type LocalSourceDependencies, withLocalSource } from './local-source.ts'
import { RecentlyUsed } from './recently-used.ts'
import { SharedFlights } from './shared-flights.ts'
import type { TextPictures } from './text-pictures.ts'

export interface PlanningDependencies extends LocalSourceDependencies {
  readonly database: Database
  readonly renderer: Renderer
  readonly texts: TextPictures
  readonly remoteCopies: RemoteCopies
}

/** The picture that a chain starts from. */
export interface PlanSubject {
  readonly facts: SourceFacts
  readonly attributes: AssetAttributes
  /** Names the file for measurements of it: equal only for equal bytes. */
  readonly version: string
  /** Runs `use` with the file on this machine. */
  withFile<T>(use: (file: SourceFile) => Promise<T>, signal?: AbortSignal): Promise<T>
}

export interface PlanRequest {
  readonly environment: ProductEnvironment
  readonly subject: PlanSubject
  readonly transformation: string
  readonly extension: string | null
  readonly hints: RequestHints
  readonly isTrusted: boolean
  /** As in `PlanFacts`. */
  readonly isPiece?: boolean
}

export interface Planned {
  readonly plan: Plan
  readonly delivery: DeliveryOptions
  /** By `layerKey`. */
  readonly layers: ReadonlyMap<string, Asset>
  /** Layers and named transformations, by `dependency.ts`. */
  readonly dependencies: readonly string[]
}

/** Each round answers at least one need; a chain has at most 100 components. */
const MAX_ROUNDS = 300
const MAX_LAYERS = 20

export class Planning {
  readonly #dependencies: PlanningDependencies
  readonly #parsed = new RecentlyUsed<Transformation>({ maxSize: 1000 })
  readonly #measured = new RecentlyUsed<NeedAnswer>({ maxSize: 10_000 })
  readonly #measuring = new SharedFlights<NeedAnswer>()

  constructor(dependencies: PlanningDependencies) {
    this.#dependencies = dependencies
  }

  /** The tree of a chain. @throws TransformationError */
  parse(text: string): Transformation {
    const known = this.#parsed.get(text)
    if (known !== undefined) return known
    const tree = parseTransformation(text)
    this.#parsed.set(text, tree)
    return tree
  }

  /** @throws TransformationError and what rendering of texts and fetching of layers throws. */
  async plan(request: PlanRequest, signal?: AbortSignal): Promise<Planned> {
    const { environment, subject } = request
    const transformation = this.parse(request.transformation)
    const named = new Map<string, Transformation | null>()
    const answers = new Map<string, NeedAnswer>()
    const layers = new Map<string, Asset>()
    const facts = {
      source: subject.facts,
      attributes: subject.attributes,
      extension: request.extension,
      hints: hintsOf(request),
      limits: limitsOf(environment),
      isPiece: request.isPiece === true,
      named,
      answers,
    }
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const outcome = plan(transformation, facts)
      if (outcome.kind === 'plan') {
        const dependencies = [
          ...[...layers.values()].map(assetDependency),
          ...[...named.keys()].map((name) => namedDependency(environment.id, name)),
        ]
        return { plan: outcome.plan, delivery: outcome.delivery, layers, dependencies }
      }
      for (const need of outcome.needs) {
        if (need.kind === 'named') named.set(need.name, await this.#named(environment, need.name))
        else answers.set(needKey(need), await this.#answer(need, request, layers, signal))
      }
      signal?.throwIfAborted()
    }
    throw new TransformationError({ fault: 'limit', message: 'The transformation is too complex to plan' })
  }

  /** Runs `use` with what a plan refers to: layers as local files, texts as bitmaps. */
  async withInputs<T>(
    inputs: readonly PlanInput[],
    layers: ReadonlyMap<string, Asset>,
    use: (inputs: readonly RenderInput[]) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const opened: RenderInput[] = []
    const openFrom = async (index: number): Promise<T> => {
      const input = inputs[index]
      if (input === undefined) return use(opened)
      if (input.kind === 'text') {
        opened.push({ kind: 'bitmap', bitmap: await this.#dependencies.texts.bitmap(input.text, signal) })
        return openFrom(index + 1)
      }
      const asset = knownLayer(layers, input.layer)
      const next = (file: SourceFile) => {
        opened.push({ kind: 'file', file })
        return openFrom(index + 1)
      }
      return withLocalSource(asset, this.#dependencies, next, signal)
    }
    return openFrom(0)
  }

  async #named(environment: ProductEnvironment, name: string): Promise<Transformation | null> {
    const stored = await this.#dependencies.database.namedTransformations.find(environment.id, name)
    return stored === null ? null : this.parse(stored.transformation)
  }

  async #answer(
    need: Exclude<Need, { readonly kind: 'named' }>,
    { environment, isTrusted, subject }: PlanRequest,
    layers: Map<string, Asset>,
    signal?: AbortSignal,
  ): Promise<NeedAnswer> {
    if (need.kind === 'text') {
      const { width, height } = await this.#dependencies.texts.bitmap(need.text, signal)
      return { kind: 'text', width, height }
    }
    if (need.kind === 'layer') {
      if (layers.size >= MAX_LAYERS) {
        throw new TransformationError({ fault: 'limit', message: `At most ${MAX_LAYERS} layers are allowed` })
      }
      const found = await findLayer({ environment, layer: need.layer, isTrusted }, this.#dependencies, signal)
      if ('reason' in found) return { kind: 'layer', facts: null, reason: found.reason }
      layers.set(layerKey(need.layer), found)
      return { kind: 'layer', facts: found.facts }
    }
    return this.#measure(need, subject, layers, signal)
  }

  /** Boxes are kept: after the first time, planning the same chain again decodes nothing. */
  async #measure(
    need: Extract<Need, { readonly kind: 'trim' | 'attention' }>,
    subject: PlanSubject,
    layers: ReadonlyMap<string, Asset>,
    signal?: AbortSignal,
  ): Promise<NeedAnswer> {
    const versions = [...layers].map(([key, asset]) => [key, asset.versionId])
    const key = createHash('sha256')
      .update(JSON.stringify([subject.version, versions, need]))
      .digest('base64')
    const known = this.#measured.get(key)
    if (known !== undefined) return known
    const measure = async (stop: AbortSignal): Promise<NeedAnswer> => {
      const box = await this.#withPicture(
        need.picture,
        subject,
        layers,
        (picture) => this.#box(need, picture, stop),
        stop,
      )
      const answer: NeedAnswer = { kind: 'box', box }
      this.#measured.set(key, answer)
      return answer
    }
    return this.#measuring.run(key, measure, signal)
  }

  #box(need: Extract<Need, { readonly kind: 'trim' | 'attention' }>, picture: MeasureSource, signal: AbortSignal) {
    const { renderer } = this.#dependencies
    return need.kind === 'trim'
      ? renderer.trimBox(picture, need.tolerance, need.colour, { signal })
      : renderer.attentionBox(picture, need.width, need.height, { signal })
  }

  #withPicture<T>(
    { of, selection, operations, inputs }: MeasuredPicture,
    subject: PlanSubject,
    layers: ReadonlyMap<string, Asset>,
    use: (picture: MeasureSource) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const withSource = (source: SourceFile) =>
      this.withInputs(inputs, layers, (opened) => use({ source, selection, operations, inputs: opened }), signal)
    if (of === 'source') return subject.withFile(withSource, signal)
    return withLocalSource(knownLayer(layers, of.layer), this.#dependencies, withSource, signal)
  }
}

function knownLayer(layers: ReadonlyMap<string, Asset>, layer: Layer): Asset {
  const asset = layers.get(layerKey(layer))
  if (asset === undefined) throw new Error('The plan names a layer that planning did not ask for')
  return asset
}

function hintsOf({ environment, hints }: PlanRequest): RequestHints {
  const { jxlEnabled } = environment.settings
  return jxlEnabled ? hints : { ...hints, accepts: hints.accepts.filter((format) => format !== 'jxl') }
}

function limitsOf({ settings: { limits } }: ProductEnvironment) {
  return {
    outputPixels: limits.outputPixels,
    outputSide: limits.outputSide,
    totalPixels: limits.totalPixels,
    animationFrames: limits.renderedFrames,
    layers: MAX_LAYERS,
  }
}
