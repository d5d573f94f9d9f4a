/** `tintype env`: the environment variables that point a vendor SDK at this server. */
import { CLIENTS, type ClientName, clientOf, type ServerAddress, scriptTag } from './client-environment.ts'
import type { Command } from './command.ts'
import { print } from './output.ts'
import { readCredentials } from './read-credentials.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { StartError } from './start-error.ts'
import { UsageError } from './usage-error.ts'

const NAMES = Object.keys(CLIENTS) as ClientName[]

export const env: Command = {
  summary: 'Prints the client environment for an SDK',
  usage: `env [--for ${NAMES.join('|')}] [--json]`,
  flags: {
    ...SETTING_FLAGS,
    for: { summary: `The client: ${NAMES.join(', ')}. Default: all of them.`, value: '<client>' },
    json: { summary: 'Print the variables as JSON.' },
  },
  examples: ['tintype env --for node > .env', 'eval "$(tintype env --for shell | sed \'s/^/export /\')"'],
  async run({ flags: { for: client, json, ...flags } }) {
    if (client !== undefined && !NAMES.includes(client as ClientName)) {
      throw new UsageError(`Unknown client ${String(client)}: expected one of ${NAMES.join(', ')}`)
    }
    const server = await addressOf(flags)
    const names = client === undefined ? NAMES : [client as ClientName]
    print(json ? asJson(names, server) : names.map((name) => asText(name, server)).join('\n\n'))
    if (client === undefined && !json) print(`\n# For a page\n# ${scriptTag(server)}`)
    return 0
  },
}

async function addressOf(flags: Readonly<Record<string, string | boolean>>): Promise<ServerAddress> {
  const config = configFromFlags(flags)
  const credentials = await readCredentials(config)
  if (credentials === null) {
    throw new StartError(
      'No access key of the first product environment is enabled: enable one by the Provisioning API',
    )
  }
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  const url = config.publicUrl ?? `${config.https ? 'https' : 'http'}://${host}:${config.port}`
  return { url, ...credentials }
}

function asText(name: ClientName, server: ServerAddress): string {
  const { summary, variables, note } = clientOf(name)
  const remark = note?.(server) ?? ''
  return [
    `# ${summary}`,
    ...(remark === '' ? [] : [`# ${remark}`]),
    ...variables(server).map((variable) => `${variable.name}=${quote(variable.value)}`),
  ].join('\n')
}

/** Readable by a shell and by dotenv: an address with `&` must be in quotes. */
function quote(value: string): string {
  return /^[\w.:/@-]*$/.test(value) ? value : `'${value}'`
}

function asJson(names: readonly ClientName[], server: ServerAddress): string {
  const entries = names.map((name) => [
    name,
    Object.fromEntries(
      clientOf(name)
        .variables(server)
        .map((variable) => [variable.name, variable.value]),
    ),
  ])
  return JSON.stringify(names.length === 1 ? entries[0]?.[1] : Object.fromEntries(entries), null, 2)
}
