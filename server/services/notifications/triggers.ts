/** Triggers: made, changed, deleted, tried. */
import { isOff } from '../../contract/refused-parameters.ts'
import type { JsonLogicRule, NotificationType, Trigger } from '../../domain/notification.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { assertFilter, passesFilter } from './filter.ts'
import type { NotificationDependencies } from './notification-types.ts'

type Dependencies = Pick<NotificationDependencies, 'database' | 'clock' | 'random'>

export interface TriggerDefinition {
  readonly uri: string
  readonly eventType: NotificationType | 'all'
  readonly additive: boolean
  readonly filter: unknown
}

const MOST_PER_EVENT = 30

/** @throws InvalidParameterError | ConflictError */
export function createTrigger(
  environmentId: string,
  definition: TriggerDefinition,
  { database, clock, random }: Dependencies,
): Promise<Trigger> {
  const now = clock.now()
  const { uri, eventType, additive } = definition
  const trigger: Trigger = {
    id: random.hex(32),
    environmentId,
    uri: readUri(uri),
    eventType,
    additive,
    filter: readFilter(definition.filter),
    createdAt: now,
    updatedAt: now,
  }
  return database.transaction(async (tables) => {
    const same = (await tables.triggers.list(environmentId)).filter((other) => other.eventType === eventType)
    if (same.some((other) => other.uri === trigger.uri)) {
      throw new ConflictError(`There is a trigger of ${trigger.uri} for ${eventType} already`)
    }
    if (same.length >= MOST_PER_EVENT) {
      throw new InvalidParameterError(`There are ${MOST_PER_EVENT} triggers for ${eventType} already: delete one first`)
    }
    await tables.triggers.put(trigger)
    return trigger
  })
}

export interface TriggerChanges {
  readonly uri?: string | undefined
  readonly additive?: boolean | undefined
  readonly filter?: unknown
}

/** @throws NotFoundError | InvalidParameterError */
export function updateTrigger(
  environmentId: string,
  id: string,
  { uri, additive, filter }: TriggerChanges,
  { database, clock }: Dependencies,
): Promise<Trigger> {
  return database.transaction(async (tables) => {
    const trigger = await tables.triggers.find(environmentId, id)
    if (trigger === null) throw notFound(id)
    const changed: Trigger = {
      ...trigger,
      uri: uri === undefined ? trigger.uri : readUri(uri),
      additive: additive ?? trigger.additive,
      filter: filter === undefined ? trigger.filter : readFilter(filter),
      updatedAt: clock.now(),
    }
    await tables.triggers.put(changed)
    return changed
  })
}

/** @throws NotFoundError */
export async function deleteTrigger(environmentId: string, id: string, { database }: Dependencies): Promise<void> {
  if (!(await database.triggers.delete(environmentId, id))) throw notFound(id)
}

/** What the filter says to a sample. Nothing is sent. @throws NotFoundError */
export async function testTrigger(
  environmentId: string,
  id: string,
  sample: unknown,
  { database }: Dependencies,
): Promise<{ readonly trigger: Trigger; readonly passes: boolean }> {
  const trigger = await database.triggers.find(environmentId, id)
  if (trigger === null) throw notFound(id)
  return { trigger, passes: passesFilter(trigger.filter, sample) }
}

/** Addresses that a call or a preset names, one a line; switched off is none. @throws InvalidParameterError */
export function readUrls(value: unknown, parameter: string): readonly string[] {
  if (isOff(value)) return []
  if (typeof value !== 'string')
    throw new InvalidParameterError(`Invalid value for parameter ${parameter}: expected text`)
  const urls = value.split(/\s*\n\s*|\s+/).filter((url) => url !== '')
  if (urls.length > 10) throw new InvalidParameterError(`${parameter} names more than 10 addresses`)
  return urls.map((url) => readUri(url, parameter))
}

function readUri(uri: string, parameter = 'uri'): string {
  const url = URL.canParse(uri) ? new URL(uri) : null
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new InvalidParameterError(
      `Invalid value ${uri.slice(0, 200)} for parameter ${parameter}: expected an http or https URL`,
    )
  }
  return uri
}

function readFilter(filter: unknown): JsonLogicRule | null {
  if (filter === undefined || filter === null || filter === '') return null
  assertFilter(filter)
  return filter
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`Resource not found - ${id.slice(0, 100)}`)
}
