/** Scopes for tests: a picture of 400 by 300, of which 200 by 100 are left. */
import type { AssetAttributes } from '../../../server/transformation/plan/plan-types.ts'
import type { Scope, VariableBinding } from '../../../server/transformation/scope.ts'

export const ATTRIBUTES: AssetAttributes = {
  publicId: 'folder/pic',
  tags: ['sale', 'summer'],
  context: { caption: 'Hello', codes: 'a, b', number: '05' },
  metadata: { stock: 12, colours: ['red', 'blue'], name: 'Mia' },
  faces: null,
  customCoordinates: [{ left: 0, top: 0, width: 10, height: 10 }],
  regions: { hat: { left: 1, top: 2, width: 3, height: 4 } },
}

export function scopeWith(
  variables: Readonly<Record<string, VariableBinding>> = {},
  changes: Partial<Scope> = {},
): Scope {
  return {
    variables: new Map(Object.entries(variables)),
    width: 200,
    height: 100,
    initialWidth: 400,
    initialHeight: 300,
    duration: null,
    initialDuration: null,
    pages: 3,
    page: 1,
    dpr: 1,
    initialDensity: 72,
    position: 4,
    attributes: ATTRIBUTES,
    ...changes,
  }
}
