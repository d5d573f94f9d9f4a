/** Step 7: everything that is kept about the file, found out before it becomes visible. A broken one ends here. */

import type { Analysis } from '../../domain/asset.ts'
import type { MediaLimits } from '../../domain/product-environment.ts'
import { CorruptMediaError, LimitExceededError, UnsupportedFormatError } from '../../errors/media-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { DescribeNeeds, Describer, Description } from '../../ports/describer.ts'
import { needsOf } from '../assets/analyses.ts'
import type { DescribedUpload, PreparedUpload, UploadDependencies } from './upload-types.ts'

export async function describe(upload: PreparedUpload, { describer }: UploadDependencies): Promise<DescribedUpload> {
  if (upload.kind === 'raw') return { ...upload, description: null }
  const needs = { ...needsOf(upload.parameters), verify: true }
  const description = await describeFile(describer, upload.file.path, needs, upload.signal, upload.kind)
  if (description !== null) assertPixels(description, upload)
  return { ...upload, description }
}

/** Null for videos while nothing here reads them. @throws InvalidParameterError when the file is broken */
export async function describeFile(
  describer: Describer,
  path: string,
  needs: DescribeNeeds,
  signal: AbortSignal,
  kind: 'image' | 'video',
): Promise<Description | null> {
  try {
    return await describer.describe(path, needs, { signal })
  } catch (error) {
    if (error instanceof UnsupportedFormatError && kind === 'video') return null
    if (error instanceof CorruptMediaError || error instanceof UnsupportedFormatError) {
      throw new InvalidParameterError(`Invalid ${kind} file`, { cause: error })
    }
    throw error
  }
}

/** What is kept of a description, in the form in which it is shown. */
export function analysisOf(description: Description | null): Analysis {
  if (description === null) return {}
  const { colors, predominant, phash, mediaMetadata, grayscale, semiTransparent, illustrationScore } = description
  return {
    ...(colors === undefined ? {} : { colors }),
    ...(predominant === undefined ? {} : { predominant }),
    ...(phash === undefined ? {} : { phash }),
    ...(mediaMetadata === undefined
      ? {}
      : { media_metadata: mediaMetadata, image_metadata: mediaMetadata, exif: mediaMetadata }),
    ...(grayscale === undefined ? {} : { grayscale }),
    ...(semiTransparent === undefined ? {} : { semi_transparent: semiTransparent }),
    ...(illustrationScore === undefined ? {} : { illustration_score: illustrationScore }),
    ...scoresOf(description),
  }
}

function scoresOf({ quality, accessibility, cinemagraphScore }: Description): Analysis {
  return {
    ...(quality === undefined ? {} : { quality_analysis: quality.parts, quality_score: quality.score }),
    ...(accessibility === undefined ? {} : { accessibility_analysis: presentAccessibility(accessibility) }),
    ...(cinemagraphScore === undefined ? {} : { cinemagraph_analysis: { cinemagraph_score: cinemagraphScore } }),
  }
}

function presentAccessibility(found: NonNullable<Description['accessibility']>) {
  const pair = found.mostIndistinctPair
  return {
    colorblind_accessibility_analysis: {
      distinct_edges: found.distinctEdges,
      distinct_colors: found.distinctColors,
      ...(pair === null ? {} : { most_indistinct_pair: pair }),
    },
    colorblind_accessibility_score: found.score,
  }
}

function assertPixels({ facts }: Description, { environment }: PreparedUpload): void {
  const { limits } = environment.settings
  const pixels = facts.width * facts.height
  assertImagePixels(pixels, limits)
  if (!facts.animated) return
  if (facts.pages > limits.storedFrames) {
    throw new LimitExceededError(`Too many frames. Got ${facts.pages}. Maximum is ${limits.storedFrames}.`)
  }
  if (pixels * facts.pages > limits.totalPixels) {
    throw new LimitExceededError(
      `Image size too large. Got ${pixels * facts.pages} pixels in all frames. Maximum is ${limits.totalPixels}.`,
    )
  }
}

/** @throws LimitExceededError */
export function assertImagePixels(pixels: number, { imagePixels }: Pick<MediaLimits, 'imagePixels'>): void {
  if (pixels <= imagePixels) return
  throw new LimitExceededError(`Image size too large. Got ${pixels} pixels. Maximum is ${imagePixels}.`)
}
