/** Values that columns hold in another form than the domain: JSON text and flags. */

export function toFlag(value: boolean): number {
  return value ? 1 : 0
}

export function fromFlag(value: number): boolean {
  return value !== 0
}

/** Text of a JSON column; null stays null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value)
}

export function toOptionalJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

/** What was written by `toJson`: the shape is what the repository wrote, so it is not checked again. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T
}

export function fromOptionalJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T)
}
