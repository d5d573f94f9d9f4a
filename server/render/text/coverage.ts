/** One byte a pixel: how much of it is covered by ink. */
export interface Coverage {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** The same ink with empty pixels around. */
export function padded(
  { data, width, height }: Coverage,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): Coverage {
  const wide = width + left + right
  const high = height + top + bottom
  const out = new Uint8Array(wide * high)
  for (let row = 0; row < height; row++) {
    out.set(data.subarray(row * width, (row + 1) * width), (row + top) * wide + left)
  }
  return { data: out, width: wide, height: high }
}

/** Cuts empty rows and columns at the edges; one empty pixel when there is no ink. */
export function trimmed(coverage: Coverage): Coverage {
  const { data, width, height } = coverage
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] === 0) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  if (right < 0) return { data: new Uint8Array(1), width: 1, height: 1 }
  return cut(coverage, left, top, right - left + 1, bottom - top + 1)
}

export function cut({ data, width }: Coverage, left: number, top: number, wide: number, high: number): Coverage {
  const out = new Uint8Array(wide * high)
  for (let row = 0; row < high; row++) {
    const from = (top + row) * width + left
    out.set(data.subarray(from, from + wide), row * wide)
  }
  return { data: out, width: wide, height: high }
}
