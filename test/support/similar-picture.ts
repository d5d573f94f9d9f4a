/**
 * Compares a picture with the one that is kept in `test/golden/pictures`, as an eye would: small shifts of edges and
 * rounding do not count, another colour or shape does. Run with UPDATE_GOLDEN=1 to keep what came out instead; look at it
 * before committing.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const FOLDER = fileURLToPath(new URL('../golden/pictures', import.meta.url))
/** Blocks this wide are compared by their means. */
const BLOCK = 4

export interface Similarity {
  /** Greatest difference of a block's mean in any channel of the picture on black and on white, 0..1. */
  readonly worst: number
  /** Mean of those differences. */
  readonly mean: number
}

/** @throws Error that says how they differ when size or looks are not alike. */
export async function similarPicture(
  actual: Uint8Array,
  name: string,
  limit: Similarity = { worst: 0.06, mean: 0.008 },
): Promise<void> {
  const path = join(FOLDER, `${name}.png`)
  if (process.env.UPDATE_GOLDEN === '1')
    await writeFile(path, await sharp(actual).png({ compressionLevel: 9 }).toBuffer())
  if (!existsSync(path)) throw new Error(`There is no golden picture ${name}; make it with UPDATE_GOLDEN=1`)
  const expected = await readFile(path)
  const [a, b] = [await sharp(actual).metadata(), await sharp(expected).metadata()]
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`${name}: expected ${b.width} x ${b.height}, got ${a.width} x ${a.height}`)
  }
  const found = await difference(actual, expected)
  if (found.worst > limit.worst || found.mean > limit.mean) {
    throw new Error(
      `${name}: differs by ${found.worst.toFixed(3)} at worst (limit ${limit.worst}), ` +
        `${found.mean.toFixed(4)} in the mean (limit ${limit.mean})`,
    )
  }
}

/** Of two pictures of one size. */
export async function difference(a: Uint8Array, b: Uint8Array): Promise<Similarity> {
  let [worst, sum, count] = [0, 0, 0]
  for (const background of ['#000', '#fff']) {
    const [x, y] = [await blockMeans(a, background), await blockMeans(b, background)]
    for (let at = 0; at < x.length; at++) {
      const off = Math.abs((x[at] as number) - (y[at] as number)) / 255
      worst = Math.max(worst, off)
      sum += off
      count += 1
    }
  }
  return { worst, mean: sum / count }
}

async function blockMeans(bytes: Uint8Array, background: string): Promise<Float64Array> {
  const { data, info } = await sharp(bytes)
    .flatten({ background })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [across, down] = [Math.ceil(info.width / BLOCK), Math.ceil(info.height / BLOCK)]
  const means = new Float64Array(across * down * 3)
  const counts = new Float64Array(across * down)
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const block = Math.floor(y / BLOCK) * across + Math.floor(x / BLOCK)
      counts[block] = (counts[block] ?? 0) + 1
      for (let channel = 0; channel < 3; channel++) {
        const at = block * 3 + channel
        means[at] = (means[at] as number) + (data[(y * info.width + x) * info.channels + channel] as number)
      }
    }
  }
  return means.map((value, at) => value / (counts[Math.floor(at / 3)] as number))
}
