/** What a paid library may answer: bounded, and nothing but what is known. */
import { z } from 'zod'

const MOST_ITEMS = 200
const MOST_PLANS = 50
const MOST_FORMATS = 30
const MOST_LICENCES_LEFT = 1_000_000_000

const id = z.string().min(1).max(200)
const name = z.string().min(1).max(300)
const price = z.string().max(100).nullish().transform(orNull)
const extension = z
  .string()
  .regex(/^[a-z0-9]{1,10}$/i)
  .nullish()
  .transform(orNull)
const pixels = z.number().int().positive().max(1_000_000).nullish().transform(orNull)
const bytes = z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullish().transform(orNull)
const webAddress = z.httpUrl().max(4000)

const item = z.object({
  id,
  title: z.string().max(500),
  thumbnail: webAddress.startsWith('https:'),
  mediaType: z.enum(['photo', 'illustration', 'vector', 'video']),
  width: pixels,
  height: pixels,
  author: z
    .object({ name, url: webAddress.nullish().catch(null).transform(orNull) })
    .nullish()
    .transform(orNull),
  price,
})
export type KnownStockItem = z.output<typeof item>

const page = z.object({
  items: z.array(z.unknown()),
  nextPage: z.number().int().positive().max(100_000).nullable(),
})

const plan = z.object({
  id,
  name,
  remaining: z.number().int().min(0).max(MOST_LICENCES_LEFT).nullable(),
  formats: z.array(z.object({ id, name, extension, bytes, width: pixels, height: pixels, price })).max(MOST_FORMATS),
})
export const stockPlans = z.array(plan).max(MOST_PLANS)
export type KnownStockPlan = z.output<typeof plan>

/** Any host: the fetcher decides which addresses are asked. */
export const downloadAddress = z
  .string()
  .max(4000)
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text))
export const stockLicence = z.object({ licenceId: id, url: downloadAddress })
export const stockRefusal = z.object({ refused: z.string().max(300) })

/** What is not as it has to be is left out: one bad item does not take the others with it. */
export function readStockPage(answer: unknown): {
  readonly items: readonly KnownStockItem[]
  readonly nextPage: number | null
} {
  const { items, nextPage } = page.parse(answer)
  const known = items.slice(0, MOST_ITEMS).flatMap((candidate) => {
    const read = item.safeParse(candidate)
    return read.success ? [read.data] : []
  })
  return { items: known, nextPage }
}

function orNull<Value>(value: Value | null | undefined): Value | null {
  return value ?? null
}
