/** The `tintype` program: finds the command, runs it, turns what goes wrong into one line and an exit status. */
import { TintypeError } from '../errors/base.ts'
import { packageFiles } from '../package-files.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { dev } from './dev.ts'
import { doctor } from './doctor.ts'
import { env } from './env.ts'
import { commandHelp, generalHelp } from './help.ts'
import { print, printError, tolerateClosedOutput } from './output.ts'
import { serve } from './serve.ts'
import { StartError } from './start-error.ts'
import { UsageError } from './usage-error.ts'

const COMMANDS: readonly Command[] = [serve, dev, env, doctor]
const HELP = { help: { summary: 'This text' } }

tolerateClosedOutput()
process.exitCode = await run(process.argv.slice(2))

async function run(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args)
  } catch (error) {
    if (error instanceof UsageError) {
      printError(`tintype: ${error.message}`)
      return 2
    }
    // What an operator can remove is one line; anything else is a mistake of ours and shows where.
    const expected = error instanceof StartError || error instanceof TintypeError
    printError(expected ? `tintype: ${error.message}` : `tintype: unexpected error\n${describe(error)}`)
    return 1
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  const { version } = packageFiles()
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const topic = COMMANDS.find((command) => name === 'help' && command.name === rest[0])
    print(topic ? commandHelp(topic) : generalHelp(COMMANDS, version))
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    print(version)
    return 0
  }
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command === undefined) {
    const names = COMMANDS.map((candidate) => candidate.name).join(', ')
    throw new UsageError(`Unknown command ${name}: expected one of ${names}`)
  }
  const { flags, positionals } = readArguments(rest, { ...command.flags, ...HELP })
  if (flags.help) {
    print(commandHelp(command))
    return 0
  }
  if (positionals.length > 0) throw new UsageError(`tintype ${name} takes no ${JSON.stringify(positionals[0])}`)
  return command.run({ flags, positionals })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
