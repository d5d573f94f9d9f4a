import { inPieces } from '../../../widgets/kit/in-pieces.ts'
import { equal, ok, same } from '../support/expect.ts'

/** As long as a piece may be, and a little. */
function spin(ms = 12): void {
  const from = performance.now()
  while (performance.now() - from < ms);
}

describe('long work in pieces', () => {
  it('is done in order, and everybody else has a turn in between', async () => {
    const order: string[] = []
    setTimeout(() => order.push('somebody else'))

    await inPieces(['a', 'b', 'c', 'd', 'e', 'f'], (item) => {
      spin(30)
      order.push(item)
    })

    same(
      order.filter((item) => item !== 'somebody else'),
      ['a', 'b', 'c', 'd', 'e', 'f'],
    )
    ok(order.indexOf('somebody else') < order.length - 1, order.join(', '))
  })

  it('that is short is done in one go', async () => {
    const pauses: number[] = []
    await inPieces(
      [1, 2, 3],
      () => undefined,
      (done) => pauses.push(done),
    )
    equal(pauses.length, 0)
  })

  it('goes on without scheduler.yield', async () => {
    const { scheduler } = globalThis as { scheduler?: unknown }
    Object.defineProperty(globalThis, 'scheduler', { value: undefined, configurable: true })
    try {
      const pauses: number[] = []
      await inPieces(
        [1, 2],
        () => spin(),
        (done) => pauses.push(done),
      )
      same(pauses, [1, 2])
    } finally {
      Object.defineProperty(globalThis, 'scheduler', { value: scheduler, configurable: true })
    }
  })
})
