/**
 * Delivery on a loopback port, on the real database, storage and render pool in a folder of its own; assets are put in
 * directly, without the upload API, so that these tests fail only for reasons of delivery.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HttpFetcherOptions } from '../../server/adapters/fetcher/http.ts'
import { UNLIMITED } from '../../server/domain/access-key.ts'
import { type Asset, PLAIN_ATTRIBUTES } from '../../server/domain/asset.ts'
import { DEFAULT_SETTINGS } from '../../server/domain/default-settings.ts'
import type { EnvironmentSettings, ProductEnvironment } from '../../server/domain/product-environment.ts'
import { beginRequest } from '../../server/http/request-context.ts'
import type { Clock } from '../../server/ports/clock.ts'
import type { Database } from '../../server/ports/database.ts'
import type { Renderer } from '../../server/ports/renderer.ts'
import { deferDerivedRows } from '../../server/services/derivations/deferred-rows.ts'
import { openDeliveryParts } from './delivery-parts.ts'

export const CLOUD = 'demo'
export const API_KEY = '111222333'
export const API_SECRET = 'b'

export interface DeliveryStackOptions {
  readonly settings?: Partial<EnvironmentSettings>
  readonly clock?: Clock
  /** Folder of an earlier stack, to start on its data. It is then not removed by `close`. */
  readonly folder?: string
  readonly fetchAllowPrivate?: HttpFetcherOptions['allowPrivate']
  readonly hosts?: ReadonlyMap<string, string>
  readonly memoryBytes?: number
  readonly derivedMaxBytes?: number
  readonly freeShare?: () => Promise<number>
  /** Stands before the real renderer, to watch or delay it. */
  readonly wrapRenderer?: (renderer: Renderer) => Renderer
}

/** What may be said of an asset beyond its bytes. */
export type AssetOverrides = Partial<Omit<Asset, 'environmentId' | 'publicId'>>

export type DeliveryStack = Awaited<ReturnType<typeof startDelivery>>

