/** Values of a list to which people may add: what they type is one of them, or becomes one. Pure. */

export interface ListValue {
  readonly external_id: string
  readonly value: string
}

/** What the server takes. */
export const LONGEST_VALUE = 255

/** The id of the value that is called so; else the text itself, which is the id of what is new. */
export function idOfTyped(typed: string, values: readonly ListValue[]): string {
  const text = typed.replace(/\p{Cc}+/gu, ' ').trim()
  return values.find(({ value }) => value === text)?.external_id ?? text
}

/** As people know it. */
export function nameOfValue(id: string, values: readonly ListValue[]): string {
  return values.find(({ external_id }) => external_id === id)?.value ?? id
}

export function newAmong(ids: readonly string[], values: readonly ListValue[]): readonly string[] {
  return ids.filter((id) => id !== '' && !values.some(({ external_id }) => external_id === id))
}
