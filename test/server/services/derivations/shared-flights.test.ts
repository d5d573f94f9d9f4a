import { describe, expect, it } from 'vitest'
import { SharedFlights } from '../../../../server/services/derivations/shared-flights.ts'

/** Work that ends when the test says so, and that remembers how often it ran and was stopped. */
function controlledWork() {
  const seen = { runs: 0, stops: 0 }
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const work = (signal: AbortSignal) => {
    seen.runs += 1
    signal.addEventListener('abort', () => {
      seen.stops += 1
      reject(signal.reason)
    })
    return promise
  }
  return { seen, work, resolve, reject }
}

describe('shared flights', () => {
  it('run once for all who ask meanwhile', async () => {
    const flights = new SharedFlights<string>()
    const { seen, work, resolve } = controlledWork()

    const results = Array.from({ length: 200 }, () => flights.run('key', work))
    resolve('done')

    expect(new Set(await Promise.all(results))).toEqual(new Set(['done']))
    expect(seen.runs).toBe(1)
  })

  it('go on when the first caller leaves', async () => {
    const flights = new SharedFlights<string>()
    const { seen, work, resolve } = controlledWork()
    const first = new AbortController()
    const leaver = flights.run('key', work, first.signal)
    const stayer = flights.run('key', work)

    first.abort(new Error('gone'))
    resolve('done')

    await expect(leaver).rejects.toThrow('gone')
    await expect(stayer).resolves.toBe('done')
    expect(seen.stops).toBe(0)
  })

  it('are stopped when the last caller leaves, and start anew for the next', async () => {
    const flights = new SharedFlights<string>()
    const abandoned = controlledWork()
    const leaving = [new AbortController(), new AbortController()]
    const waiters = leaving.map(({ signal }) => flights.run('key', abandoned.work, signal))

    for (const controller of leaving) controller.abort(new Error('gone'))
    const next = controlledWork()
    const result = flights.run('key', next.work)
    next.resolve('again')

    await Promise.allSettled(waiters)
    await expect(result).resolves.toBe('again')
    expect(abandoned.seen.stops).toBe(1)
    expect(flights.size).toBe(0)
  })

  it('share an error, but do not keep it', async () => {
    const flights = new SharedFlights<string>()
    const failing = controlledWork()
    const waiters = [flights.run('key', failing.work), flights.run('key', failing.work)]

    failing.reject(new Error('broken'))

    for (const waiter of waiters) await expect(waiter).rejects.toThrow('broken')
    await expect(flights.run('key', async () => 'fine')).resolves.toBe('fine')
  })

  it('keep different keys apart', async () => {
    const flights = new SharedFlights<string>()

    const results = await Promise.all(['a', 'b'].map((key) => flights.run(key, async () => key)))

    expect(results).toEqual(['a', 'b'])
  })

  it('do not start for somebody who has left already', async () => {
    const flights = new SharedFlights<string>()
    const { seen, work } = controlledWork()

    await expect(flights.run('key', work, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')

    expect(seen.runs).toBe(0)
  })
})
