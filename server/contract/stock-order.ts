/**
 * `stock_license` of an upload: the file is licensed from a paid library first. It takes part in the signature, so that
 * whoever signs sees what is bought, and a signature buys nothing else.
 */
import { z } from 'zod'
import { json, word } from './wire-values.ts'

const WHOLE = 'JSON with the texts library, id, plan, format and order'
const id = z.string(WHOLE).min(1, WHOLE).max(200, WHOLE)

export const stockLibraryNames = ['shutterstock', 'getty', 'istock'] as const
export const ORDER_ID = z.string(WHOLE).regex(/^[\w-]{16,64}$/, 'an order of 16 to 64 letters, digits, _ and -')

export const stockOrder = json(
  z.strictObject(
    {
      library: word(stockLibraryNames),
      id,
      plan: id,
      format: id,
      /** Of the client's making: the same for every try of one purchase. */
      order: ORDER_ID,
    },
    WHOLE,
  ),
)
export type StockOrderInput = z.output<typeof stockOrder>

export const stockParameters = z.object({ stock_license: stockOrder.optional() })
