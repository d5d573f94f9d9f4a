import { describe, expect, it } from 'vitest'
import { slideshowManifest } from '../../../../server/contract/slideshow-manifest.ts'
import { planSlides } from '../../../../server/services/videos/slides.ts'
import { fc } from '../../../support/properties.ts'

const planOf = (manifest: object) => planSlides(slideshowManifest.parse({ w: 10, h: 10, ...manifest }))
const slides = (count: number, own: object = {}) => Array.from({ length: count }, () => ({ media: 'i:a', ...own }))

describe('the slides of a slideshow', () => {
  it('stand alone for their time, and pass into the next in theirs', () => {
    expect(planOf({ fps: 10, vars: { sdur: 1000, tdur: 500, slides: slides(2) } })).toEqual([
      { picture: 0, alone: 10, next: { picture: 1, frames: 5, transition: 'fade' }, frames: 15 },
      { picture: 1, alone: 10, next: null, frames: 10 },
    ])
  })

  it('have times and transitions of their own', () => {
    const own = [{ media: 'i:a', sdur: 300, tdur: 200, transition: 's:circlecrop' }, { media: 'i:b' }]

    expect(planOf({ fps: 10, vars: { sdur: 1000, slides: own } })).toMatchObject([
      { alone: 3, next: { frames: 2, transition: 'circlecrop' } },
      { alone: 10 },
    ])
  })

  it('are cut off where the video ends', () => {
    const planned = planOf({ fps: 10, du: 1.2, vars: { sdur: 1000, tdur: 500, slides: slides(3) } })

    expect(planned).toEqual([
      { picture: 0, alone: 10, next: { picture: 1, frames: 5, transition: 'fade' }, frames: 12 },
    ])
  })

  it('stay when the video is longer', () => {
    expect(planOf({ fps: 10, du: 5, vars: { sdur: 1000, tdur: 0, slides: slides(2) } })).toEqual([
      { picture: 0, alone: 10, next: null, frames: 10 },
      { picture: 1, alone: 10, next: null, frames: 40 },
    ])
  })

  it('are refused when they last too long', () => {
    expect(() => planOf({ vars: { sdur: 600_000, slides: slides(2) } })).toThrow(
      'The slides last 1201 seconds together; the limit is 600',
    )
  })

  it('last as long as their times together, to half a frame, whatever those are', () => {
    const slide = fc.record({ sdur: fc.integer({ min: 1, max: 5000 }), tdur: fc.integer({ min: 0, max: 3000 }) })

    fc.assert(
      fc.property(fc.array(slide, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (times, fps) => {
        const planned = planOf({ fps, vars: { slides: times.map((own) => ({ media: 'i:a', ...own })) } })

        const milliseconds = times.reduce((sum, { sdur, tdur }) => sum + sdur + tdur, 0) - (times.at(-1)?.tdur ?? 0)
        const frames = planned.reduce((sum, one) => sum + one.frames, 0)
        // A slide that is shorter than a frame still has one.
        expect(frames).toBeGreaterThanOrEqual(Math.round((milliseconds * fps) / 1000))
        expect(frames).toBeLessThanOrEqual((milliseconds * fps) / 1000 + times.length)
        for (const { alone, next, frames: shown } of planned) {
          expect(alone).toBeGreaterThanOrEqual(0)
          expect(shown).toBe(alone + (next?.frames ?? 0))
        }
      }),
    )
  })
})
