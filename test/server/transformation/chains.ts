/** Arbitrary chains: right ones, and texts that look like some. */
import { fc } from '../../support/properties.ts'

const NUMBER = fc.oneof(fc.integer({ min: 1, max: 3000 }).map(String), fc.constantFrom('0.5', '1.0', '$v', 'iw_div_2'))
const COLOUR = fc.constantFrom('red', 'rgb:ff0000', 'rgb:0f08', 'snow3', 'transparent')

/** A parameter whose value its reader takes. */
const PARAMETER: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom('w', 'h', 'x', 'y'), NUMBER).map(([key, value]) => `${key}_${value}`),
  fc.constantFrom('c_fill', 'c_thumb', 'c_pad', 'g_north_west', 'g_auto:subject', 'g_region_!hat!', 'ar_16:9', 'z_1.5'),
  fc.constantFrom(
    'e_sepia',
    'e_blur:300',
    'e_hue:$v',
    'e_outline:inner:5',
    'r_max',
    'r_1:2:3',
    'r_$v',
    'a_90',
    'a_hflip.20',
  ),
  fc.constantFrom(
    'f_auto',
    'q_auto:eco',
    'q_80:444',
    'dpr_2.0',
    'pg_2-5;7',
    'dn_150',
    'fl_lossy.awebp',
    'so_2.5',
    'du_50p',
  ),
  fc.constantFrom(
    't_named',
    'd_a:b.png',
    'vc_h264:main:3.1',
    'br_2m:constant',
    'fps_20-',
    'vs_4s',
    'o_50',
    'fn_wasm:a.wasm',
  ),
  COLOUR.map((colour) => `b_${colour}`),
  COLOUR.map((colour) => `bo_3px_solid_${colour}`),
)

/** Escapes of control characters are refused. */
const STRING = fc
  .array(fc.string({ unit: fc.constantFrom(...'ab c%2C%21:$_é'), maxLength: 5 }), { maxLength: 3 })
  .map((items) => `!${items.join(':').replace(/%+[01]/g, '')}!`)

const ASSIGNMENT: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '$v_5',
    '$v_0.5',
    '$v_w_add_1',
    '$v_10_div_4_to_i',
    '$v_current',
    '$v_ref:!a:b!',
    '$v_ctx:!k!',
    '$v_16:9',
  ),
  STRING.map((string) => `$v_${string}`),
  STRING.map((string) => `$v_${string}_to_f`),
)

const COMPARISON: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('w_gt_100', 'ar_lt_3:4', 'isdef_$v', 'isndef_$v', '$v_eq_!!', 'idu_lte_20p', '10_div_20p_eq_1'),
  fc.constantFrom('w_add_1_mul_2_gte_h_pow_2', 'md:!id!_ne_5', 'w_sub_h_sub_1_eq_0.000001', '20p_pow_2_lt_du'),
  STRING.map((string) => `${string}_in_tags`),
  STRING.map((string) => `${string}_nin_ctx:!a:b!`),
)
const CONDITION = fc
  .array(fc.tuple(COMPARISON, fc.constantFrom('and', 'or')), { minLength: 1, maxLength: 4 })
  .map((pairs) =>
    pairs.map(([comparison, word], index) => (index === 0 ? comparison : `${word}_${comparison}`)).join('_'),
  )

const COMPONENT = fc
  .tuple(fc.array(ASSIGNMENT, { maxLength: 1 }), fc.array(PARAMETER, { minLength: 1, maxLength: 4 }))
  .map(([assignments, parameters]) => [...assignments, ...parameters].join(','))

/** A component that may stand in a branch. */
const BRANCH_COMPONENT = COMPONENT.filter((text) => !/(^|,)(f|d|cs|dl)_/.test(text))

const LAYER = fc.oneof(
  fc.constantFrom('l_logo', 'l_docs:logo', 'u_private:logo', 'l_$v', 'l_video:fetch:aHR0cDovL2EuYg', 'l_lut:a.cube'),
  fc.constantFrom('l_text:Arial_20_bold:Hi $(v)', 'l_text:$v:a%2Cb', 'l_text:style:50%', 'l_subtitles:Arial_15:a.srt'),
)

const { nodes } = fc.letrec<{ nodes: string; node: string }>((tie) => ({
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => all.join('/')),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    BRANCH_COMPONENT,
    fc.tuple(LAYER, tie('nodes')).map(([layer, inner]) => `${layer}/${inner}/fl_layer_apply,g_west`),
    fc.tuple(CONDITION, tie('nodes')).map(([condition, inner]) => `if_${condition}/${inner}/if_end`),
    fc.tuple(CONDITION, tie('nodes'), tie('nodes')).map(([c, a, b]) => `if_${c}/${a}/if_else/${b}/if_end`),
    fc.tuple(CONDITION, BRANCH_COMPONENT, tie('node')).map(([c, component, next]) => `if_${c},${component}/${next}`),
    fc.tuple(CONDITION, BRANCH_COMPONENT, BRANCH_COMPONENT).map(([c, a, b]) => `if_${c},${a}/if_else,${b}`),
    LAYER.map((layer) => `${layer},fl_layer_apply`),
  ),
}))

/** Chains that parse; short, because short conditions grow when they are written as blocks. */
export const chains: fc.Arbitrary<string> = nodes.filter((text) => text.split('/').length <= 20)

/** Chains, cut and stitched, and pieces of the language in any order. */
export const hostileChains: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(chains, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })).map(([text, at, junk]) => {
    const cut = at % (text.length + 1)
    return text.slice(0, cut) + junk + text.slice(cut)
  }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...['/', ',', '_', ':', ';', '!', '$', '(', ')', '.', '-', '%', '%2C', 'if_', 'else', 'end', '$v'],
        ),
        fc.constantFrom(
          'l_',
          'text:',
          'fl_layer_apply',
          'e_',
          'add',
          'gt',
          'and',
          'w',
          'auto',
          'rgb:',
          '5',
          'ctx:!',
          'fetch:',
        ),
        PARAMETER,
      ),
      { maxLength: 30 },
    )
    .map((pieces) => pieces.join('')),
)
