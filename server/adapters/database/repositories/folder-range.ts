import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { Schema } from '../schema.ts'
import { afterPrefix } from './prefix-range.ts'

/** Whether an asset lies in the folder or below it. */
export function liesIn(folder: string): Expression<SqlBool> {
  const where = expressionBuilder<Schema, 'asset'>()
  const below = `${folder}/`
  return where.or([
    where('asset.asset_folder', '=', folder),
    where.and([where('asset.asset_folder', '>', below), where('asset.asset_folder', '<', afterPrefix(below) ?? '')]),
  ])
}
