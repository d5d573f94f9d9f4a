import { expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { databaseCounters } from '../../../../server/adapters/counters/database.ts'
import { memoryCounters } from '../../../../server/adapters/counters/memory.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import { describeCounters } from './contract.ts'

const open = () => openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) })

describeCounters('memory', async (clock) => memoryCounters(clock))
describeCounters('database', async (clock) => databaseCounters(await open(), clock))

it('counters in memory stay bounded, whoever asks', async () => {
  const counters = memoryCounters(manualClock())
  await counters.add('env', 'first', 1000)

  for (let index = 0; index < 100_000; index += 1) await counters.add('env', `key ${index}`, 1000)

  expect((await counters.add('env', 'first', 1000)).count).toBe(1)
  expect((await counters.add('env', 'key 99999', 1000)).count).toBe(2)
})
