/**
 * Which public ids are allowed: no `? & # \ % < > +`, no control or direction characters, no blank at the ends of a
 * segment, no empty, `.` or `..` segment, at most 255 characters. What comes from file names is made to fit.
 */
import { InvalidParameterError } from '../../errors/request-errors.ts'

const FORBIDDEN = /[?&#\\%<>+\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u
const MOST_CHARACTERS = 255

/** @throws InvalidParameterError */
export function assertPublicId(publicId: string): string {
  if (!isPublicId(publicId)) throw new InvalidParameterError(`public_id (${publicId.slice(0, 300)}) is invalid`)
  return publicId
}

export function isPublicId(text: string): boolean {
  return text.length <= MOST_CHARACTERS && !FORBIDDEN.test(text) && text.split('/').every(isSegmentValid)
}

/** The same rule for folders; one slash at each end is forgiven. @throws InvalidParameterError */
export function assertFolder(folder: string, parameter: string): string {
  const trimmed = folder.replace(/^\/|\/$/g, '')
  if (trimmed === '') return ''
  if (!isPublicId(trimmed))
    throw new InvalidParameterError(`Invalid value ${folder.slice(0, 300)} for parameter ${parameter}`)
  return trimmed
}

/** @throws InvalidParameterError */
export function assertDisplayName(name: string): string {
  if (name.length === 0 || name.length > MOST_CHARACTERS || /[/\p{Cc}]/u.test(name)) {
    throw new InvalidParameterError(
      `Invalid value ${name.slice(0, 300)} for parameter display_name: at most 255 characters, no slash`,
    )
  }
  return name
}

/** A file name as part of a public id: what is not allowed becomes `_`. */
export function publicIdFromFilename(filename: string): string {
  const safe = filename
    .normalize('NFC')
    .replace(new RegExp(FORBIDDEN, 'gu'), '_')
    .replace(/[\s/]+/g, '_')
    .replace(/^[._]+$/, '')
    .slice(0, 200)
  return safe === '' ? 'file' : safe
}

/** `a.tar.gz` is `a.tar` and `gz`; a leading dot starts no extension. */
export function splitFilename(filename: string): { readonly stem: string; readonly extension: string | null } {
  const match = /^(.+)\.([A-Za-z0-9]{1,16})$/.exec(filename)
  const [, stem, extension] = match ?? []
  if (stem === undefined || extension === undefined) return { stem: filename, extension: null }
  return { stem, extension: extension.toLowerCase() }
}

function isSegmentValid(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..' && segment.trim() === segment
}
