import type { UsageJson } from '../contract/environment.ts'
import type { MediaLimits, ProductEnvironment } from '../domain/product-environment.ts'
import type { UsageReport } from '../domain/usage.ts'
import { type LimitedAmount, usedAmounts, usedPercent } from '../domain/usage-limits.ts'

export function presentUsage(report: UsageReport, { settings }: ProductEnvironment): UsageJson {
  const { counts, credits, stored, transformations } = report
  const used = usedAmounts(report)
  const limited = (name: LimitedAmount) => limitOf(used[name], report.most?.[name] ?? null)
  return {
    plan: 'Self-hosted',
    last_updated: report.day,
    date_requested: new Date(report.requestedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    transformations: {
      usage: transformations,
      credits_usage: credits.transformations,
      ...limited('transformations'),
      breakdown: {
        transformation: counts['transformations.derived'],
        upload: counts['transformations.upload'],
        analysis: counts['transformations.analysis'],
      },
    },
    objects: { usage: used.objects, ...limited('objects') },
    bandwidth: { usage: used.bandwidth, credits_usage: credits.bandwidth, ...limited('bandwidth') },
    storage: { usage: used.storage, credits_usage: credits.storage, ...limited('storage') },
    credits: { usage: used.credits, ...limited('credits') },
    impressions: { usage: 0, credits_usage: 0 },
    seconds_delivered: { usage: 0, credits_usage: 0 },
    requests: counts.requests,
    resources: stored.assets,
    derived_resources: stored.derived,
    uploaded_bytes: counts.uploads,
    media_limits: presentLimits(settings.limits),
  }
}

function limitOf(used: number, limit: number | null) {
  return limit === null ? {} : { limit, used_percent: usedPercent(used, limit) }
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
