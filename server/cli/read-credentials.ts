/** The keys of the first product environment and of the account, read from the data folder; a running server does not mind. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readOrCreateKey } from '../adapters/database/sealer.ts'
import { openSqlite } from '../adapters/database/sqlite/index.ts'
import type { Config } from '../config/settings.ts'
import type { AccountCredentials } from './client-environment.ts'

export interface Credentials {
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly account: AccountCredentials
}

/** Null when no server was ever started there. */
export async function readCredentials(config: Pick<Config, 'data' | 'cloudName'>): Promise<Credentials | null> {
  const folder = resolve(config.data)
  const [path, keyPath] = [join(folder, 'tintype.db'), join(folder, 'secret.key')]
  if (!existsSync(path) || !existsSync(keyPath)) return null
  const database = await openSqlite({ path, secretKey: readOrCreateKey(keyPath) })
  try {
    const environments = [...(await database.environments.list())].sort((a, b) => a.createdAt - b.createdAt)
    const environment = environments.find(({ cloudName }) => cloudName === config.cloudName) ?? environments[0]
    if (environment === undefined) return null
    const keys = await database.accessKeys.listByEnvironment(environment.id)
    const key = [...keys].sort((a, b) => a.createdAt - b.createdAt).find(({ enabled }) => enabled)
    const account = await database.accounts.find()
    if (key === undefined || account === null) return null
    return { cloudName: environment.cloudName, apiKey: key.apiKey, apiSecret: key.apiSecret, account }
  } finally {
    await database.close()
  }
}
