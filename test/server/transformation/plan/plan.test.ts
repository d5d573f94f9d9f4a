import { describe, expect, it } from 'vitest'
import { parseTransformation } from '../../../../server/transformation/parse.ts'
import { needKey } from '../../../../server/transformation/plan/need-key.ts'
import { plan } from '../../../../server/transformation/plan/plan.ts'
import type { Need } from '../../../../server/transformation/plan/plan-types.ts'
import { writtenDefaultImage } from '../../../../server/transformation/plan/prescan.ts'
import { factsOf, HINTS, imagePlanOf, planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

const sizeOf = (chain: string, answers: Parameters<typeof imagePlanOf>[3] = {}) => {
  const { width, height } = imagePlanOf(chain, sourceFacts(), {}, answers)
  return [width, height]
}
const needsOf = (chain: string): readonly Need[] => {
  const outcome = plan(parseTransformation(chain), planFacts(sourceFacts()))
  return outcome.kind === 'needs' ? outcome.needs : []
}

describe('what planning asks for', () => {
  it('is everything that is sure to be needed, at once', () => {
    expect(needsOf('t_one/l_a/fl_layer_apply/l_b/t_two/fl_layer_apply').map(nameOf)).toEqual(['one', 'a', 'b', 'two'])
  })

  it('is nothing from a branch that is not taken', () => {
    expect(needsOf('if_w_gt_1000/l_a/fl_layer_apply/if_else/l_b/fl_layer_apply/if_end').map(nameOf)).toEqual(['b'])
  })

  it('says what the picture is that has to be looked at', () => {
    const [need] = needsOf('c_scale,w_50/e_trim:20:red')

    expect(need).toMatchObject({
      kind: 'trim',
      tolerance: 0.2,
      colour: { red: 255 },
      picture: {
        of: 'source',
        operations: [{ op: 'resize', width: 50, height: 25 }],
        selection: { page: 0, pages: 1 },
      },
    })
  })

  it('names the layer when the picture is one', () => {
    const layer = { kind: 'asset', resourceType: 'image', type: 'upload', publicId: 'lime_50x50' } as const
    const answers = new Map([
      [needKey({ kind: 'layer', layer }), { kind: 'layer', facts: factsOf('lime_50x50') } as const],
    ])
    const outcome = plan(
      parseTransformation('l_lime_50x50/e_trim/fl_layer_apply'),
      planFacts(sourceFacts(), { answers }),
    )

    expect(outcome).toMatchObject({ needs: [{ kind: 'trim', picture: { of: { layer } } }] })
  })

  it('is a window of the size of the crop, for g_auto', () => {
    expect(needsOf('c_fill,g_auto,w_50,h_50')).toMatchObject([
      { kind: 'attention', width: 50, height: 50, picture: { operations: [{ op: 'resize', width: 100, height: 50 }] } },
    ])
  })
})

describe('named transformations', () => {
  it('run in place, with the variables set so far', () => {
    expect(sizeOf('$w_80/t_small', { named: { small: 'c_scale,w_$w' } })).toEqual([80, 40])
    expect(sizeOf('t_small,a_90', { named: { small: 'c_scale,w_80' } })).toEqual([40, 80])
    expect(sizeOf('t_default/c_scale,w_$n', { named: { default: 'if_isndef_$n/$n_30/if_end' } })).toEqual([30, 15])
  })

  it('do not take part in negotiation', () => {
    const hints = { ...HINTS, accepts: ['webp'] as const, dpr: 2, width: 50 }
    const named = { auto: 'f_auto,dpr_auto/c_limit,w_auto:10:120' }

    const image = imagePlanOf('t_auto', sourceFacts(), { hints }, { named })

    expect([image.encoding.format, image.width]).toEqual(['png', 120])
  })

  it('are refused when they do not exist', () => {
    expect(() => sizeOf('t_nosuch')).toThrow('Unknown transformation nosuch')
  })

  it('cannot run in circles', () => {
    expect(() => sizeOf('t_a', { named: { a: 't_b', b: 't_a' } })).toThrow('nested more than 10 deep')
  })

  it('cannot multiply each other without end', () => {
    const twelve = (name: string) => Array.from({ length: 12 }, () => `t_${name}`).join('/')
    const named = { a: twelve('b'), b: twelve('c'), c: twelve('d'), d: 'e_sepia' }

    expect(() => sizeOf('t_a', { named })).toThrow('runs more than 500 components')
  })
})

describe('settings at the end of a chain', () => {
  it('work from its beginning', () => {
    expect(sizeOf('c_scale,w_50/dpr_2.0')).toEqual([100, 50])
    expect(sizeOf('$d_3/c_scale,w_50/dpr_$d')).toEqual([150, 75])
    expect(sizeOf('c_scale,w_50/if_iw_gt_100/dpr_2.0/if_end')).toEqual([100, 50])
  })

  it('may not contradict what they depend on', () => {
    expect(() => sizeOf('c_scale,w_50/if_w_lt_80/dpr_2.0/if_end')).toThrow('its settings depend on each other')
  })

  it('multiply pixels and leave multiples alone', () => {
    expect(sizeOf('c_scale,w_0.5/dpr_2.0')).toEqual([100, 50])
  })
})

describe('client hints', () => {
  const varied = (chain: string, hints: Partial<typeof HINTS> = {}) => {
    const outcome = planWith(chain, planFacts(sourceFacts(), { hints: { ...HINTS, ...hints }, extension: 'jpg' }))
    if (outcome.kind !== 'plan' || outcome.plan.media !== 'image') throw new Error('no image plan')
    return { varied: outcome.delivery.varied, width: outcome.plan.width }
  }

  it.each([
    ['c_scale,w_50', {}, [], 50],
    ['c_scale,w_50,dpr_auto', {}, ['dpr'], 50],
    ['c_scale,w_50,dpr_auto', { dpr: 1.2 }, ['dpr'], 100],
    ['c_limit,w_auto', {}, ['width'], 200],
    ['c_limit,w_auto', { width: 33 }, ['width'], 100],
    ['c_limit,w_auto:20:60', { width: 33 }, ['width'], 40],
    ['c_limit,w_auto:20:60', {}, ['width'], 60],
    ['c_limit,dpr_auto,w_auto:20', { width: 33, dpr: 2 }, ['width', 'dpr'], 40],
    ['f_auto', {}, ['accept'], 200],
    ['q_auto', { saveData: true }, ['save-data'], 200],
  ] as const)('%s with %o is listed in Vary', (chain, hints, names, width) => {
    expect(varied(chain, hints)).toEqual({ varied: names, width })
  })
})

describe('the default image', () => {
  it('is known without any facts', () => {
    expect(writtenDefaultImage(parseTransformation('c_scale,w_5/d_lime_50x50.png'))).toEqual({
      publicId: 'lime_50x50',
      extension: 'png',
    })
    expect(writtenDefaultImage(parseTransformation('c_scale,w_5'))).toBeNull()
  })
})

function nameOf(need: Need): string {
  if (need.kind === 'named') return need.name
  return need.kind === 'layer' && need.layer.kind === 'asset' ? need.layer.publicId : need.kind
}
