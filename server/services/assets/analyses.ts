/**
 * What can be found out about a picture's pixels and metadata when somebody asks for it: at upload, by `explicit`, or in
 * the details. Results are kept with the asset, by the names under which they are shown. A new analysis is an entry
 * here, a need of the describer, and its results in `analysisOf`.
 */
import type { Asset } from '../../domain/asset.ts'
import { UnsupportedParameterError } from '../../errors/request-errors.ts'
import type { DescribeNeeds } from '../../ports/describer.ts'

export interface AnalysisDefinition {
  /** Names of results, as they are kept and shown. */
  readonly shows: readonly string[]
  /** What the describer is asked for; or why nobody here finds it out. */
  readonly by: keyof DescribeNeeds | { readonly missing: string }
}

export const ANALYSES = {
  colors: { shows: ['colors', 'predominant', 'grayscale', 'semi_transparent'], by: 'colors' },
  phash: { shows: ['phash'], by: 'phash' },
  mediaMetadata: { shows: ['media_metadata'], by: 'mediaMetadata' },
  imageMetadata: { shows: ['image_metadata'], by: 'mediaMetadata' },
  exif: { shows: ['exif'], by: 'mediaMetadata' },
  faces: { shows: ['faces'], by: { missing: 'no face detector is installed; set face_coordinates instead' } },
  qualityAnalysis: { shows: ['quality_analysis', 'quality_score', 'illustration_score'], by: 'quality' },
  accessibilityAnalysis: { shows: ['accessibility_analysis'], by: 'accessibility' },
  cinemagraphAnalysis: { shows: ['cinemagraph_analysis'], by: 'cinemagraph' },
} as const satisfies Readonly<Record<string, AnalysisDefinition>>

export type AnalysisName = keyof typeof ANALYSES
/** Which analyses a request asks for. */
export type AskedAnalyses = { readonly [N in AnalysisName]?: boolean | undefined }

const DEFINITIONS = Object.entries(ANALYSES) as readonly (readonly [AnalysisName, AnalysisDefinition])[]

/** Names of the results that a request asked to see. */
export function resultsAskedFor(asked: AskedAnalyses): ReadonlySet<string> {
  return new Set(DEFINITIONS.flatMap(([name, { shows }]) => (asked[name] === true ? shows : [])))
}

/** What the describer has to find out for a request. */
export function needsOf(asked: AskedAnalyses): DescribeNeeds {
  const needs = DEFINITIONS.flatMap(([name, { by }]) =>
    asked[name] === true && typeof by === 'string' ? [[by, true] as const] : [],
  )
  return Object.fromEntries(needs)
}

/** The part of a request that is not kept with the asset yet. @throws UnsupportedParameterError when nobody here can */
export function missingAnalyses(asset: Asset, asked: AskedAnalyses): AskedAnalyses {
  const missing = DEFINITIONS.filter(([name, { shows }]) => asked[name] === true && !isKept(asset, shows))
  for (const [name, { by }] of missing) {
    if (typeof by !== 'string') throw new UnsupportedParameterError(`Parameter ${wireName(name)}: ${by.missing}`)
  }
  return Object.fromEntries(missing.map(([name]) => [name, true]))
}

function isKept(asset: Asset, results: readonly string[]): boolean {
  if (results.includes('faces')) return asset.faces !== null
  return results.some((result) => asset.analysis[result] !== undefined)
}

function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
