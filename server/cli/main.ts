/** The `tintype` program: finds the command, runs it, turns what goes wrong into one line and an exit status. */
import { TintypeError } from '../errors/base.ts'
import { packageFiles } from '../package-files.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { commandHelp, generalHelp } from './help.ts'
import { print, printError, tolerateClosedOutput } from './output.ts'
import { StartError } from './start-error.ts'
import { UsageError } from './usage-error.ts'

/** Loaded when they are called: `tintype --version` need not load an image engine. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  serve: { summary: 'Starts the server', load: async () => (await import('./serve.ts')).serve },
  dev: {
    summary: 'Starts the server with sample media, and again when its sources or configuration change',
    load: async () => (await import('./dev.ts')).dev,
  },
  emulate: {
    summary: 'Starts a server in memory for tests, with time that stands still',
    load: async () => (await import('./emulate.ts')).emulate,
  },
  env: { summary: 'Prints the client environment for an SDK', load: async () => (await import('./env.ts')).env },
  users: {
    summary: 'Lists, makes, disables and enables users, and sets their passwords',
    load: async () => (await import('./users.ts')).users,
  },
  doctor: {
    summary: 'Checks codecs, fonts, ffmpeg, disk, clock and permissions, and says how to repair them',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  check: {
    summary: 'Compares the database and the files of a data folder, also beside a running server',
    load: async () => (await import('./check.ts')).check,
  },
  backup: {
    summary: 'Copies database and files of a moment into a folder, or verifies such a copy',
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: 'Puts a backup into an empty data folder',
    load: async () => (await import('./restore.ts')).restore,
  },
}
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
    const topic = name === 'help' ? await load(rest[0]) : null
    print(topic ? commandHelp(topic) : generalHelp(Object.entries(COMMANDS), version))
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    print(version)
    return 0
  }
  const command = await load(name)
  if (command === null) {
    throw new UsageError(`Unknown command ${name}: expected one of ${Object.keys(COMMANDS).join(', ')}`)
  }
  const { flags, positionals } = readArguments(rest, { ...command.flags, ...HELP })
  if (flags.help) {
    print(commandHelp(command))
    return 0
  }
  if (positionals.length > 0 && command.takesArguments !== true)
    throw new UsageError(`tintype ${name} takes no ${JSON.stringify(positionals[0])}`)
  return command.run({ flags, positionals })
}

async function load(name: string | undefined): Promise<Command | null> {
  const entry = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return entry === undefined ? null : entry.load()
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
