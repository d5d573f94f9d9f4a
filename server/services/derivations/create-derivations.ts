/**
 * Derived files: planned, found or rendered, kept.
 *
 *   prepare   plan the chain, name the file
 *   obtain    the row of that chain, or the file under another row, or render: one render for all who wait
 */
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asset } from '../../domain/asset.ts'
import { contentTypeOf } from '../../domain/content-type.ts'
import type { Derived } from '../../domain/derived.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { movingUnits, transformationUnits } from '../../domain/usage.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { FilmMaker } from '../../ports/film-maker.ts'
import type { Log } from '../../ports/log.ts'
import type { Random } from '../../ports/random.ts'
import type { Renderer, RenderResult, SourceFile } from '../../ports/renderer.ts'
import type { Room } from '../../ports/room.ts'
import type { Storage } from '../../ports/storage.ts'
import type { UsageGate } from '../usage/usage-gate.ts'
import { attributesOf } from './attributes.ts'
import { assetDependency, environmentDependency, namedDependency } from './dependency.ts'
import type { DeriveRequest, TransformRequest } from './derivations.ts'
import type { DerivationsService, Obtained, Prepared, PrepareRequest } from './derivations-service.ts'
import { md5OfFile } from './file-digest.ts'
import { derivedStorageKey, fileKeyOf } from './file-key.ts'
import { layerKey, type RemoteCopies } from './layers.ts'
import { withLocalSource } from './local-source.ts'
import { adoptIfRoom, drawnWithRoom, readDraft } from './on-a-full-disk.ts'
import { drawPiece, NO_HINTS } from './pieces.ts'
import { type Planned, Planning, type PlanSubject } from './planning.ts'
import { type SvgCleaner, writeSanitisedSvg } from './sanitise-svg.ts'
import { SharedFlights } from './shared-flights.ts'
import { Shelf } from './shelf.ts'
import { TextPictures } from './text-pictures.ts'
import { unreadFacts } from './unread-facts.ts'
import { watchedChanges } from './watched-changes.ts'

export interface DerivationsDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly room: Room
  readonly renderer: Renderer
  readonly films: FilmMaker
  readonly remoteCopies: RemoteCopies
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly usageGate: Pick<UsageGate, 'admit'>
  readonly cleanSvg: SvgCleaner
  /** Folder where files are made before they are kept; exists, on the volume of the storage. */
  readonly spoolFolder: string
  /** Null: no limit but the disk's. */
  readonly maxBytes: number | null
  /** Free share of the volume of the storage, 0..1. */
  freeShare(): Promise<number>
}

