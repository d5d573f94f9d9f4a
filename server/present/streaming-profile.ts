/** Streaming profiles as the Admin API shows them. */
import { isPredefinedProfile, type StreamingProfile } from '../domain/streaming-profile.ts'
import { presentTransformationOptions } from './transformation-options.ts'

export function presentProfile({ name, displayName }: StreamingProfile, externalId: string) {
  return { external_id: externalId, name, display_name: displayName, predefined: isPredefinedProfile(name) }
}

export function presentProfileInDetail(profile: StreamingProfile, externalId: string) {
  return {
    ...presentProfile(profile, externalId),
    representations: profile.representations.map((chain) => ({
      transformation: [...presentTransformationOptions(chain)],
    })),
  }
}
