/** Listings of remote sources as the widget gets them, whoever they come from. */
import { z } from 'zod'

/** Kinds of what paid libraries have. */
export const MEDIA_TYPES = ['photo', 'illustration', 'vector', 'video'] as const

export const listedItem = z.object({
  name: z.string(),
  isFolder: z.boolean(),
  mimeType: z.string().nullable(),
  /** One segment of an address, encoded, and a query where the provider needs one to find it. */
  requestPath: z.string(),
  size: z.number().nullable(),
  modifiedDate: z.string().nullable(),
  /** Address on this server. */
  thumbnail: z.string().nullable(),
  /** To be shown with the picture, where the provider asks for that. */
  author: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
})

export const listingJson = z.object({
  username: z.string().nullable(),
  items: z.array(listedItem),
  /** What follows `…/list/` for the next page. */
  nextPagePath: z.string().nullable(),
  /** What follows `…/list?q=…&` for the next page of a search. */
  nextPageQuery: z.string().nullable(),
})

const stockItem = z.object({
  id: z.string(),
  mediaType: z.enum(MEDIA_TYPES),
  width: z.number().nullable(),
  height: z.number().nullable(),
  price: z.string().nullable(),
})

export const stockListingJson = listingJson.extend({
  items: z.array(listedItem.extend({ stock: stockItem })),
  /** Kinds that the library has. */
  mediaTypes: z.array(z.enum(MEDIA_TYPES)),
})

export const stockPlansJson = z.object({
  plans: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Licences that are left; null: as many as are paid for. */
      remaining: z.number().nullable(),
      formats: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          extension: z.string().nullable(),
          bytes: z.number().nullable(),
          width: z.number().nullable(),
          height: z.number().nullable(),
          price: z.string().nullable(),
        }),
      ),
    }),
  ),
})

export type ListedItem = z.input<typeof listedItem>
export type Listing = z.input<typeof listingJson>
