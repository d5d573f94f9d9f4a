import * as contract from '../../contract/streaming-profiles.ts'
import type { StreamingProfile } from '../../domain/streaming-profile.ts'
import { presentProfile, presentProfileInDetail } from '../../present/streaming-profile.ts'
import { externalIdOf } from '../../services/external-id.ts'
import * as profiles from '../../services/streaming-profiles/streaming-profiles.ts'
import { type ApiRoutes, route } from '../route.ts'

export function streamingProfileRoutes(routes: ApiRoutes, dependencies: profiles.StreamingProfileDependencies): void {
  route(routes, contract.listStreamingProfiles, async (_input, { environment }) => {
    const found = await profiles.listProfiles(environment.id, dependencies)
    return { data: found.map((profile) => presentProfile(profile, idOf(profile))) }
  })
  route(routes, contract.getStreamingProfile, async ({ name }, { environment }) => ({
    data: detail(await profiles.getProfile(environment.id, name, dependencies)),
  }))
  route(routes, contract.createStreamingProfile, async (definition, { environment }) => ({
    message: 'created' as const,
    data: detail(await profiles.createProfile(environment.id, definition, dependencies)),
  }))
  route(routes, contract.updateStreamingProfile, async ({ name, ...changes }, { environment }) => ({
    message: 'updated' as const,
    data: detail(await profiles.updateProfile(environment.id, name, changes, dependencies)),
  }))
  route(routes, contract.deleteStreamingProfile, async ({ name }, { environment }) => {
    await profiles.deleteProfile(environment.id, name, dependencies)
    return { message: 'deleted' as const }
  })
}

function detail(profile: StreamingProfile) {
  return presentProfileInDetail(profile, idOf(profile))
}

function idOf({ environmentId, name }: StreamingProfile): string {
  return externalIdOf('streaming_profile', environmentId, name)
}
