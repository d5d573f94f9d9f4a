/** Archives: made for a download, or stored. */
import type { Response } from 'express'
import { type ArchiveInput, downloadArchive, downloadTag, generateArchive } from '../../contract/archives.ts'
import { readInput } from '../../contract/read-input.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { presentArchive } from '../../present/archive.ts'
import { archiveJobs, tellingOfArchive } from '../../services/archives/archive-jobs.ts'
import type { ArchiveDependencies } from '../../services/archives/archive-types.ts'
import { type CreatedArchive, createArchive, openArchive } from '../../services/archives/archives.ts'
import type { Usage } from '../../services/usage/create-usage.ts'
import { type ApiRequest, receiveApiRequest } from '../api-request.ts'
import { type ArchiveParameters, archiveRequest, filenameOf, PLAIN, targetOf } from '../archive-request.ts'
import type { DownloadHandler } from '../delivery/download-handler.ts'
import { type ApiRoutes, bind, sendAnswer } from '../route.ts'
import { writeArchive } from '../write-archive.ts'

export interface ArchiveRouteDependencies extends ArchiveDependencies {
  readonly usage: Pick<Usage, 'delivered'>
  readonly download: DownloadHandler
}

const CONTENT_TYPES = { zip: 'application/zip', tgz: 'application/gzip' } as const

export function archiveRoutes(routes: ApiRoutes, dependencies: ArchiveRouteDependencies): void {
  const jobs = archiveJobs(dependencies)
  jobs.start()

  bind(routes, downloadArchive, async (request, response) => {
    const received = await receiveApiRequest<never>(request, downloadArchive, null, routes.dependencies)
    const input = readInput(downloadArchive.input, received.parameters)
    await sendDownload(response, input, received, filenameOf(input), request.method === 'HEAD')
  })
  bind(routes, downloadTag, async (request, response) => {
    const received = await receiveApiRequest<never>(request, downloadTag, null, routes.dependencies)
    const { tag, transformation, ...scope } = readInput(downloadTag.input, received.parameters)
    const input = { ...PLAIN, ...scope, tags: [tag], transformations: transformation }
    await sendDownload(response, input, received, `${tag}.zip`, request.method === 'HEAD')
  })
  bind(routes, generateArchive, async (request, response) => {
    const received = await receiveApiRequest<never>(request, generateArchive, null, routes.dependencies)
    const input = readInput(generateArchive.input, received.parameters)
    if (input.async && input.mode !== 'create') {
      throw new InvalidParameterError('Parameter async can be used only with mode create')
    }
    switch (input.mode) {
      case 'download':
        return sendDownload(response, input, received, filenameOf(input))
      case 'create':
        return sendAnswer(response, generateArchive, await (input.async ? promise : create)(input, received), routes)
      case 'create_and_download': {
        const { outcome } = await store(input, received)
        const wanted = { kind: 'asset', reference: outcome.asset.id, format: undefined } as const
        const { environment, signal } = received
        return dependencies.download(request, response, {
          environment,
          wanted,
          attachment: filenameOf(input),
          signal,
        })
      }
    }
  })

  async function sendDownload(
    response: Response,
    input: ArchiveParameters,
    received: ApiRequest,
    filename: string,
    isHead = false,
  ): Promise<void> {
    const { environment, signal } = received
    const archive = await openArchive(archiveRequest(input, received), dependencies)
    const contentType = CONTENT_TYPES[input.targetFormat]
    const onWritten = (bytes: number) => dependencies.usage.delivered(environment.cloudName, bytes)
    if (isHead) {
      archive.body.destroy()
      response.setHeader('Content-Type', contentType)
      response.end()
      return
    }
    const { log } = dependencies
    await writeArchive({ response, archive, contentType, filename, signal, log, onWritten })
  }

  function store(input: ArchiveInput, received: ApiRequest): Promise<CreatedArchive> {
    const request = archiveRequest(input, received)
    const alsoRecord = tellingOfArchive(request.wish, received.telling)
    return createArchive(
      request,
      targetOf(input, dependencies.random),
      { actor: actorOf(received), alsoRecord },
      dependencies,
    )
  }

  async function create(input: ArchiveInput, received: ApiRequest) {
    const { outcome, selection, resources, files } = await store(input, received)
    const missing = input.allowMissing ? selection : null
    return presentArchive({ asset: outcome.asset, resources, files, missing }, received.present, outcome)
  }

  async function promise(input: ArchiveInput, received: ApiRequest) {
    const request = archiveRequest(input, received)
    const target = targetOf(input, dependencies.random)
    const asked = { actor: actorOf(received), telling: received.telling }
    return {
      status: 'pending',
      resource_type: 'raw',
      type: 'upload',
      public_id: target.publicId,
      batch_id: await jobs.enqueue(request, target, asked),
    }
  }
}

function actorOf({ principal }: ApiRequest) {
  return principal.kind === 'key' ? { accessKey: principal.key.apiKey } : null
}
