/** Chains for property tests. */
import { fc } from '../../../support/properties.ts'

const length = fc.oneof(
  fc.integer({ min: 1, max: 3000 }).map(String),
  fc.double({ min: 0.01, max: 3, noNaN: true }).map((value) => value.toFixed(3)),
  fc.constantFrom('iw', 'ih', 'w_div_2', 'iw_mul_0.3'),
)
const offset = fc.oneof(
  fc.integer({ min: -500, max: 500 }).map(String),
  fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value.toFixed(3)),
)
const gravity = fc.constantFrom(
  ...[
    'north_west',
    'north',
    'east',
    'south_west',
    'center',
    'xy_center',
    'custom',
    'face',
    'faces',
    'auto',
    'face:center',
  ],
)
const mode = fc.constantFrom(
  ...['scale', 'fit', 'limit', 'mfit', 'fill', 'lfill', 'pad', 'lpad', 'mpad', 'crop', 'thumb', 'auto'],
)
const resize = fc
  .record({
    c: fc.option(mode, { nil: undefined }),
    w: fc.option(length, { nil: undefined }),
    h: fc.option(length, { nil: undefined }),
    ar: fc.option(fc.constantFrom('16:9', '1.0', '0.3', '3:1'), { nil: undefined }),
    g: fc.option(gravity, { nil: undefined }),
    x: fc.option(offset, { nil: undefined }),
    y: fc.option(offset, { nil: undefined }),
    z: fc.option(fc.constantFrom('0.5', '2', '1.0'), { nil: undefined }),
    a: fc.option(fc.constantFrom('90', 'hflip', '33', 'auto_right', '-45.180'), { nil: undefined }),
    r: fc.option(fc.constantFrom('max', '20', '5:10:20:0'), { nil: undefined }),
    bo: fc.option(fc.constant('3px_solid_red'), { nil: undefined }),
  })
  .map((values) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}_${value}`)
      .join(','),
  )
const effect = fc.constantFrom(
  ...['e_sepia', 'e_blur:300', 'e_shadow:50,x_10,y_-20', 'e_pixelate_region:5,x_5,w_20', 'e_trim', 'o_40', 'b_blue'],
  ...['e_opacity_threshold', 'dpr_2.0', 'dpr_0.7', 'e_vignette', 'a_ignore', 'q_auto', 'f_webp', 'e_hue:$v', 't_small'],
)
const layer = fc
  .tuple(
    fc.constantFrom('l_lime_50x50', 'u_red_200x100', 'l_text:Arial_30:Hello', 'l_square_100x100'),
    fc.array(resize, { maxLength: 2 }),
    fc.constantFrom(
      'fl_layer_apply',
      'fl_layer_apply,g_south_east,x_7',
      'fl_layer_apply,fl_no_overflow,x_0.5',
      'fl_layer_apply,fl_tiled',
      'fl_layer_apply,fl_cutter',
      'e_screen,fl_layer_apply,g_face',
    ),
  )
  .map(([open, inner, close]) => [open, ...inner, close].filter((text) => text !== '').join('/'))
const conditional = resize
  .filter((text) => text !== '')
  .map((body) => `if_w_gt_100/${body}/if_else/c_scale,w_20/if_end`)
/** Chains of up to six steps, most of which can be planned. They use the layers of `fixtures.json` and `t_small`. */
export const chain = fc
  .array(fc.oneof({ weight: 4, arbitrary: resize }, { weight: 2, arbitrary: effect }, layer, conditional), {
    maxLength: 6,
  })
  .map((components) => ['$v_20', ...components.filter((text) => text !== '')].join('/'))
