/** An asset as the Admin API shows it: in a list, and alone with everything about it. */
import { z } from 'zod'
import { derivedJson, resourceTypeJson, uploadResultJson } from './asset-json.ts'

const time = z.iso.datetime()

/** What lists show. Everything behind `url` only when it is set or asked for. */
export const resourceJson = z.object({
  asset_id: z.string().regex(/^[0-9a-f]{32}$/),
  public_id: z.string(),
  format: z.string().optional(),
  version: z.number().int(),
  resource_type: resourceTypeJson,
  type: z.string(),
  created_at: time,
  bytes: z.number().int(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  folder: z.string().optional(),
  asset_folder: z.string().optional(),
  display_name: z.string().optional(),
  /** There are versions of it in the backup storage. */
  backup: z.literal(true).optional(),
  /** Deleted with a backup, or rejected by moderation: it cannot be delivered. */
  placeholder: z.literal(true).optional(),
  is_audio: z.boolean().optional(),
  access_mode: z.enum(['public', 'authenticated']).optional(),
  access_control: z.array(z.record(z.string(), z.string())).optional(),
  url: z.url(),
  secure_url: z.url(),
  /** To sessions of widgets, of what an unsigned address would not show: a picture within 480 by 480 pixels. */
  thumbnail_url: z.url().optional(),
  tags: z.array(z.string()).optional(),
  context: z.object({ custom: z.record(z.string(), z.string()) }).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  moderation_kind: z.string().optional(),
  moderation_status: z.string().optional(),
})

export const versionJson = z.object({
  version_id: z.string(),
  version: z.number().int(),
  format: z.string().optional(),
  size: z.number().int(),
  time,
  restorable: z.boolean(),
})

const analyses = uploadResultJson.pick({
  colors: true,
  predominant: true,
  phash: true,
  media_metadata: true,
  image_metadata: true,
  exif: true,
  semi_transparent: true,
  grayscale: true,
  quality_analysis: true,
  quality_score: true,
  illustration_score: true,
  accessibility_analysis: true,
  cinemagraph_analysis: true,
  faces: true,
  coordinates: true,
  regions: true,
  frame_rate: true,
  bit_rate: true,
  duration: true,
  rotation: true,
  nb_frames: true,
  audio: true,
  video: true,
})

export const resourceDetailsJson = z.object({
  ...resourceJson.shape,
  ...analyses.shape,
  version_id: z.string(),
  etag: z.string(),
  pages: z.number().int().optional(),
  original_filename: z.string().optional(),
  moderation: z
    .array(
      z.object({
        kind: z.string(),
        status: z.string(),
        updated_at: time,
        response: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  created_by: z.record(z.string(), z.string()).optional(),
  uploaded_by: z.record(z.string(), z.string()).optional(),
  last_updated: z.record(z.string(), time),
  derived: z.array(derivedJson),
  /** Of `derived`, under both names. */
  next_cursor: z.string().optional(),
  derived_next_cursor: z.string().optional(),
  versions: z.array(versionJson).optional(),
  related_assets: z.array(resourceJson).optional(),
  related_next_cursor: z.string().optional(),
})

export type ResourceJson = z.infer<typeof resourceJson>
export type ResourceDetailsJson = z.infer<typeof resourceDetailsJson>
export type VersionJson = z.infer<typeof versionJson>