export async function startDelivery(options: DeliveryStackOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'tintype-delivery-')))
  const counts = { renders: 0, texts: 0, boxes: 0 }
  const parts = await openDeliveryParts({
    ...options,
    folder,
    clock: options.clock,
    fetchAllowPrivate: options.fetchAllowPrivate,
    concurrency: 2,
    wrapDatabase: deferDerivedRows,
    wrapRenderer: (renderer) => counted((options.wrapRenderer ?? ((same) => same))(renderer), counts),
  })
  const { logged, derivations, delivery } = parts
  const { database, storage, describer, clock, random, log, spoolFolder } = parts.shared
  const environment = await ensureEnvironment(database, options.settings ?? {}, clock)

  const server = createServer((request, response) => {
    if (delivery.hit(request, response)) return
    beginRequest(request, response, { clock, random, log })
    delivery.handle(request, response).then(
      (isAnswered) => {
        if (!isAnswered) response.writeHead(404).end('not a delivery path')
      },
      (error: unknown) => response.destroy(error as Error),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`

  /** Stores a file under that name, in place of the one that is there. */
  async function put(publicId: string, body: Buffer | string, overrides: AssetOverrides = {}): Promise<Asset> {
    const bytes = Buffer.from(body)
    const path = join(spoolFolder, `put-${random.hex(16)}`)
    await writeFile(path, bytes)
    const kind = await describer.identify(path)
    const resourceType = overrides.resourceType ?? kind.resourceType
    const facts = resourceType === 'raw' ? null : await factsOf(path, resourceType)
    const name = { environmentId: environment.id, resourceType, type: overrides.type ?? 'upload', publicId } as const
    const known = await database.assets.find(name)
    const id = known?.id ?? random.hex(32)
    const version = Math.max(Math.floor(clock.now() / 1000), (known?.version ?? 0) + 1)
    const versionId = random.hex(32)
    const storageKey = `${environment.id}/${id}/${versionId}/original.${resourceType === 'raw' ? 'bin' : kind.format}`
    const asset: Asset = {
      ...name,
      id,
      version,
      versionId,
      storageKey,
      format: resourceType === 'raw' ? null : kind.format,
      bytes: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      facts,
      ...BLANK,
      createdAt: clock.now(),
      uploadedAt: 1,
      updatedAt: clock.now(),
      ...overrides,
    }
    await storage.adopt(storageKey, path)
    await database.transaction(async (rows) => {
      if (known === null) return rows.assets.insert(asset)
      await rows.derived.deleteByAsset(asset.id)
      await rows.assets.update(asset)
    })
    derivations.forget(asset)
    return asset
  }

  async function update(asset: Asset, changes: Partial<Asset>): Promise<Asset> {
    const changed = { ...asset, ...changes }
    await database.assets.update(changed)
    derivations.forget(asset)
    return changed
  }

  async function destroy(asset: Asset): Promise<void> {
    await database.transaction(async (rows) => {
      await rows.derived.deleteByAsset(asset.id)
      await rows.assets.delete(asset.environmentId, asset.id)
    })
    derivations.forget(asset)
  }

  async function name(name: string, transformation: string, allowedForStrict = false): Promise<void> {
    const updatedAt = clock.now()
    await database.namedTransformations.put({
      environmentId: environment.id,
      name,
      transformation,
      allowedForStrict,
      updatedAt,
    })
    derivations.forgetNamed(environment.id, name)
  }

  let isRunning = true
  /** Ends the server and leaves its folder. */
  async function stop(): Promise<void> {
    if (!isRunning) return
    isRunning = false
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    await parts.close()
  }

  async function close(): Promise<void> {
    await stop()
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  }

  /** Null for a video that nobody can read. */
  async function factsOf(path: string, resourceType: 'image' | 'video'): Promise<Asset['facts']> {
    const described = describer.describe(path, {}).then(({ facts }) => facts)
    return resourceType === 'image' ? described : described.catch(() => null)
  }

  /** GET of a path below the cloud, e.g. `image/upload/w_10/a.jpg`. */
  const get = (path: string, init?: RequestInit) => fetch(`${base}/${CLOUD}/${path}`, init)

  return {
    base,
    port,
    folder,
    environment,
    database,
    storage,
    derivations,
    delivery,
    counts,
    logged,
    get,
    put,
    update,
    destroy,
    name,
    stop,
    close,
  }
}

const BLANK = {
  video: null,
  analysis: {},
  assetFolder: '',
  displayName: '',
  originalFilename: null,
  ...PLAIN_ATTRIBUTES,
  source: null,
} as const

export const SETTINGS: EnvironmentSettings = {
  ...DEFAULT_SETTINGS,
  limits: {
    imageBytes: 40e6,
    videoBytes: 100e6,
    rawBytes: 100e6,
    svgBytes: 1e6,
    imagePixels: 50e6,
    totalPixels: 200e6,
    storedFrames: 1000,
    renderedFrames: 300,
    outputPixels: 50e6,
    outputSide: 65_500,
    imageMilliseconds: 15_000,
  },
}

async function ensureEnvironment(
  database: Database,
  settings: Partial<EnvironmentSettings>,
  clock: Clock,
): Promise<ProductEnvironment> {
  const known = await database.environments.findByCloudName(CLOUD)
  if (known !== null) return known
  const createdAt = clock.now()
  const environment = {
    id: 'e'.repeat(32),
    name: CLOUD,
    cloudName: CLOUD,
    enabled: true,
    settings: { ...SETTINGS, ...settings },
    description: null,
    customAttributes: null,
    createdAt,
    updatedAt: createdAt,
  }
  await database.environments.insert(environment)
  await database.accessKeys.insert({
    id: 'a'.repeat(32),
    environmentId: environment.id,
    name: 'root',
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    enabled: true,
    isRoot: true,
    dedicatedFor: null,
    permissions: UNLIMITED,
    folderPrefix: null,
    createdAt,
    updatedAt: createdAt,
  })
  return environment
}

function counted(renderer: Renderer, counts: { renders: number; texts: number; boxes: number }): Renderer {
  return {
    render: (...parameters) => {
      counts.renders += 1
      return renderer.render(...parameters)
    },
    text: (...parameters) => {
      counts.texts += 1
      return renderer.text(...parameters)
    },
    assemble: (...parameters) => renderer.assemble(...parameters),
    trimBox: (...parameters) => {
      counts.boxes += 1
      return renderer.trimBox(...parameters)
    },
    attentionBox: (...parameters) => {
      counts.boxes += 1
      return renderer.attentionBox(...parameters)
    },
    close: () => renderer.close(),
  }
}
