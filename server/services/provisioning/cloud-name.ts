/** Cloud names: the first segment of every address of an environment. Case makes no difference between two of them. */
import { isReservedName } from '../../domain/reserved-names.ts'
import { ConflictError, InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'

const CLOUD_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/
const LONGEST_STEM = 50

/** @throws InvalidParameterError | ConflictError */
export async function assertFree(cloudName: string, ownId: string | null, tables: Repositories): Promise<void> {
  if (!CLOUD_NAME.test(cloudName)) {
    throw new InvalidParameterError(
      `Invalid value ${cloudName.slice(0, 100)} for parameter cloud_name: expected letters, digits, - and _, starting with a letter or digit, at most 63`,
    )
  }
  if (isReservedName(cloudName)) {
    throw new InvalidParameterError(
      `Invalid value ${cloudName} for parameter cloud_name: addresses of this server begin with it, choose another`,
    )
  }
  if (await isTaken(cloudName, ownId, tables)) {
    throw new ConflictError(`Cloud name ${cloudName} is already taken`)
  }
}

/** One that is free and reminds of `name`. */
export async function cloudNameFor(name: string, random: Random, tables: Repositories): Promise<string> {
  const stem = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_STEM)
    .replace(/^-+|-+$/g, '')
  if (stem !== '' && !isReservedName(stem) && !(await isTaken(stem, null, tables))) return stem
  // Seven letters and digits: taken once in 78 thousand million.
  return `${stem === '' ? 'd' : stem}-${random.alphanumeric(7)}`
}

async function isTaken(cloudName: string, ownId: string | null, tables: Repositories): Promise<boolean> {
  const lower = cloudName.toLowerCase()
  const all = await tables.environments.list()
  return all.some((environment) => environment.id !== ownId && environment.cloudName.toLowerCase() === lower)
}
