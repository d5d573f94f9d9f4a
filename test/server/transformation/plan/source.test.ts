import { describe, expect, it } from 'vitest'
import { factsOf, imagePlanOf, LIMITS, sourceFacts } from './plan-fixtures.ts'

const pdf = factsOf('doc_3pages')

describe('how the stored file is opened', () => {
  it('upright, unless the chain says otherwise', () => {
    const lying = sourceFacts({ orientation: 6 })

    expect(imagePlanOf('e_sepia', lying)).toMatchObject({ width: 100, height: 200, source: { autoOrient: true } })
    expect(imagePlanOf('e_sepia/a_ignore', lying)).toMatchObject({
      width: 200,
      height: 100,
      source: { autoOrient: false },
    })
    expect(imagePlanOf('e_sepia', sourceFacts({ orientation: 3 }))).toMatchObject({ width: 200, height: 100 })
  })

  it.each([
    ['w_1.0', { density: 150, width: 1275, height: 1650, page: 0, pages: 1 }],
    ['dn_72', { density: 72, width: 612, height: 792 }],
    ['w_1.0/pg_3/dn_36', { density: 36, width: 306, page: 2, pages: 1 }],
  ])('a document as %s', (chain, expected) => {
    expect(imagePlanOf(chain, pdf).source).toMatchObject(expected)
  })

  it('a drawing at its own size, or at the density asked for', () => {
    const svg = factsOf('vector_120x80')

    expect(imagePlanOf('', svg).source).toMatchObject({ density: 72, width: 120, height: 80 })
    expect(imagePlanOf('dn_144', svg).source).toMatchObject({ density: 144, width: 240, height: 160 })
  })

  it('a poster at the greatest density that is allowed, so that it can be scaled', () => {
    const poster = { ...pdf, width: 14_400, height: 14_400 }

    const { source, width } = imagePlanOf('w_300', poster)

    expect(source.density).toBe(35)
    expect(source.width * source.height).toBeLessThanOrEqual(LIMITS.outputPixels)
    expect(width).toBe(300)
  })

  it('not at a density that makes it larger than what is made', () => {
    expect(() => imagePlanOf('dn_2000,w_300', pdf)).toThrow('Invalid density in transformation: 2000')
    expect(() => imagePlanOf('dn_99999999', factsOf('vector_120x80'))).toThrow('Invalid density')
    expect(imagePlanOf('dn_2000,w_300', sourceFacts()).encoding.density).toBe(2000)
  })

  it('with several pages for a document made of them', () => {
    expect(imagePlanOf('w_100', pdf, { extension: 'pdf' }).source).toMatchObject({ page: 0, pages: -1 })
    expect(imagePlanOf('pg_1;3', pdf, { extension: 'pdf' }).source).toMatchObject({ pageList: [0, 2] })
    expect(imagePlanOf('pg_2-', pdf, { extension: 'pdf' }).source).toMatchObject({ pageList: [1, 2] })
    expect(imagePlanOf('pg_2-3', pdf).source).toMatchObject({ page: 1, pages: 1 })
  })

  it('answers 404 for a page that is not there', () => {
    expect(() => imagePlanOf('pg_4', pdf)).toThrow(expect.objectContaining({ status: 404 }))
    expect(() => imagePlanOf('pg_name:cover', pdf)).toThrow('Parameter pg with names is not supported yet')
  })

  it('knows the page and the initial size in conditions', () => {
    expect(imagePlanOf('pg_2/if_cp_eq_2_and_pc_eq_3_and_iw_eq_1275/c_scale,w_10/if_end', pdf).width).toBe(10)
  })
})
