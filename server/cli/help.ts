/** The texts of `--help`. */
import type { FlagDefinition } from './arguments.ts'
import type { Command } from './command.ts'

export function generalHelp(
  commands: readonly (readonly [string, { readonly summary: string }])[],
  version: string,
): string {
  return [
    `Tintype ${version}: self-hosted programmable media`,
    '',
    'Usage: tintype <command> [flags]',
    '',
    ...table(commands.map(([name, { summary }]) => [name, summary])),
    '',
    ...table([
      ['--help', 'This text; after a command, the flags of that command'],
      ['--version', 'The version'],
    ]),
    '',
    'Every setting is also an environment variable (TINTYPE_PORT, TINTYPE_DATA ...) and a key of tintype.config.yaml.',
    'Exit status: 0 done, 1 failed, 2 not understood.',
  ].join('\n')
}

export function commandHelp({ usage, summary, flags, examples = [] }: Command): string {
  return [
    summary,
    '',
    `Usage: tintype ${usage}`,
    '',
    ...table(Object.entries(flags).map(([name, flag]) => [flagText(name, flag), flag.summary])),
    ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
  ].join('\n')
}

function flagText(name: string, { value }: FlagDefinition): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}
