import type { StreamingProfile } from '../../domain/streaming-profile.ts'

/** Those that were made or changed; predefined ones are in the domain. */
export interface StreamingProfileRepository {
  find(environmentId: string, name: string): Promise<StreamingProfile | null>
  /** By name. */
  list(environmentId: string): Promise<readonly StreamingProfile[]>
  put(profile: StreamingProfile): Promise<void>
  delete(environmentId: string, name: string): Promise<boolean>
}
