/** Settings that bound what the server uses, accepts and makes. */
import { z } from 'zod'
import { bytes, readJson, setting, wholeNumber } from './setting.ts'

export const LIMIT_SETTINGS = {
  workers: setting(
    wholeNumber(1, 256).optional(),
    'TINTYPE_WORKERS',
    'Pictures rendered at a time. Default: one for each core.',
  ),
  renderMemoryBytes: setting(
    bytes().optional(),
    'TINTYPE_RENDER_MEMORY_BYTES',
    'Memory that renders may take together. Default: a quarter of the machine.',
  ),
  memoryCacheBytes: setting(
    bytes().default(128 * 1024 ** 2),
    'TINTYPE_MEMORY_CACHE_BYTES',
    'Derived files that are kept in memory.',
  ),
  derivedMaxBytes: setting(
    bytes().optional(),
    'TINTYPE_DERIVED_MAX_BYTES',
    'Derived files that are kept on disk; the least recently used go first. Default: no limit but free disk.',
  ),
  reserveBytes: setting(
    bytes().default(16 * 1024 ** 2),
    'TINTYPE_RESERVE_BYTES',
    'Disk space that is kept for deleting files when the disk is full; 0 keeps none.',
  ),
  unfinishedMaxBytes: setting(
    bytes().default(40_000_000_000),
    'TINTYPE_UNFINISHED_MAX_BYTES',
    'Parts of unfinished chunked uploads, of all product environments together.',
  ),
  unfinishedEnvironmentMaxBytes: setting(
    bytes().default(20_000_000_000),
    'TINTYPE_UNFINISHED_ENVIRONMENT_MAX_BYTES',
    'Parts of unfinished chunked uploads of one product environment.',
  ),
  usageLimits: setting(
    z.preprocess(readJson, z.record(z.string(), z.unknown(), 'a JSON object')).default({}),
    'TINTYPE_USAGE_LIMITS',
    'Limits of use that hold for each product environment beside its own, as JSON: `usage_limits` of the [settings](settings.md).',
  ),
  unprovenMaxUploads: setting(
    wholeNumber(0, 10_000).default(20),
    'TINTYPE_UNPROVEN_MAX_UPLOADS',
    'Uploads at a time whose signature or preset comes after the file; 0 takes none.',
  ),
  imageMaxBytes: setting(bytes().default(40_000_000), 'TINTYPE_IMAGE_MAX_BYTES', 'Largest image that is accepted.'),
  videoMaxBytes: setting(
    bytes().default(4_000_000_000),
    'TINTYPE_VIDEO_MAX_BYTES',
    'Largest video or audio file that is accepted.',
  ),
  rawMaxBytes: setting(bytes().default(4_000_000_000), 'TINTYPE_RAW_MAX_BYTES', 'Largest other file that is accepted.'),
  svgMaxBytes: setting(bytes().default(1_000_000), 'TINTYPE_SVG_MAX_BYTES', 'Largest SVG that is accepted.'),
  imageMaxPixels: setting(
    wholeNumber(1, 1_000_000_000).default(50_000_000),
    'TINTYPE_IMAGE_MAX_PIXELS',
    'Pixels of one frame of a source.',
  ),
  totalMaxPixels: setting(
    wholeNumber(1, 4_000_000_000).default(200_000_000),
    'TINTYPE_TOTAL_MAX_PIXELS',
    'Pixels of all frames of a source together.',
  ),
  outputMaxPixels: setting(
    wholeNumber(1, 1_000_000_000).default(50_000_000),
    'TINTYPE_OUTPUT_MAX_PIXELS',
    'Pixels of one frame of a derived picture.',
  ),
  maxFrames: setting(
    wholeNumber(1, 100_000).default(1000),
    'TINTYPE_MAX_FRAMES',
    'Frames of an animation that is stored.',
  ),
  maxRenderedFrames: setting(
    wholeNumber(1, 10_000).default(300),
    'TINTYPE_MAX_RENDERED_FRAMES',
    'Frames of an animation that is transformed.',
  ),
  renderTimeoutMs: setting(
    wholeNumber(100, 600_000).default(15_000),
    'TINTYPE_RENDER_TIMEOUT_MS',
    'Longest time that rendering one picture may take, in milliseconds.',
  ),
  videoTimeoutMs: setting(
    wholeNumber(1000, 86_400_000).default(600_000),
    'TINTYPE_VIDEO_TIMEOUT_MS',
    'Longest time that making one video may take, in milliseconds.',
  ),
  fetchTimeoutMs: setting(
    wholeNumber(100, 600_000).default(10_000),
    'TINTYPE_FETCH_TIMEOUT_MS',
    'Longest time that fetching a remote file may take, in milliseconds.',
  ),
  drainMs: setting(
    wholeNumber(0, 600_000).default(30_000),
    'TINTYPE_DRAIN_MS',
    'How long a stopping server finishes what is under way, in milliseconds.',
  ),
} as const
