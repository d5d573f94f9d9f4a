import { describe, expect, it } from 'vitest'
import { effects } from '../../../../server/transformation/effects/index.ts'
import type { Operation, OperationOf } from '../../../../server/transformation/plan/operations.ts'
import { ATTRIBUTES, imagePlanOf, sourceFacts } from '../plan/plan-fixtures.ts'

const gif = sourceFacts({ format: 'gif', pages: 5, animated: true })
const operationsOf = (chain: string) => imagePlanOf(chain, sourceFacts()).operations
const onAnimation = (chain: string) => imagePlanOf(chain, gif, { extension: 'gif' })

describe('what effects are planned to', () => {
  it.each<[string, readonly Operation[]]>([
    ['e_negate', [{ op: 'linear', multiply: [-1, -1, -1], add: [255, 255, 255] }]],
    [
      'e_grayscale',
      [
        {
          op: 'recombine',
          matrix: [row(0.2126, 0.7152, 0.0722), row(0.2126, 0.7152, 0.0722), row(0.2126, 0.7152, 0.0722)],
        },
      ],
    ],
    [
      'e_sepia:100',
      [{ op: 'recombine', matrix: [row(0.393, 0.769, 0.189), row(0.349, 0.686, 0.168), row(0.272, 0.534, 0.131)] }],
    ],
    ['e_colorize:25,co_rgb:640000', [{ op: 'linear', multiply: [0.75, 0.75, 0.75], add: [25, 0, 0] }]],
    ['e_colorize', [{ op: 'linear', multiply: [0, 0, 0], add: [128, 128, 128] }]],
    ['e_colorize,co_rgb:ff000000', [{ op: 'linear', multiply: [1, 1, 1], add: [0, 0, 0] }]],
    ['e_brightness:-50', [{ op: 'linear', multiply: [0.5, 0.5, 0.5], add: [0, 0, 0] }]],
    ['e_brightness_hsb:50', [{ op: 'hsv', value: 1.5 }]],
    ['e_contrast:level_50;type_linear', [{ op: 'linear', multiply: [0.5, 0.5, 0.5], add: [64, 64, 64] }]],
    ['e_contrast', []],
    ['e_saturation:-100', [{ op: 'hsl', hueDegrees: 0, saturation: 0, vibrance: 0 }]],
    ['e_vibrance:50', [{ op: 'hsl', hueDegrees: 0, saturation: 1, vibrance: 0.5 }]],
    ['e_hue:50', [{ op: 'hsl', hueDegrees: 90, saturation: 1, vibrance: 0 }]],
    ['e_red:50', [{ op: 'linear', multiply: [1.5, 1, 1], add: [0, 0, 0] }]],
    ['e_green:50', [{ op: 'linear', multiply: [1, 1.5, 1], add: [0, 0, 0] }]],
    ['e_blue:-50', [{ op: 'linear', multiply: [1, 1, 0.5], add: [0, 0, 0] }]],
    ['e_recolor:0:0:1:0:1:0:1:0:0', [{ op: 'recombine', matrix: [row(0, 0, 1), row(0, 1, 0), row(1, 0, 0)] }]],
    [
      'e_simulate_colorblind:rod_monochromacy',
      [{ op: 'recombine', matrix: [row(0.299, 0.587, 0.114), row(0.299, 0.587, 0.114), row(0.299, 0.587, 0.114)] }],
    ],
    ['e_blur:400', [{ op: 'blur', sigma: 10 }]],
    [
      'e_blur_region:400,x_150,y_80,w_100',
      [{ op: 'blur', sigma: 10, region: { left: 150, top: 80, width: 50, height: 20 } }],
    ],
    ['e_blur_region', [{ op: 'blur', sigma: 2.5, region: { left: 0, top: 0, width: 200, height: 100 } }]],
    ['e_blur_region,x_500', []],
    ['e_pixelate:7', [{ op: 'pixelate', size: 7 }]],
    ['e_pixelate', [{ op: 'pixelate', size: 5 }]],
    [
      'e_pixelate_region:9,x_0.5,w_0.25,h_10',
      [{ op: 'pixelate', size: 9, region: { left: 100, top: 0, width: 50, height: 10 } }],
    ],
    ['e_sharpen:400', [{ op: 'sharpen', sigma: 1, amount: 4 }]],
    ['e_unsharp_mask:50', [{ op: 'unsharp', sigma: 2.5, amount: 0.5 }]],
    ['e_vignette:30', [{ op: 'vignette', strength: 0.3 }]],
    ['e_vignette:0', []],
    ['e_make_transparent:20', [{ op: 'key_out', colour: null, tolerance: 0.2 }]],
    [
      'e_make_transparent,co_red',
      [{ op: 'key_out', colour: { red: 255, green: 0, blue: 0, alpha: 1 }, tolerance: 0.1 }],
    ],
    ['e_opacity_threshold:40', [{ op: 'alpha_threshold', threshold: 102 }]],
    ['e_trim', []],
    ['e_anti_removal', []],
    [
      'e_art:audrey',
      [
        { op: 'hsl', hueDegrees: 0, saturation: 0, vibrance: 0 },
        { op: 'linear', multiply: [1.22, 1.22, 1.22], add: [128 * (1 - 1.22), 128 * (1 - 1.22), 128 * (1 - 1.22)] },
      ],
    ],
    // Qualifiers of a layer, without one.
    ['e_multiply', []],
    ['e_cut_out', []],
    // Only the last effect of a component counts.
    ['e_sepia,e_negate', [{ op: 'linear', multiply: [-1, -1, -1], add: [255, 255, 255] }]],
  ])('%s', (chain, expected) => {
    expect(operationsOf(chain)).toEqual(expected)
  })

  it('cuts what a trim leaves, after what came before it', () => {
    const box = { left: 10, top: 5, width: 30, height: 20 }

    const { operations, width, height } = imagePlanOf('c_scale,w_100/e_trim:20', sourceFacts(), {}, { trim: box })

    expect(operations).toEqual([
      { op: 'resize', width: 100, height: 50 },
      { op: 'extract', ...box },
    ])
    expect([width, height]).toEqual([30, 20])
  })

  it('makes room for a shadow and draws it there', () => {
    expect(operationsOf('e_shadow:40,co_red,x_-20,y_4')).toEqual([
      { op: 'extend', left: 35, top: 11, right: 0, bottom: 19, background: { red: 0, green: 0, blue: 0, alpha: 0 } },
      { op: 'shadow', x: -20, y: 4, sigma: 5, opacity: 1, colour: { red: 255, green: 0, blue: 0, alpha: 1 } },
    ])
  })

  it.each<[string, Readonly<Record<number, number>>]>([
    ['e_blackwhite:50', { 127: 0, 128: 255 }],
    ['e_blackwhite:0', { 0: 255 }],
    ['e_blackwhite:100', { 254: 0, 255: 255 }],
    ['e_gamma:100', { 0: 0, 64: 128, 255: 255 }],
    ['e_gamma:0', { 1: 1, 77: 77, 254: 254 }],
    ['e_contrast:50', { 0: 0, 255: 255 }],
    ['e_fill_light', { 0: 0, 64: 100, 255: 255 }],
  ])('%s has a curve with the right values', (chain, points) => {
    const curve = operationsOf(chain).find((operation): operation is OperationOf<'curve'> => operation.op === 'curve')
    if (curve === undefined) throw new Error('no curve')

    for (const [value, tone] of Object.entries(points)) expect(curve.red[Number(value)]).toBe(tone)
    expect([curve.green, curve.blue]).toEqual([curve.red, curve.red])
    expect(curve.red).toHaveLength(256)
  })

  it('undoes a sigmoidal contrast by its negative', () => {
    const [there] = operationsOf('e_contrast:60') as [OperationOf<'curve'>]
    const [back] = operationsOf('e_contrast:-60') as [OperationOf<'curve'>]
    for (const value of [64, 100, 128, 180]) {
      expect(Math.abs((back.red[there.red[value] as number] as number) - value)).toBeLessThanOrEqual(4)
    }
  })

  it.each<[string, readonly Operation[]]>([
    ['e_boomerang', [{ op: 'frames', selection: { kind: 'boomerang' } }]],
    ['e_reverse', [{ op: 'frames', selection: { kind: 'reverse' } }]],
    ['e_accelerate:100', [{ op: 'frames', selection: { kind: 'speed', factor: 2 } }]],
    ['e_fade:-500', [{ op: 'frames', selection: { kind: 'fade', milliseconds: 500, direction: 'out' } }]],
    ['fps_5', [{ op: 'frames', selection: { kind: 'interval', milliseconds: 200 } }]],
    ['vs_3', [{ op: 'frames', selection: { kind: 'count', count: 3 } }]],
  ])('%s works on the frames of an animation, and does nothing to a still picture', (chain, expected) => {
    expect(onAnimation(chain).operations).toEqual(expected)
    expect(imagePlanOf(chain, gif, { extension: 'jpg' }).operations).toEqual([])
  })

  it('leaves frames out after a leading resize and before what costs more', () => {
    const { operations } = onAnimation('c_scale,w_50/e_sepia/e_reverse/fps_5')

    expect(operations.map(({ op }) => op)).toEqual(['resize', 'frames', 'recombine', 'frames'])
    expect(operations[1]).toMatchObject({ selection: { kind: 'interval' } })
  })

  it.each([
    ['e_loop', 0],
    ['e_loop:0', 1],
    ['e_loop:2', 3],
    ['c_scale,w_10', null],
  ])('%s repeats an animation', (chain, expected) => {
    expect(onAnimation(chain).encoding.loop).toBe(expected)
  })

  it('makes a layer a little different for every asset, and always the same for one', () => {
    const layerOf = (publicId: string) => {
      const chain = 'l_square_100x100/e_anti_removal:100/fl_layer_apply'
      const { operations } = imagePlanOf(chain, sourceFacts(), { attributes: { ...ATTRIBUTES, publicId } })
      return JSON.stringify(operations)
    }

    expect(layerOf('one')).toBe(layerOf('one'))
    expect(layerOf('one')).not.toBe(layerOf('two'))
  })

  it('blurs stored faces where they are in the picture by then', () => {
    const attributes = { ...ATTRIBUTES, faces: [{ left: 100, top: 20, width: 40, height: 40 }] }

    const { operations } = imagePlanOf('c_scale,w_100/e_blur_faces', sourceFacts(), { attributes })

    expect(operations.at(-1)).toEqual({ op: 'blur', sigma: 12.5, region: { left: 50, top: 10, width: 20, height: 20 } })
  })

  it('blurs nothing when it is known that there are no faces', () => {
    expect(
      imagePlanOf('e_pixelate_faces', sourceFacts(), { attributes: { ...ATTRIBUTES, faces: [] } }).operations,
    ).toEqual([])
  })
})

