import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import { effects, readEffect } from '../../../../server/transformation/effects/index.ts'

const read = (text: string) => readEffect(text, { parameter: 'effect', offset: 3 }).arguments

describe('arguments of effects', () => {
  it.each([
    ['sepia', { level: 80 }],
    ['sepia:10', { level: 10 }],
    ['sepia:500', { level: 100 }],
    ['hue:-33.5', { level: -33.5 }],
    ['blur_region:5000', { strength: 2000 }],
    ['blackwhite', { threshold: 50 }],
    ['contrast', { type: 'sigmoidal', level: 0 }],
    ['contrast:20', { type: 'sigmoidal', level: 20 }],
    ['contrast:level_300;type_linear', { type: 'linear', level: 200 }],
    ['contrast:type_linear', { type: 'linear', level: 100 }],
    ['contrast:-300:sigmoidal', { type: 'sigmoidal', level: -100 }],
    ['tint', { equalize: false, amount: 60, stops: [{ colour: colour(255, 0, 0), position: 50 }] }],
    [
      'tint:equalize:80:blue:ff0',
      {
        equalize: true,
        amount: 80,
        stops: [
          { colour: colour(0, 0, 255), position: null },
          { colour: colour(255, 255, 0), position: null },
        ],
      },
    ],
    [
      'tint:100:red:20p:rgb:00f:90p',
      {
        equalize: false,
        amount: 100,
        stops: [
          { colour: colour(255, 0, 0), position: 20 },
          { colour: colour(0, 0, 255), position: 90 },
        ],
      },
    ],
    ['replace_color:saddlebrown:30:2f4f4f', { to: colour(139, 69, 19), tolerance: 30, from: colour(47, 79, 79) }],
    ['trim', { tolerance: 10, colour: null }],
    ['trim:5:rgb:ffffff', { tolerance: 5, colour: colour(255, 255, 255) }],
    ['dropshadow:azimuth_220;elevation_60;spread_20', { azimuth: 220, elevation: 60, spread: 20 }],
    ['dropshadow:azimuth_220:spread_20', { azimuth: 220, elevation: 45, spread: 20 }],
    ['preview:duration_12:max_seg_3:min_seg_dur_3', { duration: 12, max_seg: 3, min_seg_dur: 3 }],
    ['progressbar:type_frame:color_red:width_6', { type: 'frame', color: colour(255, 0, 0), width: 6 }],
    ['progressbar:frame:red:20', { type: 'frame', color: colour(255, 0, 0), width: 20 }],
    [
      'zoompan:from_(g_auto;zoom_3.4);to_(x_300;y_700;zoom_1.5)',
      { mode: null, maxzoom: 1.4, du: 4, fps: 25, from: '(g_auto;zoom_3.4)', to: '(x_300;y_700;zoom_1.5)' },
    ],
    ['volume', { kind: 'percent', percent: 0 }],
    ['volume:-20dB', { kind: 'decibels', decibels: -20 }],
    ['volume:mute', { kind: 'mute' }],
    ['distort:arc:180.0', { kind: 'arc', degrees: 180 }],
    ['distort:40:25:280:60:260:155:35:165', { kind: 'corners', coordinates: [40, 25, 280, 60, 260, 155, 35, 165] }],
    ['outline:inner:20', { mode: 'inner', width: 20, blur: 0 }],
    ['outline:20:200', { mode: 'outer', width: 20, blur: 200 }],
    ['improve:indoor', { mode: 'indoor', blend: 100 }],
    ['improve:50', { mode: 'outdoor', blend: 50 }],
    ['cartoonify:70:bw', { lines: 70, colours: 'bw' }],
    ['morphology:method_dilate;radius_3.5', { method: 'dilate', iterations: 1, kernel: 'octagon', radius: 3.5 }],
    ['gradient_fade:symmetric_pad:50', { mode: 'symmetric_pad', strength: 50 }],
    ['gen_replace:from_a cat;to_a: dog', { from: 'a cat', to: 'a: dog', 'preserve-geometry': false, multiple: false }],
    [
      'gen_remove:region_((x_300;y_200);(x_50;y_80))',
      { prompt: null, region: '((x_300;y_200);(x_50;y_80))', multiple: false, 'remove-shadow': true },
    ],
    ['loop', { times: null }],
    ['loop:3', { times: 3 }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['sepia:abc', 'Invalid effect sepia in transformation: abc'],
    ['sepia:1:2', 'Invalid effect sepia in transformation: 1:2'],
    ['grayscale:5', 'Invalid effect grayscale in transformation: 5'],
    ['contrast:type_cubic', 'Invalid effect contrast in transformation: cubic'],
    ['recolor:1:2:3', 'Invalid effect recolor in transformation: 1:2:3'],
    ['art:mona_lisa', 'Invalid effect art in transformation: mona_lisa'],
    ['trim:5:nocolour', 'Invalid effect trim in transformation: nocolour'],
    ['loop:-1', 'Invalid effect loop in transformation: -1'],
    ['distort:1:2', 'Invalid effect distort in transformation: 1:2'],
    ['dropshadow:1:2:3:4', 'Invalid effect dropshadow in transformation: 1:2:3:4'],
    ['tint:5:red:blue:red:blue:red:blue:red:blue:red:blue:red', 'Invalid effect tint in transformation'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(TransformationError)
    expect(() => read(text)).toThrow(message)
  })

  it('never fails in any other way, whatever the text is', () => {
    for (const name of effects.keys()) {
      for (const text of [
        '',
        ':',
        '::',
        'a',
        '-',
        '9'.repeat(400),
        '((',
        ';;',
        'rgb:',
        'p',
        '1p:2p',
        '\u0000',
        'x_',
        '_x',
      ]) {
        try {
          read(`${name}:${text}`)
        } catch (error) {
          expect(error).toBeInstanceOf(TransformationError)
        }
      }
    }
  })
})

function colour(red: number, green: number, blue: number) {
  return { red, green, blue, alpha: 1 }
}
