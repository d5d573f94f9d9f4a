/** Videos that are made here by the queue: of images one after another, and of videos. */
import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { readRenderFunction, slideshowManifest } from './slideshow-manifest.ts'
import { uploadParameters } from './upload-parameters.ts'
import { entries, json, text } from './wire-values.ts'

const MOST_CLIPS = 50

/** One of them. */
export const slideshowInput = z.object({
  manifest_json: json(slideshowManifest).optional(),
  manifest_transformation: text({ max: 20_000 })
    .transform((value, context) => {
      const found = readRenderFunction(value)
      if (found !== null) return found
      context.issues.push({ code: 'custom', message: 'fn_render: and what is to be shown', input: value })
      return z.NEVER
    })
    .pipe(slideshowManifest)
    .optional(),
})

export const concatenationInput = z.object({
  urls: entries().refine((urls) => urls.length > 0 && urls.length <= MOST_CLIPS, `1 to ${MOST_CLIPS} addresses`),
})

export const createSlideshow = defineOperation({
  id: 'assets.create_slideshow',
  method: 'POST',
  path: '/video/create_slideshow',
  summary: 'Makes a video of images that pass into one another, and stores it as an upload',
  credentials: 'key',
  /** Other parameters are merged with a preset first and read by `uploadParameters`. */
  input: z.looseObject({}),
  moreInput: z.intersection(slideshowInput, uploadParameters),
  output: z.object({ status: z.literal('processing'), public_id: z.string(), batch_id: z.string() }),
})

export const concatenateVideos = defineOperation({
  id: 'assets.concat',
  method: 'POST',
  path: '/video/concat',
  summary: 'Joins the videos that addresses lead to, and stores the result as an upload',
  credentials: 'key',
  input: z.looseObject({}),
  moreInput: z.intersection(concatenationInput, uploadParameters),
  output: z.object({
    status: z.literal('processing'),
    public_id: z.string(),
    /** Named by the notification as `batch_id`. */
    unique_upload_id: z.string(),
    resource_type: z.literal('video'),
  }),
})