describe('effects that are not rendered', () => {
  const rendered = (name: string) => {
    const effect = effects.get(name)
    return effect?.plan !== undefined || effect?.placement !== undefined || effect?.output !== undefined
  }
  const unrendered = [...effects.values()].filter((effect) => !rendered(effect.name))

  it('are none of tier A, but those for video', () => {
    expect(unrendered.filter(({ tier, media }) => tier === 'A' && media.includes('image'))).toEqual([])
  })

  it.each(unrendered.map((effect) => [effect.name, effect] as const))(
    '%s is refused by name',
    (name, { tier, media }) => {
      const required: Record<string, string> = { distort: ':arc:20' }
      const chain = `e_${name}${required[name] ?? ''}`
      const expected =
        tier === 'D'
          ? `e_${name} is not available: the add-on or AI service`
          : tier === 'C'
            ? `e_${name} is not available: no local model installed`
            : media.includes('image')
              ? `Effect ${name} is not supported yet`
              : `Invalid effect in transformation: ${name} is for video, not for an image`

      expect(() => operationsOf(chain)).toThrow(expected)
    },
  )

  it('refuses regions that would have to be found first', () => {
    expect(() => operationsOf('e_blur_region,g_ocr_text')).toThrow('g_ocr_text is not available: the add-on')
    expect(() => operationsOf('e_pixelate_region,g_cat')).toThrow('g_cat is not available: no local model installed')
  })

  it('refuses faces when nothing is known about them', () => {
    expect(() => operationsOf('e_blur_faces')).toThrow('e_blur_faces is not available: no local model installed')
  })
})

function row(a: number, b: number, c: number): readonly [number, number, number] {
  return [a, b, c]
}
