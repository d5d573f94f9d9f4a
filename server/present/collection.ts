import type { Collection } from '../domain/collection.ts'
import { isoSeconds } from './asset.ts'

export function presentCollection({ id, name, description, createdAt, updatedAt }: Collection) {
  return {
    id,
    name,
    ...(description === null ? {} : { description }),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}
