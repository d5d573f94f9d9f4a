/** Streaming profiles: those that are always there, as somebody may have changed them, and an environment's own. */
import { isPredefinedProfile, predefinedProfiles, type StreamingProfile } from '../../domain/streaming-profile.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import { readStoredChain } from '../../transformation/stored-chain.ts'

export interface StreamingProfileDependencies {
  readonly database: Database
  readonly clock: Clock
}

export interface ProfileChanges {
  readonly displayName?: string | undefined
  readonly representations?: readonly { readonly transformation: string }[] | undefined
}

type Profiles = Pick<Repositories, 'streamingProfiles'>

const NAME = /^[A-Za-z0-9_-]{1,255}$/
const MOST_PROFILES = 500

/** The predefined ones in their order, then the others by name. */
export async function listProfiles(
  environmentId: string,
  { database }: { readonly database: Profiles },
): Promise<readonly StreamingProfile[]> {
  const stored = await database.streamingProfiles.list(environmentId)
  const changed = new Map(stored.map((profile) => [profile.name, profile]))
  const own = stored.filter(({ name }) => !isPredefinedProfile(name))
  return [...predefinedProfiles(environmentId).map((profile) => changed.get(profile.name) ?? profile), ...own]
}

/** @throws NotFoundError */
export async function getProfile(
  environmentId: string,
  name: string,
  { database }: { readonly database: Profiles },
): Promise<StreamingProfile> {
  const stored = await database.streamingProfiles.find(environmentId, name)
  const profile = stored ?? predefinedProfiles(environmentId).find((predefined) => predefined.name === name)
  if (profile === undefined) throw new NotFoundError(`Can't find streaming profile with name ${name.slice(0, 255)}`)
  return profile
}

/** @throws ConflictError | InvalidParameterError | TransformationError */
export async function createProfile(
  environmentId: string,
  { name, ...definition }: ProfileChanges & { readonly name: string },
  { database, clock }: StreamingProfileDependencies,
): Promise<StreamingProfile> {
  if (!NAME.test(name)) {
    throw new InvalidParameterError(
      `Invalid value ${name.slice(0, 100)} for parameter name: expected 1 to 255 letters, digits, _ or -`,
    )
  }
  return database.transaction(async (tables) => {
    const profiles = await listProfiles(environmentId, { database: tables })
    if (profiles.some((profile) => profile.name === name)) {
      throw new ConflictError(`Streaming profile ${name} already exists`)
    }
    if (profiles.length >= MOST_PROFILES) {
      throw new InvalidParameterError(`Too many streaming profiles: at most ${MOST_PROFILES}`)
    }
    const blank = { environmentId, name, displayName: null, representations: [], createdAt: clock.now() }
    const profile = changed(blank, definition)
    await tables.streamingProfiles.put(profile)
    return profile
  })
}

/** @throws NotFoundError | TransformationError */
export async function updateProfile(
  environmentId: string,
  name: string,
  changes: ProfileChanges,
  { database }: StreamingProfileDependencies,
): Promise<StreamingProfile> {
  return database.transaction(async (tables) => {
    const profile = changed(await getProfile(environmentId, name, { database: tables }), changes)
    await tables.streamingProfiles.put(profile)
    return profile
  })
}

/** A predefined one becomes what it was. @throws NotFoundError */
export async function deleteProfile(
  environmentId: string,
  name: string,
  { database }: StreamingProfileDependencies,
): Promise<void> {
  await database.transaction(async (tables) => {
    await getProfile(environmentId, name, { database: tables })
    await tables.streamingProfiles.delete(environmentId, name)
  })
}

function changed(profile: StreamingProfile, { displayName, representations }: ProfileChanges): StreamingProfile {
  return {
    ...profile,
    displayName: displayName ?? profile.displayName,
    representations: representations?.map(readRepresentation) ?? profile.representations,
  }
}

function readRepresentation({ transformation }: { readonly transformation: string }): string {
  const chain = readStoredChain(transformation)
  if (chain.extension !== null) {
    throw new InvalidParameterError('Invalid value for parameter representations: expected chains without a format')
  }
  return chain.transformation
}
