import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'

/** Loses nothing: for what is worked on further, and for what is stored as an original. */
export const PLAIN_PNG: ImageEncoding = {
  format: 'png',
  quality: null,
  automatic: null,
  chroma: null,
  lossless: true,
  progressive: 'none',
  background: { red: 255, green: 255, blue: 255, alpha: 1 },
  palette: false,
  depth: null,
  lossy: false,
  keepMetadata: false,
  keepProfile: false,
  density: null,
  animated: false,
  delay: null,
  loop: null,
}
