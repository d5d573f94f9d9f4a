import { memoryLocks } from '../../../../server/adapters/locks/memory.ts'
import { describeLocks } from './contract.ts'

describeLocks('memory', async () => memoryLocks())
