/** What people choose of a picture before it is inserted, and the transformation that it comes to. Pure. */

export interface Choice {
  /** Of a named transformation; empty for none. */
  readonly named: string
  /** `16:9`; empty keeps the picture's own. */
  readonly ratio: string
  /** Most pixels in width; 0 for all of them. */
  readonly width: number
  readonly format: string
  readonly quality: string
}

export const NOTHING_CHOSEN: Choice = { named: '', ratio: '', width: 0, format: '', quality: '' }

export const RATIOS = ['1:1', '4:3', '3:2', '16:9', '21:9', '3:4', '9:16'] as const
export const FORMATS = ['auto', 'jpg', 'png', 'webp', 'avif'] as const
export const QUALITIES = ['auto', 'auto:best', 'auto:eco', 'auto:low'] as const

/** @param hasFocus whether people marked what has to stay in sight */
export function chainOf({ named, ratio, width, format, quality }: Choice, hasFocus: boolean): string {
  const size = width > 0 ? `w_${width}` : ''
  const crop =
    ratio !== ''
      ? joined(`ar_${ratio}`, 'c_fill', hasFocus ? 'g_custom' : 'g_auto', size)
      : size && joined('c_limit', size)
  const delivery = joined(format && `f_${format}`, quality && `q_${quality}`)
  return [named && `t_${named}`, crop, delivery].filter(Boolean).join('/')
}

function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(',')
}
