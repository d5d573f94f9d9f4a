import {
  createTransformation,
  deleteTransformation,
  deleteTransformationByPath,
  getTransformation,
  listTransformations,
  updateTransformation,
  updateTransformationByPath,
} from '../../contract/transformations.ts'
import { presentTransformation, presentTransformationInDetail } from '../../present/transformation.ts'
import type { Transformations } from '../../services/transformations/transformation-types.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

type ListHandler = Handler<typeof listTransformations.input, typeof listTransformations.output>
type UpdateHandler = Handler<typeof updateTransformation.input, typeof updateTransformation.output>
type DeleteHandler = Handler<typeof deleteTransformation.input, typeof deleteTransformation.output>

export function transformationRoutes(routes: ApiRoutes, transformations: Transformations): void {
  const listOrGet: ListHandler = ({ transformation, ...page }, request) =>
    transformation === undefined ? list(page, request) : get({ transformation, ...page }, request)

  const list: ListHandler = async (page, { environment, within }) => {
    const request = within === null ? page : { ...page, named: true, withoutUse: true }
    const { transformations: found, nextCursor } = await transformations.list(environment.id, request)
    return { transformations: found.map(presentTransformation), ...cursor(nextCursor) }
  }
  const get: ListHandler = async ({ transformation = '', ...page }, { environment, present }) => {
    const details = await transformations.get(environment.id, transformation, page)
    return { ...presentTransformationInDetail(details, present), ...cursor(details.nextCursor) }
  }
  const update: UpdateHandler = async ({ transformation, ...changes }, { environment }) => {
    await transformations.update(environment.id, transformation, changes)
    return { message: 'updated' }
  }
  const remove: DeleteHandler = async ({ transformation }, { environment }) => {
    await transformations.delete(environment.id, transformation)
    return { message: 'deleted' }
  }

  route(routes, listTransformations, listOrGet)
  route(routes, createTransformation, async (definition, { environment }) => {
    await transformations.create(environment.id, definition)
    return { message: 'created' }
  })
  route(routes, updateTransformation, update)
  route(routes, deleteTransformation, remove)
  route(routes, getTransformation, get)
  route(routes, updateTransformationByPath, update)
  route(routes, deleteTransformationByPath, remove)
}

function cursor(nextCursor: string | null): { readonly next_cursor?: string } {
  return nextCursor === null ? {} : { next_cursor: nextCursor }
}
