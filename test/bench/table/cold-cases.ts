/**
 * The pictures of the cold table: each asked of the server by its URL, and made by sharp called directly. Their size
 * differs a little with every request, because a second request for the same picture would find it made.
 */
import sharp, { type Sharp } from 'sharp'

export interface ColdCase {
  readonly name: string
  readonly source: string
  /** The middle of the sizes. */
  readonly width: number
  readonly height: number
  /** Greatest ratio of CPU per request. */
  readonly bar: number
  /** Greatest ratio of bytes, where the server's own settings of the encoder differ from sharp's. */
  readonly bytesBar?: number
  /** Path below the cloud name. */
  readonly path: (size: Size, origin: string) => string
  /** The same picture by sharp alone. */
  readonly direct: (input: string | Buffer, size: Size) => Sharp
  /** The source lies on another server, for each picture under another address. */
  readonly remote?: boolean
  /** A picture takes so long that one round at 32 must do. */
  readonly slow?: boolean
}

export interface Size {
  readonly width: number
  readonly height: number
}

const SPREAD = 36
const ACROSS = 2 * SPREAD + 1
const TEXT = 'Tintype 1893'
const QUALITY = 80

/** The n-th size about the middle, in scattered order; 5,329 of them. */
export function sizeOf({ width, height }: Size, index: number): Size {
  const at = (index * 617) % ACROSS ** 2
  return { width: width - SPREAD + (at % ACROSS), height: height - SPREAD + Math.floor(at / ACROSS) }
}

const fill = ({ width, height }: Size) => `c_fill,h_${height},q_${QUALITY},w_${width}`
const scale = ({ width, height }: Size) => `c_scale,h_${height},q_${QUALITY},w_${width}`
const scaled = (input: string | Buffer, { width, height }: Size) => sharp(input).resize(width, height, { fit: 'fill' })
const filled = (input: string | Buffer, { width, height }: Size) => sharp(input).resize(width, height, { fit: 'cover' })

const thumb = {
  width: 300,
  height: 300,
  direct: (input: string | Buffer, size: Size) => filled(input, size).jpeg({ quality: QUALITY }),
}

export const SMALL_THUMB: ColdCase = {
  ...thumb,
  name: '1 MP jpeg -> 300 fill',
  source: 'photo-1.jpg',
  bar: 1.25,
  path: (size) => `image/upload/${fill(size)}/photo-1.jpg`,
}

export const LARGE_THUMB: ColdCase = {
  ...thumb,
  name: '24 MP jpeg -> 300 fill',
  source: 'photo-24.jpg',
  bar: 1.15,
  path: (size) => `image/upload/${fill(size)}/photo-24.jpg`,
}

export const COLD_CASES: readonly ColdCase[] = [
  SMALL_THUMB,
  {
    ...thumb,
    name: '6 MP jpeg -> 300 fill',
    source: 'photo-6.jpg',
    bar: 1.15,
    path: (size) => `image/upload/${fill(size)}/photo-6.jpg`,
  },
  LARGE_THUMB,
  {
    name: '6 MP jpeg -> 1200 webp',
    source: 'photo-6.jpg',
    width: 1200,
    height: 900,
    bar: 1.15,
    path: (size) => `image/upload/${scale(size)}/photo-6.webp`,
    direct: (input, size) => scaled(input, size).webp({ quality: QUALITY }),
  },
  {
    name: '6 MP jpeg -> 800 avif (sharp: effort 4)',
    source: 'photo-6.jpg',
    width: 800,
    height: 600,
    bar: 0.2,
    bytesBar: 1.06,
    path: ({ width, height }) => `image/upload/c_scale,h_${height},q_50,w_${width}/photo-6.avif`,
    direct: (input, size) => scaled(input, size).avif({ quality: 50, effort: 4, chromaSubsampling: '4:2:0' }),
    slow: true,
  },
  {
    name: 'RGBA png -> 600 webp',
    source: 'cutout.png',
    width: 600,
    height: 450,
    bar: 1.15,
    path: (size) => `image/upload/${scale(size)}/cutout.webp`,
    direct: (input, size) => scaled(input, size).webp({ quality: QUALITY }),
  },
  {
    name: 'fill 600x400 + text',
    source: 'photo-6.jpg',
    width: 600,
    height: 400,
    bar: 1.15,
    path: (size) =>
      `image/upload/${fill(size)}/co_white,l_text:Arial_48:${encodeURIComponent(TEXT)}/fl_layer_apply,g_north_west,x_20,y_20/photo-6.jpg`,
    direct: (input, size) =>
      filled(input, size)
        .composite([
          {
            input: { text: { text: `<span foreground="white">${TEXT}</span>`, font: 'Arimo 48', dpi: 72, rgba: true } },
            left: 20,
            top: 20,
          },
        ])
        .jpeg({ quality: QUALITY }),
  },
  {
    name: '600 + blur',
    source: 'photo-6.jpg',
    width: 600,
    height: 450,
    bar: 1.15,
    // A strength of 200 is a sigma of 5.
    path: (size) => `image/upload/${scale(size)}/e_blur:200/photo-6.jpg`,
    direct: (input, size) => scaled(input, size).blur(5).jpeg({ quality: QUALITY }),
  },
  {
    name: '20-frame gif -> 240 animated webp',
    source: 'moving.gif',
    width: 240,
    height: 180,
    bar: 1.15,
    path: (size) => `image/upload/${scale(size)}/fl_animated/moving.webp`,
    direct: (input, { width, height }) =>
      sharp(input, { animated: true }).resize(width, height, { fit: 'fill' }).webp({ quality: QUALITY }),
  },
  {
    name: 'fetched 6 MP jpeg -> 400',
    source: 'photo-6.jpg',
    width: 400,
    height: 300,
    bar: 1.15,
    path: (size, address) => `image/fetch/${scale(size)}/${address}`,
    direct: (input, size) => scaled(input, size).jpeg({ quality: QUALITY }),
    remote: true,
  },
]
