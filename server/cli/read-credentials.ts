/** The keys of the first product environment and of the account, as a server has kept them. */
import type { Config } from '../config/settings.ts'
import type { AccountCredentials } from './client-environment.ts'
import { withStoredDatabase } from './stored-database.ts'

export interface Credentials {
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly account: AccountCredentials
}

/** Null when there is no enabled key. @throws StartError when no server was ever started there */
export function readCredentials(
  config: Pick<Config, 'data' | 'databaseUrl' | 'cloudName'>,
): Promise<Credentials | null> {
  return withStoredDatabase(config, async (database) => {
    const environments = [...(await database.environments.list())].sort((a, b) => a.createdAt - b.createdAt)
    const environment = environments.find(({ cloudName }) => cloudName === config.cloudName) ?? environments[0]
    if (environment === undefined) return null
    const keys = await database.accessKeys.listByEnvironment(environment.id)
    const key = [...keys].sort((a, b) => a.createdAt - b.createdAt).find(({ enabled }) => enabled)
    const account = await database.accounts.find()
    if (key === undefined || account === null) return null
    return { cloudName: environment.cloudName, apiKey: key.apiKey, apiSecret: key.apiSecret, account }
  })
}
