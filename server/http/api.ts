/**
 * The API below `/v1_1`, and what there is below `/v2`: Express routers that can be mounted anywhere.
 *
 * Clients escape slashes inside paths in different ways, so paths are matched after `%2F` was turned into `/`.
 */
import type { IncomingMessage } from 'node:http'
import express, { type RequestHandler, type Router } from 'express'
import type { Account } from '../domain/account.ts'
import { NotFoundError } from '../errors/request-errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { RemoteSources } from '../ports/remote-sources.ts'
import type { Room } from '../ports/room.ts'
import type { ArchiveDependencies } from '../services/archives/archive-types.ts'
import { createDetails } from '../services/assets/details.ts'
import type { Environments } from '../services/environments/environments.ts'
import { createFolders } from '../services/folders/folders.ts'
import { createAssetLists } from '../services/listing/asset-lists.ts'
import type { LiveChanges } from '../services/live-changes/live-changes.ts'
import { startPendingUploads } from '../services/pending/run-pending.ts'
import type { PictureDependencies } from '../services/pictures/picture-types.ts'
import type { SignInDependencies } from '../services/sign-in/sign-in-types.ts'
import { createLicensedUploads } from '../services/stock/licensed-uploads.ts'
import type { Stock } from '../services/stock/stock-libraries.ts'
import { createTransformations } from '../services/transformations/create-transformations.ts'
import type { ChunkOptions } from '../services/upload/chunked-upload.ts'
import { createStrangers, STRANGER_DEFAULTS, type StrangerLimits } from '../services/upload/strangers.ts'
import { createUploads } from '../services/upload/uploads.ts'
import type { Usage } from '../services/usage/create-usage.ts'
import type { UsageGate } from '../services/usage/usage-gate.ts'
import type { ApiRequestDependencies, OnAnswer } from './api-request.ts'
import type { DownloadHandler } from './delivery/download-handler.ts'
import { errorBodyV2 } from './error-json.ts'
import { apiErrors } from './middleware/api-errors.ts'
import { beginRequest } from './request-context.ts'
import { type ApiRoutes, mountRoutes } from './route.ts'
import { analysisRoutes } from './routes/analysis.ts'
import { archiveRoutes } from './routes/archives.ts'
import { assetChangeRoutes } from './routes/asset-changes.ts'
import { assetListRoutes } from './routes/asset-lists.ts'
import { assetRoutes } from './routes/assets.ts'
import { backupRoutes } from './routes/backups.ts'
import { billingUsageRoutes } from './routes/billing-usage.ts'
import { bulkDeletionRoutes } from './routes/bulk-deletion.ts'
import { collageRoutes } from './routes/collages.ts'
import { collectionRoutes } from './routes/collections.ts'
import { downloadRoutes } from './routes/downloads.ts'
import { environmentRoutes } from './routes/environment.ts'
import { folderRoutes } from './routes/folders.ts'
import { liveChangeRoutes } from './routes/live-changes.ts'
import { metadataFieldRoutes } from './routes/metadata-fields.ts'
import { metadataRuleRoutes } from './routes/metadata-rules.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { publishingRoutes } from './routes/publishing.ts'
import { relationRoutes } from './routes/relations.ts'
import { resourceRoutes } from './routes/resources.ts'
import { searchRoutes } from './routes/search.ts'
import { settingsRoutes } from './routes/settings.ts'
import { stockOrderRoutes } from './routes/stock-orders.ts'
import { streamingProfileRoutes } from './routes/streaming-profiles.ts'
import { accessKeyRoutes, subAccountRoutes } from './routes/sub-accounts.ts'
import { transformationRoutes } from './routes/transformations.ts'
import { triggerRoutes } from './routes/triggers.ts'
import { uploadRoutes } from './routes/upload.ts'
import { uploadEvalRoutes } from './routes/upload-eval.ts'
import { uploadMappingRoutes } from './routes/upload-mappings.ts'
import { uploadPresetRoutes } from './routes/upload-presets.ts'
import { userGroupRoutes, userRoutes } from './routes/users.ts'
import { videoRoutes } from './routes/videos.ts'
import { widgetSessionRoutes } from './routes/widget-sessions.ts'
import { widgetSignInRoutes } from './routes/widget-sign-in.ts'
import { widgetRoutes } from './routes/widgets.ts'

export interface ApiDependencies extends PictureDependencies {
  readonly archiveWriter: ArchiveDependencies['archiveWriter']
  readonly derivations: ArchiveDependencies['derivations']
  readonly account: Account
  readonly environments: Environments
  readonly addressOf: ApiRequestDependencies['addressOf']
  readonly clientAddressOf: ApiRequestDependencies['clientAddressOf']
  /** Under which address a client knows this server, without a slash at the end. */
  readonly baseUrlOf: (request: IncomingMessage) => string
  readonly rateLimits: ApiRequestDependencies['rateLimits']
  readonly chunks?: Partial<ChunkOptions>
  readonly usage: Usage
  readonly usageGate: UsageGate
  readonly signIn: SignInDependencies
  readonly remoteSources: RemoteSources
  readonly stock: Stock
  readonly room: Room
  readonly live: LiveChanges
  readonly strangers?: Partial<StrangerLimits>
  readonly onAnswer?: OnAnswer | undefined
  /** Writes a file that was asked for. */
  readonly download: DownloadHandler
  /** By which the timestamps of clients are judged; default: `clock`. */
  readonly clientClock?: Clock | undefined
}

