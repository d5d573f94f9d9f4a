/** What an asset looks like on the wire. */
import { z } from 'zod'

export const resourceTypeJson = z.enum(['image', 'video', 'raw'])

export const derivedJson = z.object({
  id: z.string().optional(),
  transformation: z.string(),
  format: z.string().optional(),
  bytes: z.number().int().optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  url: z.url(),
  secure_url: z.url(),
  /** Eager transformations only: `processing` while the queue works on it, `failed` with a reason. */
  status: z.enum(['processing', 'failed']).optional(),
  reason: z.string().optional(),
  batch_id: z.string().optional(),
})

const hookResult = z.object({
  status: z.enum(['success', 'failed']),
  /** `eval`: names of the options that it changed. */
  changed: z.array(z.string()).optional(),
  /** `on_success`: how many updates it made. */
  updates: z.number().int().optional(),
  error: z.string().optional(),
})
export const hookExecutionJson = z.object({ eval: hookResult.optional(), on_success: hookResult.optional() })

export const breakpointsJson = z.object({
  /** Widest first. */
  breakpoints: z.array(
    z.object({
      width: z.number().int(),
      height: z.number().int(),
      bytes: z.number().int(),
      url: z.url(),
      secure_url: z.url(),
    }),
  ),
  transformation: z.string().optional(),
  /** Only when they could not be made, with the reason. */
  status: z.literal('failed').optional(),
  reason: z.string().optional(),
})

const weighted = z.array(z.tuple([z.string(), z.number()]))
const share = z.number().min(0).max(1)
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])

export const uploadResultJson = z.object({
  asset_id: z.string().regex(/^[0-9a-f]{32}$/),
  public_id: z.string(),
  version: z.number().int(),
  version_id: z.string().regex(/^[0-9a-f]{32}$/),
  signature: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  format: z.string().optional(),
  resource_type: resourceTypeJson,
  created_at: z.iso.datetime(),
  tags: z.array(z.string()),
  pages: z.number().int().optional(),
  bytes: z.number().int(),
  type: z.string(),
  etag: z.string().regex(/^[0-9a-f]{32}$/),
  placeholder: z.boolean(),
  url: z.url(),
  secure_url: z.url(),
  folder: z.string().optional(),
  asset_folder: z.string().optional(),
  display_name: z.string().optional(),
  access_mode: z.enum(['public', 'authenticated']).optional(),
  access_control: z.array(z.record(z.string(), z.string())).optional(),
  original_filename: z.string().optional(),
  original_extension: z.string().optional(),
  overwritten: z.literal(true).optional(),
  existing: z.literal(true).optional(),
  context: z.object({ custom: z.record(z.string(), z.string()) }).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  eager: z.array(derivedJson).optional(),
  batch_id: z.string().optional(),
  responsive_breakpoints: z.array(breakpointsJson).optional(),
  colors: weighted.optional(),
  predominant: z.record(z.string(), weighted).optional(),
  phash: z.string().optional(),
  media_metadata: z.record(z.string(), z.string()).optional(),
  image_metadata: z.record(z.string(), z.string()).optional(),
  exif: z.record(z.string(), z.string()).optional(),
  semi_transparent: z.boolean().optional(),
  grayscale: z.boolean().optional(),
  /** Parts and score from 0 to 1, 1 being best. */
  quality_analysis: z.record(z.string(), share).optional(),
  quality_score: share.optional(),
  /** 0 photographed … 1 drawn. */
  illustration_score: share.optional(),
  accessibility_analysis: z
    .object({
      colorblind_accessibility_analysis: z.object({
        distinct_edges: share,
        distinct_colors: share,
        /** Absent when the picture has one colour only. */
        most_indistinct_pair: z.tuple([z.string(), z.string()]).optional(),
      }),
      colorblind_accessibility_score: share,
    })
    .optional(),
  cinemagraph_analysis: z.object({ cinemagraph_score: share }).optional(),
  faces: z.array(box).optional(),
  coordinates: z.object({ faces: z.array(box).optional(), custom: z.array(box).optional() }).optional(),
  regions: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))).optional(),
  moderation: z.array(z.object({ kind: z.string(), status: z.string(), updated_at: z.string().optional() })).optional(),
  delete_token: z.string().optional(),
  hook_execution: hookExecutionJson.optional(),
  is_audio: z.boolean().optional(),
  frame_rate: z.number().optional(),
  bit_rate: z.number().optional(),
  duration: z.number().optional(),
  rotation: z.number().optional(),
  nb_frames: z.number().optional(),
  audio: z.record(z.string(), z.unknown()).optional(),
  video: z.record(z.string(), z.unknown()).optional(),
  api_key: z.string().optional(),
})

/** The answer to a part of a chunked upload that is not complete yet. */
export const unfinishedUploadJson = z.object({
  done: z.literal(false),
  /** Received and kept so far, in all parts. */
  bytes: z.number().int(),
  resource_type: z.string().optional(),
  public_id: z.string().optional(),
})

/** The answer to what is carried out later. */
export const pendingJson = z.object({
  status: z.literal('pending'),
  /** As asked for: `auto` is decided later. */
  resource_type: z.string(),
  type: z.string(),
  /** If it was chosen. */
  public_id: z.string().optional(),
  /** Named by the notification. */
  batch_id: z.string(),
})

export type DerivedJson = z.infer<typeof derivedJson>
export type HookExecutionJson = z.infer<typeof hookExecutionJson>
export type BreakpointsJson = z.infer<typeof breakpointsJson>
export type UploadResultJson = z.infer<typeof uploadResultJson>
export type PendingJson = z.infer<typeof pendingJson>
export type UnfinishedUploadJson = z.infer<typeof unfinishedUploadJson>
