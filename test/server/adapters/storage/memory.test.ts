import { memoryStorage } from '../../../../server/adapters/storage/memory.ts'
import { describeStorage } from './contract.ts'

describeStorage('memory', async () => memoryStorage())
