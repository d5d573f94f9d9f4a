/** Collages: images side by side. */
import { z } from 'zod'
import { pendingJson, uploadResultJson } from './asset-json.ts'
import { defineOperation } from './operation.ts'
import { uploadParameters } from './upload-parameters.ts'
import { colour, json, wholeNumber, word } from './wire-values.ts'

const MOST_CELLS = 100
const side = (name: string) =>
  z.int(`${name} in whole pixels`).min(1, `${name} from 1 pixel`).max(65_500, `${name} up to 65500 pixels`)
const count = () => wholeNumber({ min: 1, max: MOST_CELLS }).optional()
const words = (name: string) =>
  z
    .string(`${name} as a word`)
    .regex(/^[a-z]+(_[a-z]+)*(:[a-z0-9_]+)*$/, `${name} as in transformations, such as fill or auto`)

const look = {
  kind: word(['upload', 'private', 'authenticated']).optional(),
  crop: words('crop').optional(),
  gravity: words('gravity').optional(),
}
const row = z.array(z.int('numbers of assets from 1 on').min(1, 'numbers of assets from 1 on')).min(1).max(MOST_CELLS)
const manifest = z.strictObject({
  /** Rows of numbers of assets, from 1; one that covers several cells is written in each. */
  template: z.union(
    [z.literal('grid'), z.array(row).min(1).max(MOST_CELLS)],
    'template: grid, or rows of asset numbers',
  ),
  width: side('width'),
  height: side('height'),
  columns: count(),
  rows: count(),
  /** Pixels between the images. */
  spacing: z.int('spacing in whole pixels').min(0, 'spacing from 0').max(10_000, 'spacing up to 10000').default(0),
  color: colour().optional(),
  assetDefaults: z.strictObject(look).default({}),
  assets: z
    .array(z.strictObject({ media: z.string('media: the public id of an image').min(1).max(2000), ...look }))
    .min(1, 'at least one asset')
    .max(MOST_CELLS, `at most ${MOST_CELLS} assets`),
})

export type CollageManifest = z.output<typeof manifest>
export const collageInput = z.object({ manifest_json: json(manifest) })

export const createCollage = defineOperation({
  id: 'assets.create_collage',
  method: 'POST',
  path: '/image/create_collage',
  summary: 'Puts images side by side into one, and stores it as an upload',
  credentials: 'key',
  /** Other parameters are merged with a preset first and read by `uploadParameters`. */
  input: z.looseObject({}),
  moreInput: z.intersection(collageInput, uploadParameters),
  output: z.union([uploadResultJson, pendingJson]),
})
