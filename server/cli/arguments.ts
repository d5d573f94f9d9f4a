/**
 * Reads command-line arguments: `--name value`, `--name=value`, `--switch`, `--no-switch`, `--` before names that begin
 * with a dash. Unknown flags are refused by name, because a mistyped flag that is ignored starts the wrong server.
 */
import { nearestName } from '../errors/nearest-name.ts'
import { UsageError } from './usage-error.ts'

export interface FlagDefinition {
  readonly summary: string
  /** Name of the value in the help, such as `<port>`. A flag without one is a switch. */
  readonly value?: string
}

export interface ParsedArguments {
  readonly flags: Readonly<Record<string, string | boolean>>
  readonly positionals: readonly string[]
}

/** @throws UsageError */
export function readArguments(
  args: readonly string[],
  definitions: Readonly<Record<string, FlagDefinition>>,
): ParsedArguments {
  const flags: Record<string, string | boolean> = {}
  const positionals: string[] = []
  const rest = [...args]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') return { flags, positionals: [...positionals, ...rest] }
    if (argument === '-h') flags.help = true
    else if (!argument.startsWith('-') || argument === '-') positionals.push(argument)
    else readFlag(argument, rest, definitions, flags)
  }
  return { flags, positionals }
}

function readFlag(
  argument: string,
  rest: string[],
  definitions: Readonly<Record<string, FlagDefinition>>,
  into: Record<string, string | boolean>,
): void {
  const [, name = '', attached] = /^--?([^=]*)(?:=(.*))?$/s.exec(argument) ?? []
  const positive = name.replace(/^no-/, '')
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined
  if (definition === undefined) {
    const negated = Object.hasOwn(definitions, positive) ? definitions[positive] : undefined
    if (name === positive || negated === undefined || negated.value !== undefined || attached !== undefined) {
      throw new UsageError(`Unknown flag ${argument.split('=')[0]}${hint(positive, Object.keys(definitions))}`)
    }
    into[positive] = false
    return
  }
  if (definition.value === undefined) {
    if (attached !== undefined && attached !== 'true' && attached !== 'false') {
      throw new UsageError(`--${name} is a switch and takes no value; got ${JSON.stringify(attached)}`)
    }
    into[name] = attached !== 'false'
    return
  }
  const value = attached ?? rest.shift()
  if (value === undefined || (attached === undefined && value.startsWith('--'))) {
    throw new UsageError(`--${name} needs a value: --${name} ${definition.value}`)
  }
  into[name] = value
}

function hint(name: string, known: readonly string[]): string {
  const near = nearestName(name, known, 2)
  return near === undefined ? '' : `; did you mean --${near}?`
}
