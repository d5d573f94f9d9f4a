import { pino } from 'pino'
import type { Log } from '../../ports/log.ts'

/** JSON lines on standard output. Errors under `error` are written with their stack and causes. */
export function pinoLog(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause },
  })
}
