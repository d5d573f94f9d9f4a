/** Pictures made of many: the images with a tag, or those that addresses lead to. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { entries, flag, text, word } from './wire-values.ts'

const subject = {
  tag: text({ max: 255 }).optional(),
  /** Instead of a tag. */
  urls: entries()
    .refine((urls) => urls.every((url) => url.length <= 10_000), 'addresses of at most 10000 characters')
    .optional(),
  /** Works on each image; its format and its times are those of the whole. */
  transformation: text({ max: 10_000 }).optional(),
}
const input = z
  .object({
    ...subject,
    async: flag().default(false),
    /** `download`: nothing is stored, and the answer is the file. */
    mode: word(['download']).optional(),
    notification_url: text({ max: 20_000 }).optional(),
  })
  .transform(camelKeys)
const download = z.object({ ...subject, mode: word(['download']) }).transform(camelKeys)

const processing = z.object({ status: z.literal('processing'), batch_id: z.string() })
const named = { asset_id: z.string(), public_id: z.string(), version: z.number().int() }

const spriteJson = z.object({
  css_url: z.url(),
  image_url: z.url(),
  json_url: z.url(),
  secure_css_url: z.url(),
  secure_image_url: z.url(),
  secure_json_url: z.url(),
  ...named,
  /** Where each image lies, in pixels from the top left, by its public id. */
  image_infos: z.record(
    z.string(),
    z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() }),
  ),
})
const manyJson = z.object({ url: z.url(), secure_url: z.url(), ...named })

export type SpriteJson = z.infer<typeof spriteJson>
export type ManyJson = z.infer<typeof manyJson>

export const makeSprite = defineOperation({
  id: 'assets.sprite',
  method: 'POST',
  path: '/image/sprite',
  summary: 'Puts images below one another into one, with a style sheet that shows each',
  credentials: 'key',
  input,
  output: z.union([spriteJson, processing]),
})

export const downloadSprite = defineOperation({
  id: 'assets.download_sprite',
  method: 'GET',
  path: '/image/sprite',
  summary: 'Gives such an image without storing it',
  credentials: 'key',
  reads: true,
  answersFile: true,
  input: download,
  output: z.string(),
})

export const makeMulti = defineOperation({
  id: 'assets.multi',
  method: 'POST',
  path: '/image/multi',
  summary: 'Makes images the frames of an animation, or the pages of a document',
  credentials: 'key',
  input,
  output: z.union([manyJson, processing]),
})

export const downloadMulti = defineOperation({
  ...downloadSprite,
  id: 'assets.download_multi',
  path: '/image/multi',
  summary: 'Gives such an animation or document without storing it',
})
