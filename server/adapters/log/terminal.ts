import { inspect } from 'node:util'
import type { Log } from '../../ports/log.ts'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
const COLOURS: Readonly<Record<string, string>> = { debug: '90', info: '36', warn: '33', error: '31' }

type Level = (typeof LEVELS)[number]

/** Lines for people at a terminal: time, level, sentence, fields. Machines get `pinoLog`. */
export function terminalLog(level: Level, write: (line: string) => void = writeLine): Log {
  const least = LEVELS.indexOf(level)
  const line = (name: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    if (LEVELS.indexOf(name) < least) return
    const time = new Date().toISOString().slice(11, 19)
    write(`${time} \u001b[${COLOURS[name]}m${name.padEnd(5)}\u001b[0m ${sentence(message, fields)}`)
  }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}

function sentence(message: string, fields: object): string {
  const { method, path, status, ms, error, ...rest } = fields as Record<string, unknown>
  // The line of a request, as people expect it.
  const head = message === 'request' ? `${method} ${path} ${status} ${Math.round(Number(ms))} ms` : message
  const { requestId, complete, ...others } = rest
  const shown = message === 'request' && complete !== false && Number(status) < 500 ? others : { ...others, requestId }
  const tail = Object.entries(shown)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : inspect(value, { breakLength: Infinity })}`)
  return `${head}${tail.join('')}${error === undefined ? '' : `\n${inspect(error)}`}`
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`)
}
