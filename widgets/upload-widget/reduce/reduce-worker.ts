/** The worker that pictures are made smaller in. It can be loaded by its own address; see `reducer.ts` for how. */
import { reducePicture } from './reduce-picture.ts'
import { type Answer, type Job, PROTOCOL } from './worker-messages.ts'

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  const answer = (rest: Omit<Answer, 'protocol' | 'id'>): void =>
    postMessage({ protocol: PROTOCOL, id: data.id, ...rest } satisfies Answer)
  if (data.protocol !== PROTOCOL) return answer({})
  try {
    answer({ picture: await reducePicture(data.file, data.plan) })
  } catch (error) {
    answer({ problem: error instanceof Error ? error.message : String(error) })
  }
})
