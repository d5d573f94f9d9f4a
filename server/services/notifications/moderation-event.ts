/** Tells of what was decided about showing an asset. */
import type { Asset } from '../../domain/asset.ts'
import { whereaboutsOf } from '../../domain/whereabouts.ts'
import type { Repositories } from '../../ports/database.ts'
import { assetAddress, isoSeconds } from '../../present/asset.ts'
import type { Telling } from './notification-types.ts'

/** One event for each kind of moderation that says something else now. To be called in the transaction of the change. */
export async function tellOfVerdict(
  tables: Repositories,
  before: Asset,
  after: Asset,
  { notify, present }: Pick<Telling, 'notify' | 'present'>,
): Promise<void> {
  for (const entry of after.moderation) {
    const earlier = before.moderation.find(({ kind }) => kind === entry.kind)
    if (earlier?.status === entry.status || entry.status === 'pending') continue
    const { url, secureUrl } = assetAddress(after, present)
    await notify(tables, {
      environmentId: after.environmentId,
      type: 'moderation',
      body: {
        moderation_response: entry.response ?? {},
        moderation_status: entry.status,
        moderation_kind: entry.kind,
        moderation_updated_at: isoSeconds(entry.updatedAt),
        asset_id: after.id,
        resource_type: after.resourceType,
        type: after.type,
        public_id: after.publicId,
        uploaded_at: isoSeconds(after.uploadedAt),
        version: after.version,
        url,
        secure_url: secureUrl,
        etag: after.etag,
      },
      whereabouts: whereaboutsOf([{ before, after }]),
    })
  }
}
