import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { memoryQueue } from '../../../../server/adapters/queue/memory.ts'
import { describeQueue } from './contract.ts'

describeQueue('memory', async () => {
  const clock = manualClock()
  const queue = memoryQueue(clock)
  return { queue, clock, settle: () => queue.runAll() }
})
