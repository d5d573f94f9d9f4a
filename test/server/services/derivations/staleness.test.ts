import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { drawFixture } from '../../../support/fixture-files.ts'

let stack: DeliveryStack
beforeEach(async () => {
  stack = await startDelivery()
})
afterEach(() => stack.close())

const RED = '#ff0000'
const BLUE = '#0000ff'
const LIME = '#00ff00'
/** As lossy formats leave them. */
const NEARLY_RED = /^#f[c-f]0[0-3]0[0-3]$/
const NEARLY_BLUE = /^#0[0-3]0[0-3]f[c-f]$/

async function square(color: string): Promise<Buffer> {
  const file = await drawFixture({ id: '', kind: 'solid', format: 'png', w: 40, h: 40, color })
  return file ?? Buffer.alloc(0)
}

/** Colour of the middle of what a URL gives, or its status. */
async function look(path: string): Promise<string | number> {
  const response = await stack.get(path)
  const body = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) return response.status
  const { data, info } = await sharp(body).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 3
  return `#${data.subarray(middle, middle + 3).toString('hex')}`
}

describe.each([
  ['the original', 'image/upload/it.png'],
  ['a derived file', 'image/upload/w_20/it.png'],
  ['a derived file under its old version', 'image/upload/w_20/v1/it.png'],
  ['a conversion', 'image/upload/it.webp'],
  ['a negotiated file', 'image/upload/f_png/it'],
])('after a change, %s', (_what, path) => {
  it('is of the new file when the asset was overwritten', async () => {
    await stack.put('it', await square(RED))
    const before = await look(path)

    await stack.put('it', await square(BLUE))

    expect(before).toMatch(NEARLY_RED)
    expect(await look(path)).toMatch(NEARLY_BLUE)
  })

  it('is gone when the asset was deleted', async () => {
    const asset = await stack.put('it', await square(RED))
    await look(path)

    await stack.destroy(asset)

    expect(await look(path)).toBe(404)
  })

  it('is gone under the old name and there under the new one when the asset was renamed', async () => {
    const asset = await stack.put('it', await square(RED))
    await look(path)

    await stack.update(asset, { publicId: 'other' })

    expect(await look(path)).toBe(404)
    expect(await look(path.replace(/it(?=[.]|$)/, 'other'))).not.toBe(404)
  })

  it('needs a signature when the asset was closed', async () => {
    const asset = await stack.put('it', await square(RED))
    await look(path)

    await stack.update(asset, { accessMode: 'authenticated' })

    expect(await look(path)).toBe(401)
  })
})

describe('a picture with a layer', () => {
  it('shows the new layer when that was replaced', async () => {
    await stack.put('base', await square(RED))
    await stack.put('layer', await square(BLUE))
    const path = 'image/upload/l_layer/fl_layer_apply/base.png'
    const before = await look(path)

    await stack.put('layer', await square(LIME))

    expect([before, await look(path)]).toEqual([BLUE, LIME])
  })

  it('fails when the layer was deleted', async () => {
    await stack.put('base', await square(RED))
    const layer = await stack.put('layer', await square(BLUE))
    const path = 'image/upload/l_layer/fl_layer_apply/base.png'
    await look(path)

    await stack.destroy(layer)

    expect(await look(path)).toBe(404)
  })
})

describe('a named transformation', () => {
  it('takes effect at once when it was edited', async () => {
    await stack.put('it', await square(RED))
    await stack.name('look', 'e_negate')
    const before = await look('image/upload/t_look/it.png')

    await stack.name('look', 'w_10')

    expect([before, await look('image/upload/t_look/it.png')]).toEqual(['#00ffff', RED])
  })

  it('that others use takes effect in them', async () => {
    await stack.put('it', await square(RED))
    await stack.name('inner', 'e_negate')
    await stack.name('outer', 't_inner/w_10')
    const before = await look('image/upload/t_outer/it.png')

    await stack.name('inner', 'w_30')

    expect([before, await look('image/upload/t_outer/it.png')]).toEqual(['#00ffff', RED])
  })
})

describe('an asset that is replaced while a file is made from it', () => {
  it('is delivered new in the end, and nothing of the old one is kept', async () => {
    await stack.put('it', await square(RED))
    const many = Array.from({ length: 20 }, (_, index) => stack.get(`image/upload/w_${10 + index}/it.png`))
    await stack.put('it', await square(BLUE))
    const answers = await Promise.all(many)

    const after = await Promise.all(
      Array.from({ length: 20 }, (_, index) => look(`image/upload/w_${10 + index}/it.png`)),
    )

    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(new Set(after)).toEqual(new Set([BLUE]))
  })
})

describe('a restart', () => {
  it('keeps derived files', async () => {
    await stack.put('it', await square(RED))
    const paths = ['w_20', 'e_trim', 'l_text:Arial_10:A/fl_layer_apply', 'f_auto'].map(
      (chain) => `image/upload/${chain}/it.png`,
    )
    const before = await Promise.all(paths.map(async (path) => (await stack.get(path)).headers.get('etag')))
    const { folder } = stack
    const restarted = await restart(folder)

    const after = await Promise.all(paths.map(async (path) => (await restarted.get(path)).headers.get('etag')))

    expect(after).toEqual(before)
    expect(restarted.counts.renders).toBe(0)
    await restarted.stop()
  })
})

async function restart(folder: string): Promise<DeliveryStack> {
  await stack.stop()
  return startDelivery({ folder })
}

describe('a derived file that somebody removed from the disk', () => {
  it('is made again', async () => {
    const asset = await stack.put('it', await square(RED))
    await stack.get('image/upload/w_20/it.png')
    const [row] = await stack.database.derived.listByAsset(asset.id)
    await stack.storage.delete(row?.storageKey ?? '')
    stack.derivations.forget(asset)

    expect(await look('image/upload/w_20/it.png')).toBe(RED)
    expect(stack.counts.renders).toBe(2)
  })
})

describe('drafts', () => {
  it('are not left behind, whether rendering ends well or not', async () => {
    await stack.put('it', await square(RED))
    await stack.get('image/upload/w_20/it.png')
    await stack.get('image/upload/w_99999/it.png')

    expect(await readdir(join(stack.folder, 'spool'))).toEqual([])
  })
})
