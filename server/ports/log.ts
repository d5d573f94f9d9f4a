/** Structured log lines: fields first, then one sentence. Never secrets, bodies or whole URLs with tokens. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
