import { expect, it } from 'vitest'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { LIBRARY_PERMISSIONS } from '../../../server/domain/library-permissions.ts'

const granted = Object.entries(LIBRARY_PERMISSIONS).flatMap(([role, permissions]) =>
  (permissions?.allow ?? []).map((id) => ({ role, id, operation: OPERATIONS.find((each) => each.id === id) })),
)

it('roles are granted operations that there are, one by one', () => {
  expect(granted.filter(({ operation }) => operation === undefined)).toEqual([])
  expect(granted.length).toBeGreaterThan(100)
})

it('nobody changes settings, presets, keys, users or what is made of assets from a widget', () => {
  const reaching = /^(settings|upload_presets|upload_mappings|triggers|provisioning|console|streaming_profiles)\./
  const making =
    /^(assets\.(upload|explicit|text|multi|sprite|explode|eval|create_)|transformations\.(create|update|delete))/

  expect(granted.filter(({ id }) => reaching.test(id) || making.test(id))).toEqual([])
})

it('who only looks is granted nothing that changes something', () => {
  const changing = granted.filter(({ role, operation }) => role === 'reports' && operation?.reads !== true)

  expect(changing).toEqual([])
})
