/**
 * What a session reaches: everything (''), or one folder with all below it. The server keeps to that whatever is asked;
 * here it decides where the tree begins, and that people read why a place is closed to them.
 */
import type { LibraryError } from '../api/answer.ts'
import type { Place } from '../types.ts'

/** The server's own words would name an operation; the screen has words of its own. */
export const OUT_OF_REACH: LibraryError = {
  code: 'forbidden',
  message: 'This folder is outside of what the session reaches',
  reason: 'OUT_OF_REACH',
  status: 0,
}

export function isWithin(path: string, reach: string): boolean {
  return reach === '' || path === reach || path.startsWith(`${reach}/`)
}

export function isInReach(place: Place, reach: string): boolean {
  return place.kind !== 'folder' || isWithin(place.path, reach)
}

/** The folder with which a way down begins, and the names from there on. */
export function stepsWithin(path: string, reach: string): readonly string[] {
  return (isWithin(path, reach) ? path.slice(reach.length) : path).split('/').filter(Boolean)
}
