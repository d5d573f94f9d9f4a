import {
  createTransformation,
  deleteTransformation,
  deleteTransformationByPath,
  getTransformation,
  listTransformations,
  updateTransformation,
  updateTransformationByPath,
} from '../../contract/transformations.ts'
import { presentNamed, presentNamedInDetail } from '../../present/named-transformation.ts'
import { nameCursor, pageByName } from '../../services/name-pages.ts'
import * as named from '../../services/transformations/named-transformations.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

export function transformationRoutes(routes: ApiRoutes, dependencies: named.NamedTransformationDependencies): void {
  const list: Handler<typeof listTransformations.input, typeof listTransformations.output> = async (
    { transformation, maxResults, nextCursor },
    { environment, present },
  ) => {
    if (transformation !== undefined) {
      const details = await named.describeNamed(environment.id, transformation, maxResults, dependencies)
      return presentNamedInDetail(details, present)
    }
    const all = await named.listNamed(environment.id, dependencies)
    const { page, next } = pageByName(all, { maxResults, after: nameCursor(nextCursor) })
    return { transformations: page.map(presentNamed), ...(next === null ? {} : { next_cursor: next }) }
  }
  const update: Handler<typeof updateTransformation.input, typeof updateTransformation.output> = async (
    { transformation, ...change },
    { environment },
  ) => {
    await named.updateNamed(environment.id, transformation, change, dependencies)
    return { message: 'updated' }
  }
  const remove: Handler<typeof deleteTransformation.input, typeof deleteTransformation.output> = async (
    { transformation },
    { environment },
  ) => {
    await named.deleteNamed(environment.id, transformation, dependencies)
    return { message: 'deleted' }
  }

  route(routes, listTransformations, list)
  route(routes, createTransformation, async ({ name, ...definition }, { environment }) => {
    await named.createNamed(environment.id, name, definition, dependencies)
    return { message: 'created' }
  })
  route(routes, updateTransformation, update)
  route(routes, deleteTransformation, remove)
  route(routes, getTransformation, list)
  route(routes, updateTransformationByPath, update)
  route(routes, deleteTransformationByPath, remove)
}
