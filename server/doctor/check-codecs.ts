import { type Check, failed, ok } from './check.ts'

/** A picture of each format that must be read and written, made and read back. */
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'

/** The image engine: that it loads, and that each format survives a round trip. */
export const checkCodecs: Check = {
  name: 'Image codecs',
  async run() {
    let sharp: typeof import('sharp').default
    try {
      sharp = (await import('sharp')).default
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'
      return failed(`The image engine does not load: ${reason}`, 'Run "npm install --include=optional sharp" again')
    }
    const source = { create: { width: 8, height: 8, channels: 3, background: '#369' } } as const
    const broken: string[] = []
    for (const format of FORMATS) {
      const readable = await sharp(source)
        .toFormat(format)
        .toBuffer()
        .then((file) => sharp(file).raw().toBuffer())
        .then(
          () => true,
          () => false,
        )
      if (!readable) broken.push(format)
    }
    const drawsSvg = await sharp(Buffer.from(SVG))
      .raw()
      .toBuffer()
      .then(
        () => true,
        () => false,
      )
    if (!drawsSvg) broken.push('svg')
    if (broken.length > 0) {
      return failed(`Cannot process ${broken.join(', ')}`, 'Use the libvips that comes with the sharp package')
    }
    return ok(`${FORMATS.join(', ')} and svg, by libvips ${sharp.versions.vips}`)
  },
}
