import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { PlanFacts, SourceFacts } from '../../../../server/transformation/plan/plan-types.ts'
import { factsOf, planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

const outcomeOf = (chain: string, source: SourceFacts = sourceFacts(), overrides: Partial<PlanFacts> = {}) => {
  const outcome = planWith(chain, planFacts(source, overrides))
  if (outcome.kind !== 'plan') throw new Error('planning stopped')
  return outcome
}
const mediaOf = (...request: Parameters<typeof outcomeOf>) => outcomeOf(...request).plan.media
const svg = factsOf('vector_120x80')

describe('the stored bytes are the answer', () => {
  it.each<[string, string | null]>([
    ['', null],
    ['', 'png'],
    ['fl_attachment', 'png'],
    ['fl_attachment:name,fl_immutable_cache', null],
    ['d_avatar.png', null],
    ['fl_getinfo', 'png'],
  ])('for %o .%s on a png', (chain, extension) => {
    expect(mediaOf(chain, sourceFacts(), { extension })).toBe('original')
  })

  it('for another spelling of the same format', () => {
    expect(mediaOf('', sourceFacts({ format: 'jpg' }), { extension: 'jpeg' })).toBe('original')
  })

  it('for a drawing that stays a drawing', () => {
    expect(mediaOf('q_auto', svg, { extension: 'svg' })).toBe('original')
    expect(mediaOf('fl_rasterize', svg, { extension: 'svg' })).toBe('image')
    expect(mediaOf('w_10', svg, { extension: 'svg' })).toBe('image')
    expect(outcomeOf('fl_sanitize', svg, { extension: 'svg' }).plan).toEqual({ media: 'original', sanitise: true })
  })

  it('for raw files and for video in its own format', () => {
    expect(mediaOf('fl_attachment', sourceFacts({ resourceType: 'raw' }))).toBe('original')
    expect(mediaOf('', factsOf('clip_320x240'), { extension: 'mp4' })).toBe('original')
  })
})

describe('a picture is made', () => {
  it.each<[string, string | null]>([
    ['', 'jpg'],
    ['w_1.0', null],
    ['f_png', null],
    ['q_auto', null],
    ['fl_progressive', null],
    ['if_w_gt_1000,w_10', null],
    ['$n_1', null],
  ])('for %o .%s on a png', (chain, extension) => {
    expect(mediaOf(chain, sourceFacts(), { extension })).toBe('image')
  })
})

describe('a picture of a video is made', () => {
  it.each<[string, string, object | undefined]>([
    ['', 'jpg', { kind: 'at', seconds: 0 }],
    ['so_2.5', 'png', { kind: 'at', seconds: 2.5 }],
    ['w_10/so_25p', 'webp', { kind: 'at', seconds: 1 }],
    ['f_jpg,so_auto', 'mp4', { kind: 'representative' }],
  ])('for %o .%s, of the moment that it names', (chain, extension, moment) => {
    const { plan } = outcomeOf(chain, { ...factsOf('clip_320x240'), duration: 4 }, { extension })

    expect(plan).toMatchObject({ media: 'image', source: { moment } })
  })
})

describe('what cannot be done to a file that is no image', () => {
  it.each<[string, SourceFacts, string | null, string]>([
    ['w_10', sourceFacts({ resourceType: 'raw' }), null, 'raw files cannot be transformed'],
    ['w_10', factsOf('clip_320x240'), 'avi', 'Delivering video as avi is not supported yet'],
    ['w_10', sourceFacts({ resourceType: 'video', format: 'mp3', width: 0 }), 'mp4', 'mp4 of a file without pictures'],
    ['', factsOf('clip_320x240'), 'gif', 'Delivering video as an animation (gif) is not supported yet'],
    ['', sourceFacts({ resourceType: 'video', format: 'mp3', width: 0 }), 'jpg', 'jpg of a file without pictures'],
  ])('%o', (chain, source, extension, message) => {
    const act = () => mediaOf(chain, source, { extension })

    expect(act).toThrow(TransformationError)
    expect(act).toThrow(message)
  })
})

describe('how the answer is delivered', () => {
  it.each([
    ['fl_attachment', { attachment: '' }],
    ['fl_attachment:flower', { attachment: 'flower' }],
    ['w_10/fl_attachment:flower', { attachment: 'flower' }],
    ['w_10,fl_immutable_cache', { immutable: true, attachment: null }],
    ['w_10,fl_getinfo', { information: true }],
    ['w_10,d_avatar.png', { defaultImage: { publicId: 'avatar', extension: 'png' } }],
  ])('%s', (chain, expected) => {
    expect(outcomeOf(chain).delivery).toMatchObject(expected)
  })
})
