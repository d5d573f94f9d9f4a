import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bitmap } from '../../../server/ports/renderer.ts'
import { familyFor } from '../../../server/render/text/font-table.ts'
import { markupFor } from '../../../server/render/text/markup.ts'
import type { TextStyle } from '../../../server/transformation/ast.ts'
import { NORMAL_STYLE } from '../../../server/transformation/grammar/text-style.ts'
import type { TextPicture } from '../../../server/transformation/plan/plan-types.ts'
import { fc } from '../../support/properties.ts'
import { type Rendering, startRendering } from '../../support/rendering.ts'

let rendering: Rendering
beforeAll(() => {
  rendering = startRendering()
})
afterAll(() => rendering.close())

const STYLE: TextStyle = {
  font: 'Arial',
  size: 40,
  ...NORMAL_STYLE,
}
const BLACK = { red: 0, green: 0, blue: 0, alpha: 1 }
const RED = { red: 255, green: 0, blue: 0, alpha: 1 }

function set(text: string, style: Partial<TextStyle> = {}, rest: Partial<TextPicture> = {}): Promise<Bitmap> {
  return rendering.renderer.text({
    text,
    style: { ...STYLE, ...style },
    colour: BLACK,
    background: null,
    stroke: null,
    maxWidth: null,
    maxHeight: null,
    keepPadding: false,
    ...rest,
  })
}

function alphaSum({ data }: Bitmap): number {
  let sum = 0
  for (let at = 3; at < data.length; at += 4) sum += (data[at] as number) / 255
  return sum
}

