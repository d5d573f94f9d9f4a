/** How relating went, asset by asset. */

interface Outcome {
  readonly asset: string
  readonly code: keyof typeof MEANINGS
}

const MEANINGS = {
  success_ids: { status: 200, message: 'success' },
  already_exists_ids: { status: 409, message: 'The assets are related already' },
  non_existing_ids: { status: 404, message: 'There is no such asset' },
  invalid_ids: { status: 400, message: 'Expected <resource type>/<type>/<public id>, or an asset id' },
  invalid_relate_to_self_id: { status: 400, message: 'An asset cannot be related to itself' },
  relation_does_not_exist_ids: { status: 404, message: 'The assets are not related' },
} as const

export function presentRelations(outcomes: readonly Outcome[]) {
  const shown = outcomes.map(({ asset, code }) => ({ asset, code, ...MEANINGS[code] }))
  return {
    success: shown.filter(({ code }) => code === 'success_ids'),
    failed: shown.filter(({ code }) => code !== 'success_ids'),
  }
}
