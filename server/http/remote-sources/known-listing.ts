/**
 * A listing of a provider as the widget gets it: the fields that we know, and nothing else; addresses of thumbnails that
 * lie elsewhere replaced by ones of this server.
 */
import type { ListedItem, Listing } from '../../contract/remote-answers.ts'

export interface ListingPlace {
  /** Base of the provider's routes. */
  readonly own: string
  /** That was asked for; undefined: the top. */
  readonly folder: string | undefined
  /** Gives the address of ours for one elsewhere. */
  readonly signed: (url: string) => string
}

export function knownListing(text: string, { own, folder, signed }: ListingPlace): Listing | null {
  const answer = parsed(text)
  if (!isRecord(answer) || !Array.isArray(answer.items)) return null
  return {
    username: textOf(answer.username),
    items: answer.items.filter(isRecord).flatMap((item) => knownItem(item, own, signed)),
    nextPagePath: within(folder, textOf(answer.nextPagePath)),
    nextPageQuery: textOf(answer.nextPageQuery),
  }
}

/** Not every provider names the folder with its next page, which then would be one of the top. */
function within(folder: string | undefined, nextPagePath: string | null): string | null {
  return nextPagePath?.startsWith('?') === true && folder !== undefined
    ? `${encodeURIComponent(folder)}${nextPagePath}`
    : nextPagePath
}

function knownItem(
  { name, isFolder, mimeType, requestPath, size, modifiedDate, thumbnail, author }: Record<string, unknown>,
  own: string,
  signed: (url: string) => string,
): readonly ListedItem[] {
  const path = textOf(requestPath)
  if (path === null || path === '') return []
  return [
    {
      name: textOf(name) ?? path,
      isFolder: isFolder === true,
      mimeType: textOf(mimeType),
      requestPath: path,
      size: typeof size === 'number' && Number.isFinite(size) ? size : null,
      modifiedDate: textOf(modifiedDate),
      thumbnail: isFolder === true ? null : thumbnailOf(thumbnail, own, signed),
      author:
        isRecord(author) && typeof author.name === 'string' ? { name: author.name, url: webAddress(author.url) } : null,
    },
  ]
}

function thumbnailOf(thumbnail: unknown, own: string, signed: (url: string) => string): string | null {
  const address = webAddress(thumbnail)
  if (address === null) return null
  return address.startsWith(`${own}/`) ? address : address.startsWith('https:') ? signed(address) : null
}

function webAddress(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value) ? value : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