export interface Api {
  readonly router: Router
  /** For `/v2`. */
  readonly routerV2: Router
  /** For `/widgets/v1`. */
  readonly widgetsRouter: Router
  /** Ids of the operations that are carried out here. */
  readonly operations: ReadonlySet<string>
}

export function createApi(dependencies: ApiDependencies): Api {
  const { database, log, spool, baseUrlOf, usageGate } = dependencies
  const router = express.Router({ caseSensitive: true, mergeParams: false })
  const routerV2 = express.Router({ caseSensitive: true })
  const widgetsRouter = express.Router({ caseSensitive: true })
  const routes: ApiRoutes = { router, dependencies, bound: new Map() }
  const uploads = createUploads(dependencies, dependencies.chunks)
  startPendingUploads(dependencies)
  const strangers = createStrangers({ ...STRANGER_DEFAULTS, ...dependencies.strangers })

  router.use(begin(dependencies))
  routerV2.use(begin(dependencies))
  widgetsRouter.use(begin(dependencies))
  analysisRoutes({ ...routes, router: routerV2 })
  const accountRoutes = { ...routes, caller: dependencies }
  subAccountRoutes(accountRoutes, dependencies)
  accessKeyRoutes(accountRoutes, dependencies)
  billingUsageRoutes(accountRoutes, dependencies)
  userRoutes(accountRoutes, dependencies, dependencies.signIn)
  userGroupRoutes(accountRoutes, dependencies)
  environmentRoutes(routes, dependencies)
  settingsRoutes(routes, dependencies)
  assetRoutes(routes, dependencies)
  backupRoutes(routes, dependencies)
  bulkDeletionRoutes(routes, dependencies)
  pictureRoutes(routes, dependencies)
  collageRoutes(routes, { ...dependencies, uploads })
  videoRoutes(routes, dependencies)
  publishingRoutes(routes, dependencies)
  relationRoutes(routes, dependencies)
  downloadRoutes(routes, dependencies.download)
  archiveRoutes(routes, dependencies)
  assetListRoutes(routes, createAssetLists(database))
  triggerRoutes(routes, dependencies)
  stockOrderRoutes(routes, database)
  searchRoutes(routes, dependencies)
  resourceRoutes(routes, createDetails(dependencies), dependencies)
  folderRoutes(routes, createFolders(dependencies))
  uploadPresetRoutes(routes, dependencies)
  transformationRoutes(routes, createTransformations(dependencies))
  uploadMappingRoutes(routes, dependencies)
  streamingProfileRoutes(routes, dependencies)
  metadataFieldRoutes(routes, dependencies)
  metadataRuleRoutes(routes, dependencies)
  const licensedUploads = createLicensedUploads({ ...dependencies, uploads })
  const uploading = {
    ...{ uploads, licensedUploads, spool, strangers, usageGate },
    ...{ presets: database.presets, assets: dependencies },
  }
  uploadRoutes(routes, uploading)
  uploadEvalRoutes(routes, uploading, dependencies)
  const widgetRouting = { ...routes, router: widgetsRouter }
  widgetSessionRoutes(widgetRouting, { ...dependencies, ...dependencies.signIn })
  widgetSignInRoutes(widgetRouting, { ...dependencies, ...dependencies.signIn })
  widgetRoutes(widgetRouting, dependencies)
  collectionRoutes(widgetRouting, dependencies)
  assetChangeRoutes(widgetRouting, dependencies)
  liveChangeRoutes(widgetRouting, dependencies)
  mountRoutes(routes)
  router.use(unknownOperation(''), apiErrors(log, baseUrlOf))
  routerV2.use(unknownOperation('/v2'), apiErrors(log, baseUrlOf, errorBodyV2))
  widgetsRouter.use(unknownOperation('/widgets/v1'), apiErrors(log, baseUrlOf))
  return { router, routerV2, widgetsRouter, operations: new Set(routes.bound.keys()) }
}

function begin(dependencies: ApiDependencies): RequestHandler {
  return (request, response, next) => {
    beginRequest(request, response, dependencies)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    request.url = withPlainSlashes(request.url)
    next()
  }
}

/** A client is told what it has asked for: some operations of the vendor's newer APIs are not here. */
function unknownOperation(prefix: string): RequestHandler {
  return ({ method, path }) => {
    throw new NotFoundError(`Unknown operation: ${method} ${prefix}${path.slice(0, 200)}`)
  }
}

function withPlainSlashes(url: string): string {
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  return path.replace(/%2f/gi, '/') + (query < 0 ? '' : url.slice(query))
}
