/** Sprites and animations that are made by the queue, and told of when they are there, or cannot be. */
import type { Actor } from '../../domain/asset.ts'
import { presentMany } from '../../present/picture-of-many.ts'
import { type ToldTask, toldJobs } from '../jobs/told-jobs.ts'
import { assertPossible, type ManyWish, makeMany } from './make-many.ts'
import { findMembers } from './members.ts'
import type { PictureDependencies, PictureRequest } from './picture-types.ts'

interface ManyOrder {
  readonly wish: ManyWish
  readonly actor: Actor | null
}

export interface ManyJobs {
  /** What is wrong with the wish itself is told at once. Gives the id of the job. */
  enqueue(wish: ManyWish, request: PictureRequest): Promise<string>
  start(): void
}

export function manyJobs(dependencies: PictureDependencies): ManyJobs {
  const jobs = toldJobs<ManyOrder>({ name: 'pictures.many', attempts: 5, run, about }, dependencies)

  async function run({ wish: { wish, actor }, environment, telling, signal, finish }: ToldTask<ManyOrder>) {
    const request = { environment, telling, actor, within: null, signal }
    await makeMany(wish, request, dependencies, (tables, made) =>
      finish(tables, wish.type, presentMany(made, telling.present)),
    )
  }

  return {
    start: jobs.start,
    async enqueue(wish, request) {
      assertPossible(wish)
      await findMembers(wish, request.environment, dependencies)
      return jobs.enqueue({ wish, actor: request.actor }, request)
    },
  }
}

function about({ wish }: ManyOrder) {
  return { resource_type: 'image', type: wish.type, ...(wish.tag === undefined ? {} : { public_id: wish.tag }) }
}