export function createDerivations(dependencies: DerivationsDependencies): DerivationsService {
  const { room, renderer, films, clock, random, spoolFolder, cleanSvg } = dependencies
  const planning = new Planning({ ...dependencies, texts: new TextPictures(renderer) })
  const shelf = new Shelf(dependencies)
  const renders = new SharedFlights<Made>()
  const changes = watchedChanges()
  const listeners: ((dependency: string) => void)[] = []

  async function prepare(request: PrepareRequest, signal?: AbortSignal): Promise<Prepared> {
    const { asset } = request
    const planned = await planning.plan({ ...request, subject: subjectOf(asset) }, signal)
    const { plan, layers } = planned
    const inputs = plan.media === 'image' ? plan.inputs : []
    const inputVersions = inputs.map((input) =>
      input.kind === 'layer' ? (layers.get(layerKey(input.layer))?.versionId ?? '') : '',
    )
    return { ...planned, request, fileKey: fileKeyOf({ asset, plan, inputVersions }) }
  }

  async function obtain(prepared: Prepared, signal?: AbortSignal): Promise<Obtained> {
    const { request, fileKey } = prepared
    const name = literalName(request, fileKey)
    const found = await shelf.find(name)
    if (found !== null) {
      if (found.isOwn) {
        await shelf.used(found.row)
        return { derived: found.row, isFresh: false, unkept: null }
      }
      const row = rowOf(name, found.row)
      await shelf.keep(row, request.asset)
      return { derived: row, isFresh: false, unkept: null }
    }
    const { row: first, unkept } = await renders.run(fileKey, (stop) => makeAndKeep(prepared, stop), signal)
    if (first.transformation === name.transformation && first.extension === name.extension) {
      return { derived: first, isFresh: true, unkept }
    }
    const row = rowOf(name, first)
    if (unkept === null) await shelf.keep(row, request.asset)
    return { derived: row, isFresh: true, unkept }
  }

  async function makeAndKeep(prepared: Prepared, signal: AbortSignal): Promise<Made> {
    const { request, fileKey } = prepared
    const { asset } = request
    if (request.isAdmitted !== true) await dependencies.usageGate.admit(request.environment)
    const draft = join(spoolFolder, `derived-${random.hex(32)}`)
    const watch = changes.watch(assetDependency(asset))
    let isAdopted = false
    try {
      const use = (source: SourceFile) => make(prepared, request.environment, source, draft, signal)
      const result = await drawnWithRoom(draft, room, () => withLocalSource(asset, dependencies, use, signal))
      signal.throwIfAborted()
      const storageKey = derivedStorageKey(asset, fileKey, result.format)
      isAdopted = await adoptIfRoom(storageKey, draft, dependencies)
      const row = rowOf(literalName(request, fileKey), {
        storageKey,
        format: result.format,
        contentType: contentTypeOf(result.format),
        bytes: result.bytes,
        width: result.width,
        height: result.height,
        etag: result.md5,
        createdAt: clock.now(),
        units: unitsOf(prepared.plan, result),
      })
      if (isAdopted) await shelf.keep(row, asset, !watch.isChanged())
      else await shelf.assertCurrent(asset)
      return { row, unkept: isAdopted ? null : await readDraft(draft, result.bytes) }
    } finally {
      watch.end()
      if (!isAdopted) await rm(draft, { force: true })
    }
  }

  function make(
    { plan, layers }: Planned,
    { settings: { limits } }: ProductEnvironment,
    source: SourceFile,
    target: string,
    signal?: AbortSignal,
  ): Promise<RenderResult> {
    if (plan.media === 'original') return copyOriginal(source, target, plan.sanitise)
    if (plan.media === 'video') {
      const transcoding = { plan, source, target, mostBytes: limits.videoBytes }
      return films.transcode(transcoding, signal === undefined ? {} : { signal })
    }
    return planning.withInputs(
      plan.inputs,
      layers,
      (inputs) => renderer.render({ plan, source, inputs, target }, signal === undefined ? {} : { signal }),
      signal,
    )
  }

  async function copyOriginal(source: SourceFile, target: string, sanitise: boolean): Promise<RenderResult> {
    if (sanitise) return writeSanitisedSvg(source, target, cleanSvg)
    await copyFile(source.path, target)
    const { width, height, bytes, format, pages } = source.facts
    return { width, height, bytes, format, frames: pages, quality: null, md5: await md5OfFile(target) }
  }

  async function transform(request: TransformRequest, signal?: AbortSignal): Promise<RenderResult> {
    const { source, environment, attributes, transformation, format, target } = request
    const subject: PlanSubject = {
      facts: source.facts,
      attributes,
      version: random.hex(32),
      withFile: (use) => use(source),
    }
    const planned = await planning.plan(
      { environment, subject, transformation, extension: format, hints: NO_HINTS, isTrusted: true },
      signal,
    )
    return make(planned, environment, source, target, signal)
  }

  async function measure(request: DeriveRequest, signal?: AbortSignal): Promise<RenderResult> {
    const prepared = await prepare({ ...request, isTrusted: true }, signal)
    const draft = join(spoolFolder, `measured-${random.hex(32)}`)
    const use = (source: SourceFile) => make(prepared, request.environment, source, draft, signal)
    try {
      return await drawnWithRoom(draft, room, () => withLocalSource(request.asset, dependencies, use, signal))
    } finally {
      await rm(draft, { force: true })
    }
  }

  function rowOf(name: LiteralName, file: Omit<Derived, keyof LiteralName | 'id' | 'lastUsedAt'>): Derived {
    const { storageKey, format, contentType, bytes, width, height, etag, createdAt, units } = file
    return {
      ...name,
      id: random.hex(32),
      storageKey,
      format,
      contentType,
      bytes,
      width,
      height,
      etag,
      createdAt,
      lastUsedAt: clock.now(),
      units,
    }
  }

  function subjectOf(asset: Asset): PlanSubject {
    return {
      facts: asset.facts ?? unreadFacts(asset),
      attributes: attributesOf(asset),
      version: asset.versionId,
      withFile: (use, signal) => withLocalSource(asset, dependencies, use, signal),
    }
  }

  const forgetThing = (dependency: string) => {
    changes.note(dependency)
    for (const listener of listeners) listener(dependency)
  }

  return {
    prepare,
    obtain,
    measure,
    transform,
    drawPiece: (request, signal) => drawPiece(request, { planning, renderer }, signal),
    parse: (transformation) => planning.parse(transformation),
    derive: async (request, signal) => {
      const prepared = await prepare({ ...request, isTrusted: true }, signal)
      return (await obtain(prepared, signal)).derived
    },
    forget: (asset) => forgetThing(assetDependency(asset)),
    forgetNamed: (environmentId, name) => forgetThing(namedDependency(environmentId, name)),
    forgetEnvironment: (environmentId) => forgetThing(environmentDependency(environmentId)),
    onForget: (listener) => void listeners.push(listener),
    makeRoom: () => shelf.makeRoom(),
    close: () => shelf.flush(),
  }
}

function unitsOf(plan: Planned['plan'], { frames }: RenderResult): number {
  return plan.media === 'video' ? movingUnits(plan) : transformationUnits(frames)
}

interface Made {
  readonly row: Derived
  readonly unkept: Buffer | null
}

/** What tells one row from another: the asset's file, the chain as written, and the file that it stands for. */
type LiteralName = Pick<Derived, 'environmentId' | 'assetId' | 'versionId' | 'transformation' | 'extension' | 'fileKey'>

function literalName({ asset, transformation, extension }: DeriveRequest, fileKey: string): LiteralName {
  return {
    environmentId: asset.environmentId,
    assetId: asset.id,
    versionId: asset.versionId,
    transformation,
    extension: extension ?? '',
    fileKey,
  }
}
