/**
 * A search for pictures, brought along by whoever embeds the server: `createTintype(settings, { imageSearch })`. Visitors
 * of the upload widget find it as the source `image_search`. There is none of its own: engines have terms and prices.
 */

/** What people ask for; the words of `searchByRights`. */
export const PICTURE_RIGHTS = ['not_filtered', 'free', 'free_com', 'free_mod', 'free_mod_com'] as const
export type PictureRights = (typeof PICTURE_RIGHTS)[number]

export interface PictureQuery {
  readonly words: string
  /** From 1. */
  readonly page: number
  /** A host name that the page offers to search; null: anywhere. */
  readonly site: string | null
  readonly rights: PictureRights
  readonly signal: AbortSignal
}

export interface FoundPicture {
  readonly id: string
  readonly title: string
  /** https address of a small picture; the server fetches it for visitors. */
  readonly thumbnail: string
  /** Address of the picture; the upload API fetches it from there. */
  readonly url: string
  readonly mime: string | null
  /** Shown with the picture. */
  readonly author: { readonly name: string; readonly url: string | null } | null
  readonly licence: string | null
}

export interface ImageSearch {
  /** What it throws is logged, and told to visitors as a failure without details. */
  search(query: PictureQuery): Promise<{ readonly items: readonly FoundPicture[]; readonly nextPage: number | null }>
}
