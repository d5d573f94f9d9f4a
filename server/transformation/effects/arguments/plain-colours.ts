/** The colours that parameters fall back to. */
import type { Rgba } from '../../ast.ts'

export const BLACK: Rgba = { red: 0, green: 0, blue: 0, alpha: 1 }
export const GRAY: Rgba = { red: 128, green: 128, blue: 128, alpha: 1 }
export const WHITE: Rgba = { red: 255, green: 255, blue: 255, alpha: 1 }
export const TRANSPARENT: Rgba = { red: 0, green: 0, blue: 0, alpha: 0 }
