/** Archives that are made by the queue, over restarts, and told of when they are there, or cannot be. */
import type { Actor } from '../../domain/asset.ts'
import { presentArchive } from '../../present/archive.ts'
import { type ToldTask, toldJobs } from '../jobs/told-jobs.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { ArchiveDependencies, ArchiveRequest, ArchiveTarget, ArchiveWish } from './archive-types.ts'
import { assertArchivable, type CreateOptions, createArchive } from './archives.ts'

interface ArchiveOrder {
  readonly archive: ArchiveWish
  readonly target: ArchiveTarget
  readonly actor: Actor | null
}

export interface ArchiveJobs {
  /** What is wrong with the request is told at once. Gives the id of the job. */
  enqueue(
    request: ArchiveRequest,
    target: ArchiveTarget,
    by: { readonly actor: Actor | null; readonly telling: Telling },
  ): Promise<string>
  start(): void
}

export function archiveJobs(dependencies: ArchiveDependencies): ArchiveJobs {
  const jobs = toldJobs<ArchiveOrder>({ name: 'archive', attempts: 3, run, about }, dependencies)

  async function run({ wish, environment, telling, signal, finish }: ToldTask<ArchiveOrder>): Promise<void> {
    const { archive, target, actor } = wish
    const alsoRecord: CreateOptions['alsoRecord'] = (tables, made) =>
      finish(tables, 'generate_archive', bodyOf(archive, made, telling))
    await createArchive({ environment, wish: archive, signal }, target, { actor, alsoRecord }, dependencies)
  }

  return {
    start: jobs.start,
    async enqueue(request, target, { actor, telling }) {
      await assertArchivable(request, target, dependencies)
      const { environment, wish: archive } = request
      return jobs.enqueue({ archive, target, actor }, { environment, telling })
    },
  }
}

/** What an archive that is stored tells others. */
export function tellingOfArchive(
  wish: ArchiveWish,
  telling: Pick<Telling, 'notify' | 'present'>,
): CreateOptions['alsoRecord'] {
  return (tables, made) =>
    telling.notify(tables, {
      environmentId: made.asset.environmentId,
      type: 'generate_archive',
      body: bodyOf(wish, made, telling),
    })
}

function bodyOf(
  wish: ArchiveWish,
  { asset, selection, resources, files }: Parameters<CreateOptions['alsoRecord']>[1],
  { present }: Pick<Telling, 'present'>,
) {
  const missing = wish.allowMissing ? selection : null
  const { signature: _unsigned, ...body } = presentArchive({ asset, resources, files, missing }, present)
  return body
}

function about({ target }: ArchiveOrder) {
  return { public_id: target.publicId, resource_type: 'raw', type: 'upload' }
}
