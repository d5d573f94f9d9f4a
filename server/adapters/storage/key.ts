/** Storage keys are made by us, never by users; a wrong one is a bug, found before it can reach the disk. */

const SEGMENT = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/

export function assertKey(key: string): string {
  if (!key.split('/').every((segment) => SEGMENT.test(segment) && !segment.includes('..'))) {
    throw new Error(`Not a storage key: ${JSON.stringify(key)}`)
  }
  return key
}
