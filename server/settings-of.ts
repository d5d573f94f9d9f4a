/** What the configuration says about the first product environment. */
import type { Config } from './config/settings.ts'
import type { EnvironmentSettings } from './domain/product-environment.ts'

/** Longest side of anything that is made; formats end sooner. */
const OUTPUT_SIDE = 65_500

export function environmentSettings(config: Config): Partial<EnvironmentSettings> {
  return {
    folderMode: config.folderMode,
    ...(config.authTokenKey === undefined ? {} : { authTokenKey: config.authTokenKey.toLowerCase() }),
    limits: {
      imageBytes: config.imageMaxBytes,
      videoBytes: config.videoMaxBytes,
      rawBytes: config.rawMaxBytes,
      svgBytes: config.svgMaxBytes,
      imagePixels: config.imageMaxPixels,
      totalPixels: config.totalMaxPixels,
      storedFrames: config.maxFrames,
      renderedFrames: config.maxRenderedFrames,
      outputPixels: config.outputMaxPixels,
      outputSide: OUTPUT_SIDE,
      imageMilliseconds: config.renderTimeoutMs,
    },
  }
}
