import type { UsageJson } from '../contract/environment.ts'
import type { MediaLimits, ProductEnvironment } from '../domain/product-environment.ts'
import type { UsageReport } from '../domain/usage.ts'

export function presentUsage(report: UsageReport, { settings }: ProductEnvironment): UsageJson {
  const { counts, credits, stored, transformations } = report
  const used = credits.transformations + credits.bandwidth + credits.storage
  return {
    plan: 'Self-hosted',
    last_updated: report.day,
    date_requested: new Date(report.requestedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    transformations: {
      usage: transformations,
      credits_usage: credits.transformations,
      breakdown: {
        transformation: counts['transformations.derived'],
        upload: counts['transformations.upload'],
        analysis: counts['transformations.analysis'],
      },
    },
    objects: { usage: stored.assets + stored.derived },
    bandwidth: { usage: counts.bandwidth, credits_usage: credits.bandwidth },
    storage: { usage: stored.bytes, credits_usage: credits.storage },
    credits: { usage: Math.round(used * 100) / 100 },
    impressions: { usage: 0, credits_usage: 0 },
    seconds_delivered: { usage: 0, credits_usage: 0 },
    requests: counts.requests,
    resources: stored.assets,
    derived_resources: stored.derived,
    uploaded_bytes: counts.uploads,
    media_limits: presentLimits(settings.limits),
  }
}

function presentLimits(limits: MediaLimits): UsageJson['media_limits'] {
  return {
    image_max_size_bytes: limits.imageBytes,
    video_max_size_bytes: limits.videoBytes,
    raw_max_size_bytes: limits.rawBytes,
    image_max_px: limits.imagePixels,
    asset_max_total_px: limits.totalPixels,
  }
}
