/** Several pictures put together by a child: what comes out, and where it ends. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import type { AssemblyPiece, AssemblyRequest } from '../../../server/ports/renderer.ts'
import { PLAIN_PNG } from '../../../server/services/derivations/plain-png.ts'
import { CLEAR, type RenderingOptions, startRendering, WHITE } from '../../support/rendering.ts'

type Rendering = ReturnType<typeof startRendering>
const open: Rendering[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((rendering) => rendering.close()))
})

function start(options: RenderingOptions = {}): Rendering {
  const rendering = startRendering(options)
  open.push(rendering)
  return rendering
}

const piece = (rgba: readonly number[], side: number, place: Partial<AssemblyPiece> = {}): AssemblyPiece => ({
  picture: {
    kind: 'bitmap',
    bitmap: {
      width: side,
      height: side,
      data: Uint8Array.from({ length: side * side * 4 }, (_, at) => rgba[at % 4] ?? 0),
    },
  },
  frame: 0,
  left: 0,
  top: 0,
  ...place,
})
const still = (wish: Partial<AssemblyRequest>) => ({
  pieces: [],
  width: 4,
  height: 4,
  frames: 1,
  background: CLEAR,
  encoding: PLAIN_PNG,
  ...wish,
})

async function pixels(path: string) {
  const { data, info } = await sharp(await readFile(path))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
}

describe('an assembly', () => {
  it('blends what is half transparent with what lies below', async () => {
    const { renderer, path } = start()
    const target = path()

    const pieces = [piece([0, 0, 255, 255], 2), piece([255, 0, 0, 128], 2, { left: 1, top: 1 })]
    await renderer.assemble({ ...still({ pieces }), target })

    const at = await pixels(target)
    expect([at(0, 0), at(1, 1), at(2, 2), at(3, 3)]).toEqual([
      [0, 0, 255, 255],
      [128, 0, 127, 255],
      [255, 0, 0, 128],
      [0, 0, 0, 0],
    ])
  })

  it('cuts what reaches beyond its edges', async () => {
    const { renderer, path } = start()
    const target = path()

    const pieces = [piece([255, 0, 0, 255], 3, { left: -2, top: -2 }), piece([0, 255, 0, 255], 9, { left: 3, top: 3 })]
    await renderer.assemble({ ...still({ pieces, background: WHITE }), target })

    const at = await pixels(target)
    const white = [255, 255, 255, 255]
    expect([at(0, 0), at(1, 0), at(0, 1), at(3, 3), at(2, 3)]).toEqual([
      [255, 0, 0, 255],
      white,
      white,
      [0, 255, 0, 255],
      white,
    ])
    expect((await sharp(await readFile(target)).metadata()).hasAlpha).toBe(false)
  })

  it('is refused before it is drawn when it has too many pixels', async () => {
    const { renderer, path } = start({ limits: { totalPixels: 100 } })
    const target = path()

    await expect(renderer.assemble({ ...still({ frames: 7 }), target })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'The 7 frames have 112 pixels together; the limit is 100',
    })
    expect(existsSync(target)).toBe(false)
  })

  it('has the time of a render, and more for many frames', async () => {
    const { renderer, path } = start({ timeoutMs: 1 })
    const endless = { ...still({ width: 400, height: 400, frames: 600 }), encoding: { ...PLAIN_PNG, format: 'gif' } }
    const target = path()

    await expect(renderer.assemble({ ...endless, target })).rejects.toMatchObject({
      code: 'RENDER_TIMEOUT',
      message: 'Rendering took longer than the limit of 0.004 seconds',
    })
    expect(existsSync(target)).toBe(false)
  })
})