function pixel({ data, width }: Bitmap, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

describe('text', () => {
  it('is trimmed to its ink, at the size in pixels', async () => {
    const capital = await set('H')

    // Capitals of Arial are 0.716 of the size high.
    expect(capital.height).toBeGreaterThanOrEqual(28)
    expect(capital.height).toBeLessThanOrEqual(30)
    const edges = [0, capital.height - 1].map((y) =>
      Array.from({ length: capital.width }, (_, x) => pixel(capital, x, y)[3] as number).some((alpha) => alpha > 0),
    )
    expect(edges).toEqual([true, true])
  })

  it('keeps ascent, descent and advance on request', async () => {
    const [trimmed, padded] = [await set('x'), await set('x', {}, { keepPadding: true })]
    const [short, tall] = [await set('x', {}, { keepPadding: true }), await set('Äg', {}, { keepPadding: true })]
    const lines = await set('x\nx\nx', {}, { keepPadding: true })

    expect(trimmed.height).toBeLessThan(24)
    // 1.15 of the size.
    expect(Math.abs(padded.height - 46)).toBeLessThanOrEqual(2)
    expect(Math.abs(short.height - tall.height)).toBeLessThanOrEqual(2)
    expect(Math.abs(lines.height - 138)).toBeLessThanOrEqual(4)
    expect((await set('x  ', {}, { keepPadding: true })).width).toBeGreaterThan(trimmed.width + 10)
  })

  it('has its colour, opacity included', async () => {
    const bitmap = await set('M', { weight: '700' }, { colour: { ...RED, alpha: 0.5 } })

    const opaque = Math.max(
      ...Array.from({ length: bitmap.data.length / 4 }, (_, i) => bitmap.data[i * 4 + 3] as number),
    )
    expect(opaque).toBe(128)
    expect(pixel(bitmap, 2, 20).slice(0, 3)).toEqual([255, 0, 0])
  })

  it('is bolder, slanted, underlined, struck through and spaced as asked', async () => {
    const [plain, bold] = [await set('Hill'), await set('Hill', { weight: 'bold' })]
    const [light, black] = [
      await set('Hill', { font: 'Roboto', weight: '100' }),
      await set('Hill', { font: 'Roboto', weight: '900' }),
    ]

    expect(alphaSum(bold)).toBeGreaterThan(alphaSum(plain) * 1.2)
    expect(alphaSum(black)).toBeGreaterThan(alphaSum(light) * 2)
    expect((await set('Hill', { style: 'italic' })).data).not.toEqual(plain.data)
    expect((await set('Hill', { decoration: 'underline' })).height).toBeGreaterThan(plain.height + 2)
    expect(alphaSum(await set('H H', { decoration: 'strikethrough' }))).toBeGreaterThan(alphaSum(await set('H H')))
    expect((await set('Hill', { letterSpacing: 10 })).width).toBe(plain.width + 30)
    expect((await set('H\nH', { lineSpacing: 10 })).height).toBe((await set('H\nH')).height + 10)
    expect((await set('H\nH', { lineSpacing: -5 })).height).toBe((await set('H\nH')).height - 5)
  })

  it('knows the usual names of fonts and falls back for others', async () => {
    expect([familyFor('Times New Roman'), familyFor('times_new_roman'), familyFor('COURIER')]).toEqual([
      'Tinos',
      'Tinos',
      'Cousine',
    ])
    expect([familyFor('Impact'), familyFor('Georgia'), familyFor('No Such Font')]).toEqual([
      'Anton',
      'Gelasio',
      'Arimo',
    ])

    const widths = await Promise.all(
      ['Arial', 'Times', 'Courier', 'Impact', 'Georgia', 'Verdana'].map(
        async (font) => (await set('Handgloves', { font })).width,
      ),
    )
    expect(new Set(widths).size).toBeGreaterThanOrEqual(5)
  })

  it('draws a monospaced font with equal advances', async () => {
    const style = { font: 'Courier New', letterSpacing: 0 }
    const [narrow, wide] = [await set('Hiiiii H', style), await set('HWWWWW H', style)]

    expect(Math.abs(narrow.width - wide.width)).toBeLessThanOrEqual(1)
  })

  it('wraps at a width and ends with an ellipsis at a height', async () => {
    const words = 'the quick brown fox jumps over the lazy dog'
    const wrapped = await set(words, {}, { maxWidth: 200 })
    const cut = await set(words, {}, { maxWidth: 200, maxHeight: 100 })
    const tiny = await set(words, {}, { maxWidth: 60, maxHeight: 1 })

    expect(wrapped.width).toBeLessThanOrEqual(200)
    expect(wrapped.height).toBeGreaterThan(150)
    expect(cut.height).toBeLessThanOrEqual(100)
    expect(cut.height).toBeGreaterThan(60)
    expect(tiny.width).toBeLessThanOrEqual(60)
  })

  it('breaks words that are wider than the line', async () => {
    expect((await set('Donaudampfschifffahrtsgesellschaft', {}, { maxWidth: 150 })).width).toBeLessThanOrEqual(150)
  })

  it('aligns lines', async () => {
    const [left, right] = [await set('HHHH\nH'), await set('HHHH\nH', { align: 'right' })]
    const bottom = left.height - 2

    expect(pixel(left, left.width - 3, bottom)[3]).toBe(0)
    expect(pixel(left, 2, bottom)[3]).toBeGreaterThan(0)
    expect(pixel(right, right.width - 3, bottom)[3]).toBeGreaterThan(0)
    expect(pixel(right, 2, bottom)[3]).toBe(0)
  })

  it('gets an outline of the asked width and colour around it', async () => {
    const plain = await set('I', { weight: '700' })
    const outlined = await set('I', { weight: '700' }, { stroke: { width: 4, colour: RED } })

    expect([outlined.width, outlined.height]).toEqual([plain.width + 8, plain.height + 8])
    expect(pixel(outlined, 1, Math.floor(outlined.height / 2))).toEqual([255, 0, 0, 255])
    expect(pixel(outlined, Math.floor(outlined.width / 2), Math.floor(outlined.height / 2))).toEqual([0, 0, 0, 255])
    // Corners of the outline are round.
    expect(pixel(outlined, 0, 0)[3]).toBe(0)
  })

  it('gets room around it with a background', async () => {
    const bitmap = await set('H', {}, { background: { red: 10, green: 20, blue: 30, alpha: 0.5 } })

    expect(pixel(bitmap, 0, 0)).toEqual([10, 20, 30, 128])
    expect(bitmap.height).toBe((await set('H')).height + 16)
  })

  it('has only ink and nothing without antialiasing', async () => {
    const { data } = await set('Sog', { antialias: 'none' })

    expect(new Set(data.filter((_, index) => index % 4 === 3))).toEqual(new Set([0, 255]))
  })

  it('is one clear pixel when there is nothing to see', async () => {
    for (const empty of ['', '   ', '\n\n']) expect(await set(empty)).toMatchObject({ width: 1, height: 1 })
  })

  it('shapes accents, Cyrillic, Greek and right-to-left punctuation without failing', async () => {
    for (const word of ['Ünïcödé', 'Привет', 'Ελληνικά', '\u202eabc', 'a\u0301', '👩‍👩‍👧', '\ud800', '漢字']) {
      expect((await set(word)).width).toBeGreaterThan(0)
    }
  })

  it.each([{ size: 100_000 }, { size: 0 }, { size: Number.NaN }])('refuses %j', async (style) => {
    await expect(set('x', style)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })

  it('refuses what would take too many pixels', async () => {
    await expect(set('W'.repeat(200), { size: 2000 })).rejects.toMatchObject({
      code: expect.stringMatching(/LIMIT_EXCEEDED|CORRUPT_MEDIA/),
    })
  })
})

describe('markup', () => {
  it.each(['<b>bold</b>', '&amp;', '</span><span size="999999">', `"'><`, '<span font="x">'])(
    'is never interpreted: %s',
    async (text) => {
      const [asText, escaped] = [await set(text), await set(text.replaceAll('<', '‹'))]

      // Set as characters, not as instructions: about as wide as the same with other brackets.
      expect(asText.width / escaped.width).toBeGreaterThan(0.8)
      expect(asText.height).toBeLessThan(80)
    },
  )

  it('stays one well-formed element for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const markup = markupFor(text, { ...STYLE, decoration: 'underline', letterSpacing: 2.5 })

        let elements = 0
        const parser = new SaxesParser()
        parser.on('opentag', () => {
          elements += 1
        })
        parser.write(markup).close()
        expect(elements).toBe(1)
      }),
    )
  })
})
